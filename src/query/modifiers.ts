import { closestOf } from './edit-distance.ts';

export const modifierNames = [
  'by',
  'in',
  'account',
  'service',
  'on',
  'event',
  'ip',
  'key',
  'since',
  'until',
  'during',
  'is',
  'limit',
  'public',
] as const;
export type ModifierName = (typeof modifierNames)[number];

/** What follows a modifier: a word, a comma list, words of time, words of an event, or nothing. */
export const modifierTakes = {
  by: 'list',
  in: 'list',
  account: 'list',
  service: 'list',
  on: 'list',
  event: 'event',
  ip: 'list',
  key: 'list',
  since: 'time',
  until: 'time',
  during: 'time',
  is: 'list',
  limit: 'word',
  public: 'nothing',
} as const satisfies Record<ModifierName, string>;

/** Those that say something of events, so that `not` may stand before them. */
const conditionModifiers = ['by', 'service', 'on', 'event', 'ip', 'key', 'is'] as const;
type ConditionModifier = (typeof conditionModifiers)[number];

export function isConditionModifier(name: ModifierName | null): name is ConditionModifier {
  return conditionModifiers.some((one) => one === name);
}

/** Words people try for a modifier, and the modifiers they may mean, likeliest first. */
const meant: ReadonlyMap<string, readonly ModifierName[]> = new Map([
  ['accounts', ['account']],
  ['action', ['event']],
  ['address', ['ip']],
  ['after', ['since']],
  ['at', ['since', 'during', 'in']],
  ['before', ['until']],
  ['bucket', ['on']],
  ['end', ['until']],
  ['for', ['during', 'by', 'on']],
  ['from', ['since', 'in', 'ip', 'by']],
  ['max', ['limit']],
  ['name', ['event']],
  ['on', ['during']],
  ['principal', ['by']],
  ['region', ['in']],
  ['regions', ['in']],
  ['resource', ['on']],
  ['role', ['by']],
  ['source', ['service', 'ip']],
  ['start', ['since']],
  ['status', ['is']],
  ['to', ['until', 'on']],
  ['top', ['limit']],
  ['user', ['by']],
  ['with', ['key', 'is']],
]);

export function isModifier(word: string): word is ModifierName {
  return modifierNames.some((name) => name === word);
}

/** The modifiers that a word which is none may have been meant for, likeliest first; none where nothing is near. */
export function nearModifiers(word: string): ModifierName[] {
  const small = word.toLowerCase().replace(/^[-–—]+/, '');
  if (isModifier(small)) return [small, ...(meant.get(small) ?? [])];
  const spelled = meant.get(small);
  if (spelled !== undefined) return [...spelled];
  const near = closestOf(small, [...modifierNames, ...meant.keys()]);
  return [...new Set(near.flatMap((one) => (isModifier(one) ? [one] : (meant.get(one) ?? []))))];
}
