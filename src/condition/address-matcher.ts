import ipaddr from 'ipaddr.js';
import type { TrailEvent } from '../trail/event.ts';

type Address = ipaddr.IPv4 | ipaddr.IPv6;

/**
 * Whether an event came from an address or CIDR range, IPv4 or IPv6, however it is spelled (IPv4 inside IPv6 is IPv4).
 * What is neither matches nothing: sourceIPAddress is often a service's name.
 */
export function addressMatcher(ip: string): (event: Pick<TrailEvent, 'address'>) => boolean {
  const range = readRange(ip);
  if (range === null) return () => false;
  const [start, bits] = range;
  return ({ address }) => {
    if (address === ip) return true;
    const from = readAddress(address);
    return from !== null && from.kind() === start.kind() && from.match(start, bits);
  };
}

function readRange(text: string): [Address, number] | null {
  const slash = text.indexOf('/');
  if (slash < 0) {
    const address = readAddress(text);
    return address === null ? null : [address, address.kind() === 'ipv4' ? 32 : 128];
  }
  const start = readAddress(text.slice(0, slash));
  const length = text.slice(slash + 1);
  if (start === null || !/^\d{1,3}$/.test(length)) return null;
  const mapped = start.kind() === 'ipv4' && text.includes(':');
  const bits = Number(length) - (mapped ? 96 : 0);
  return bits < 0 || bits > (start.kind() === 'ipv4' ? 32 : 128) ? null : [start, bits];
}

/** Four decimal parts or IPv6; the library would also take `10` and `0x7f.1` for addresses. */
function readAddress(text: string): Address | null {
  if (ipaddr.IPv4.isValidFourPartDecimal(text) || (text.includes(':') && ipaddr.IPv6.isValid(text))) {
    return ipaddr.process(text);
  }
  return null;
}
