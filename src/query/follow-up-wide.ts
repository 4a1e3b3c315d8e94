import { withoutKinds } from '../condition/condition.ts';
import type { Query } from './query.ts';
import { readAddress } from './read-values.ts';

/** What may be asked of anybody, anywhere. */
type Wide = 'by' | 'ip' | 'in' | 'account';

const anyone = '(?:anyone|anybody|everyone|everybody|someone|somebody)';
const but = '(?:but|except(?: for)?|other than|apart from|besides)(?: by| from| in| for)?';

/** How people say it, and the modifier that would be typed for what is left out of it. */
const words: readonly (readonly [said: string, wide: Wide])[] = [
  [`(?:by|for) ${anyone}`, 'by'],
  [`^${anyone}`, 'by'],
  ['from (?:anywhere|everywhere|any(?: ip)? address)', 'ip'],
  ['(?:in |across |for )?(?:anywhere|everywhere|(?:all|any|every) (?:of the )?regions?)', 'in'],
  ['(?:in |across |for )?(?:all|any|every) (?:of the )?accounts?', 'account'],
];

const patterns = words.map(([said, wide]) => ({
  wide,
  left: new RegExp(`(?<=^|\\s)(?:not|except|excluding|without) (${said.replace('^', '')})(?= |$)`, 'i'),
  but: new RegExp(`(?<=^|\\s)${said} ${but} (?=\\S)`, 'i'),
  alone: new RegExp(`(?<=^|\\s)${said}${said.startsWith('^') ? '$' : '(?! (?:else|who|that)\\b)(?= |$)'}`, 'i'),
}));

/**
 * `by anyone`, `everywhere`: what is asked of anybody or anywhere from now on, and the rest of what was said. Of `by anyone but
 * alice`, `not by alice` remains. `leftOut`: anybody or everything was to be left out.
 */
export function takeWide(text: string): { rest: string; wide: readonly Wide[]; leftOut: string | null } {
  const wide: Wide[] = [];
  let rest = fromAddresses(text);
  for (const pattern of patterns) {
    const leftOut =
      pattern.wide === 'by' && pattern.left.exec(rest)?.[1]?.includes(' ') !== true ? null : pattern.left.exec(rest);
    if (leftOut !== null) return { rest, wide: [], leftOut: leftOut[1] ?? text };
    const shorter = rest.replace(pattern.but, `not ${pattern.wide} `).replace(pattern.alone, '');
    if (shorter !== rest) wide.push(pattern.wide);
    rest = shorter.replace(/ {2,}/g, ' ').trim();
  }
  return { rest, wide, leftOut: null };
}

/** `from 192.0.2.7 or 192.0.2.8` as it is typed, with `ip`. */
function fromAddresses(text: string): string {
  return text.replace(/(?<=^|\s)from (?=([^\s,]+))/gi, (from, address: string) =>
    readAddress(address).ok ? 'ip ' : from,
  );
}

/** What was asked, of anybody or anywhere. */
export function widen(query: Query, wide: Wide): Query {
  switch (wide) {
    case 'by':
    case 'ip':
      return { ...query, filter: withoutKinds(query.filter, wide) };
    case 'in':
      return { ...query, regions: null, filter: withoutKinds(query.filter, 'in') };
    case 'account':
      return { ...query, accounts: null, filter: withoutKinds(query.filter, 'account') };
  }
}
