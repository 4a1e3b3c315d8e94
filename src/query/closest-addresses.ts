import ipaddr from 'ipaddr.js';

/** The addresses and ranges that a text which is neither may have been meant to be: `1.2.3` -> 1.2.3.0/24. */
export function closestAddresses(typed: string): string[] {
  const [address = '', bits = ''] = typed.split('/');
  const widest = ipaddr.IPv4.isValidFourPartDecimal(address) ? 32 : ipaddr.IPv6.isValid(address) ? 128 : null;
  if (widest !== null) return [...(bits === '' ? [] : [`${address}/${widest}`]), address];
  return [...fourParts(typed), ...sixteenBytes(address)].filter((one) => ipaddr.isValid(one.split('/', 1)[0] ?? ''));
}

/** Parts that are left out or stand for any make a range; those too great are the greatest. */
function fourParts(typed: string): string[] {
  const [said] = /^\d+(?:\.(?:\d+|[*x]))*(?![\w*])/i.exec(typed) ?? [];
  if (said === undefined || (!said.includes('.') && typed.includes(':'))) return [];
  const any = said.search(/\.[*x]/i);
  const parts = (any < 0 ? said : said.slice(0, any)).split('.').slice(0, 4);
  const whole = [...parts, '0', '0', '0'].slice(0, 4).map((part) => Math.min(Number(part), 255));
  return [`${whole.join('.')}${parts.length === 4 ? '' : `/${8 * parts.length}`}`];
}

/** `2001:db8` -> 2001:db8::/32; colons beyond two are too many. */
function sixteenBytes(address: string): string[] {
  if (!/^[\da-f:]*:[\da-f:]*$/i.test(address)) return [];
  const fewer = address.replace(/:{3,}/g, '::');
  const groups = fewer.split(':').filter((group) => group !== '').length;
  return [fewer, `${fewer.replace(/:$/, '')}::/${16 * groups}`];
}
