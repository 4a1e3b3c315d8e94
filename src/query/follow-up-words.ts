import type { Is } from '../condition/condition.ts';

/** How people say which calls they mean. */
const words: readonly (readonly [RegExp, Is])[] = [
  [/^(?:access )?(?:denied|denials?|refused|refusals?)$/, 'denied'],
  [/^(?:errors?|failures?|failed|failing|faults?|that failed)$/, 'error'],
  [/^(?:success(?:es|ful)?|ok|worked|working|that worked)$/, 'ok'],
  [/^(?:writes?|writing|changes|changing)$/, 'write'],
  [/^(?:reads?|reading|read-only)$/, 'read'],
  [/^(?:people|humans?|persons?)$/, 'human'],
  [/^(?:services?|machines?|aws(?: services?)?)$/, 'service'],
  [/^(?:root|root user|by root)$/, 'root'],
];

/** What remains once the others are left out, where an event is always one or the other. */
const complements: Partial<Record<Is, Is>> = { error: 'ok', ok: 'error', read: 'write', write: 'read' };

/** `only errors`, `just the failed ones`, `failures only`, `without reads`: the calls that are meant; else null. */
export function takeOnly(text: string): Is | null {
  const said = text.toLowerCase();
  const [, only, left] =
    /^(?:(only|just)|(without|no|not|except|excluding|leave out)) (?:the |those |by )?(?=.)/.exec(said) ?? [];
  const after = / only$/.test(said);
  if (only === undefined && left === undefined && !after) return null;
  const named = said
    .replace(/^(?:only|just|without|no|not|except|excluding|leave out) (?:the |those |by )?/, '')
    .replace(/ only$/, '')
    .replace(/ (?:ones?|calls?|events?|requests?|attempts?)$/, '');
  const is = words.find(([pattern]) => pattern.test(named))?.[1];
  if (is === undefined) return null;
  return left === undefined ? is : (complements[is] ?? null);
}
