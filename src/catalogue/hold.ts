import type { ChangeFacts, Named } from '../trail/change-facts.ts';
import type { TrailEvent } from '../trail/event.ts';
import { lastPart } from '../trail/resources.ts';
import { type Sequel, split, unversioned } from './sequels.ts';

/** How a later call stands to one that was made; where it is about the same, which parts of it, and of how many (null: all). */
type Held = { kind: 'other' } | { kind: 'unclear' } | { kind: 'same'; units: readonly string[]; of: number | null };

const other = { kind: 'other' } as const satisfies Held;
const unclear = { kind: 'unclear' } as const satisfies Held;
const whole = { kind: 'same', units: [], of: null } as const satisfies Held;

export function hold(done: TrailEvent, event: TrailEvent, { removing, by, does }: Sequel): Held {
  if (done.changed === undefined || event.changed === undefined) return unclear;
  if (by === 'place') return whole;
  if (by === 'user') return compareUsers(done.changed, event.changed);
  if (!done.changed.complete || !event.changed.complete) return unclear;
  const { changed: mine } = done;
  const { changed: theirs } = event;
  const sides = removing === 'done' ? { remover: mine, maker: theirs } : { remover: theirs, maker: mine };
  const { noun } = split(unversioned(removing === 'done' ? done.name : event.name));
  const named = compare({ ...sides, mine, noun, lenient: does === 'sets anew' });
  if (named.kind !== 'same') return named;
  if (by === 'whole') return whole;
  if (by === 'rights') return compareRights(mine, theirs);
  if (by === 'off') return statusOf(theirs) === 'off' ? whole : other;
  if (by === 'status') return compareStatus(mine, theirs);
  return mine.rules === null || theirs.rules === null ? named : compareRules(mine.rules, theirs.rules);
}

function compareUsers({ asked: mine }: ChangeFacts, { asked: theirs }: ChangeFacts): Held {
  const [one, another] = [mine.get('username'), theirs.get('username')];
  if (one === undefined || another === undefined) return unclear;
  return meet(one, another).length > 0 ? whole : other;
}

interface Comparison {
  remover: ChangeFacts;
  maker: ChangeFacts;
  /** That of both whose parts are counted. */
  mine: ChangeFacts;
  /** What the removing call is for, by its name. */
  noun: string;
  /** Whether what does not tell what it is about may differ. */
  lenient: boolean;
}

/** Keys that say how, not what. */
export const manner = new Set(['status', 'enable', 'added', 'removed']);

/** The end of a key that tells what kind of name it is. */
const ending = /(?:name|id|arn|identifier|url)$/;

/** Of what a removing call names, that by which it says what it removes; all of it where its name doesn't tell. */
export function decisiveKeys(asked: Named, noun: string): string[] {
  const keys = [...asked.keys()].filter((key) => !manner.has(key));
  const decisive = keys.filter((key) => (ending.test(key) || key.length > 3) && isKind(key, noun));
  return decisive.length > 0 ? decisive : keys;
}

const kindOf = (key: string) => key.replace(ending, '');
const isKind = (key: string, noun: string) => noun.toLowerCase().includes(kindOf(key));

/** Whether what a call removes is what another made: where both say something, it must be the same. */
function compare({ remover, maker, mine, noun, lenient }: Comparison): Held {
  const decisive = decisiveKeys(remover.asked, noun);
  const parts: { units: string[]; of: number }[] = [];
  let agreed = false;
  for (const [key, texts] of remover.asked) {
    if (manner.has(key) || (lenient && !decisive.includes(key))) continue;
    const said = maker.asked.get(key) ?? maker.given.get(key);
    if (said === undefined) {
      // A version of a thing is not the thing.
      if (key === 'qualifier') return other;
      if (!decisive.includes(key)) continue;
      if (meet(texts, allTexts(maker)).length === 0) return hasAlike(maker, key, noun) ? other : unclear;
      agreed = true;
      continue;
    }
    const [own, others] = mine === remover ? [texts, said] : [said, texts];
    const units = meet(own, others);
    if (units.length === 0 && meet(maker.given.get(key), texts).length === 0) return other;
    agreed = true;
    if (own.length > 1) parts.push({ units: units.map((text) => `${key} ${text}`), of: own.length });
  }
  if (!agreed) return unclear;
  const [list, ...more] = parts;
  if (parts.every(({ units, of }) => units.length === of) || list === undefined) return whole;
  // Of several lists, parts can't be added up: only all at once is all.
  return { kind: 'same', ...(more.length > 0 ? { units: [], of: Number.POSITIVE_INFINITY } : list) };
}

function allTexts({ asked, given }: ChangeFacts): string[] {
  return [...asked.values(), ...given.values()].flat();
}

/** Whether a call names a thing of the kind that this key names, in a form that can be held against it. */
function hasAlike({ asked, given }: ChangeFacts, key: string, noun: string): boolean {
  const kind = kindOf(key);
  return [...asked.keys(), ...given.keys()].some(
    (one) =>
      ending.test(one) &&
      isOpaque(one) === isOpaque(key) &&
      (kindOf(one) === kind || kindOf(one) === '' || (kind === '' && isKind(one, noun))),
  );
}

/** IDs say nothing of names; a secret is called by its name or ARN under a key that says otherwise. */
export function isOpaque(key: string): boolean {
  return key.endsWith('id') && key !== 'secretid';
}

/** Those of some texts that are among others, in whichever form: a name, and the ARN or address that ends in it, are the same. */
export function meet(texts: readonly string[] = [], others: readonly string[] = []): string[] {
  const same = new Set(others);
  const long = others.filter(isLong);
  return texts.filter(
    (text) =>
      same.has(text) ||
      long.some((one) => endsIn(one, text)) ||
      (isLong(text) && others.some((one) => endsIn(text, one))),
  );
}

const isLong = (text: string) => /^(?:arn:|https?:\/\/)/.test(text);

/** The name at the end of an ARN or an address; any other text as it stands. */
export function shortName(text: string): string {
  return isLong(text) ? lastPart(text) : text;
}

/** A secret's ARN has six letters more than its name. */
function endsIn(long: string, short: string): boolean {
  if (long.length <= short.length || short === '') return false;
  const bare = long.includes(':secret:') ? long.replace(/-[A-Za-z0-9]{6}$/, '') : long;
  return [long, bare].some((text) => text.endsWith(short) && /[:/]/.test(text[text.length - short.length - 1] ?? ''));
}

/** Rights that one call gave and the other took, or the other way round. */
function compareRights(done: ChangeFacts, later: ChangeFacts): Held {
  const added = done.asked.get('added') ?? [];
  const given = added.length > 0;
  const mine = given ? added : (done.asked.get('removed') ?? []);
  if (mine.length === 0) return unclear;
  const units = meet(mine, later.asked.get(given ? 'removed' : 'added'));
  return units.length === 0 ? other : { kind: 'same', units, of: mine.length };
}

const off = /^(?:inactive|false|suspended|disabled)$/i;

export function statusOf({ asked }: ChangeFacts): 'on' | 'off' | null {
  const [status] = asked.get('status') ?? asked.get('enable') ?? [];
  return status === undefined ? null : off.test(status) ? 'off' : 'on';
}

function compareStatus(done: ChangeFacts, later: ChangeFacts): Held {
  const [before, after] = [statusOf(done), statusOf(later)];
  return before === null || after === null || before === after ? other : whole;
}

type Rules = NonNullable<ChangeFacts['rules']>;

function compareRules(done: Rules, later: Rules): Held {
  if (done.length === 0 || later.length === 0) return unclear;
  const units = among(done, later).map((rule) => rule[0] ?? '');
  if (units.length > 0) return { kind: 'same', units, of: new Set(done.map((rule) => rule[0])).size };
  const comparable = [isSpelled, hasId].some((tells) => [...done, ...later].every(tells));
  return comparable ? other : unclear;
}

/** `tcp 22-22 0.0.0.0/0` */
const isSpelled = (rule: readonly string[]) => rule.some((name) => name.includes(' '));
const hasId = (rule: readonly string[]) => rule.some((name) => name.startsWith('sgr-'));

/** Those of some rules that are among others, by whichever of their names. */
export function among(rules: Rules, others: Rules): Rules {
  const named = new Set(others.flat());
  return rules.filter((rule) => rule.some((name) => named.has(name)));
}
