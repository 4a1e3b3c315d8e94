import type { Millis, TrailEvent } from './event.ts';
import { EventIds } from './event-ids.ts';
import { Latest } from './latest.ts';
import { unknownTime } from './tallies.ts';
import type { Tally } from './tally.ts';

/**
 * Which record of a call this is, where the trails of two accounts hold one each: the caller's own account's (`home`), or
 * another's, which may name the caller or only say from which account the call came.
 */
export type Copy = 'home' | 'named' | 'nameless';

export function copyOf({ principal, account }: Pick<TrailEvent, 'principal' | 'account'>): Copy {
  const { type, name, account: own } = principal;
  if (type === 'AWSAccount' || name === own) return 'nameless';
  return own !== null && own === account ? 'home' : 'named';
}

/** A record held back, as the caller's own account may hold the same call. */
export interface HeldCopy {
  /** sharedEventID, the same in all records of a call. */
  sharedId: string;
  copy: Copy;
  id: string;
  account: string;
  time: Millis;
  /** Of this one call; null where it is hidden. */
  tally: Tally | null;
  understood: boolean;
}

/**
 * Lets a call count once that the trails of several accounts hold. Its copy in the caller's account counts at once; others
 * are held back until all is read, and count where that one is not there: the one that names the caller before one that
 * does not. So the order in which they come makes no difference.
 */
export class SharedCalls {
  /** By account, the calls whose home copies counted. */
  readonly #told = new Map<string, EventIds>();
  readonly #held = new Map<string, HeldCopy[]>();
  readonly #newest: Latest;

  /** @param limit how many of the newest calls an answer shows */
  constructor(limit: number) {
    // Two held copies may turn out to be one call.
    this.#newest = new Latest(2 * limit);
  }

  /** Notes a call whose home copy counts. */
  tell({ account, sharedId }: Pick<HeldCopy, 'account' | 'sharedId'>): void {
    const told = this.#told.get(account) ?? new EventIds();
    this.#told.set(account, told);
    told.add(sharedId);
  }

  hold(copy: HeldCopy): void {
    const known = this.#held.get(copy.sharedId);
    if (known === undefined) this.#held.set(copy.sharedId, [copy]);
    else known.push(copy);
  }

  /** Keeps the event of a held copy, if it is among the newest. */
  keep(event: TrailEvent): void {
    this.#newest.add(event);
  }

  /** Every copy held back, each with its event where that is among the newest. */
  list(): Held[] {
    const events = new Map(this.#newest.list().map((event) => [event.id, event]));
    return [...this.#held.values()].flat().map((copy) => ({ copy, event: events.get(copy.id) ?? null }));
  }

  /** Whether the caller's own account counts the call of another's copy. */
  isTold({ sharedId, account }: HeldCopy): boolean {
    for (const [other, told] of this.#told) if (other !== account && told.has(sharedId)) return true;
    return false;
  }
}

/** A copy, and its event where that is among the newest. */
interface Held {
  copy: HeldCopy;
  event: TrailEvent | null;
}

/**
 * How calls that the trails of several accounts hold are counted: each `once`; each of their records (`all-records`); or,
 * where searches are yet to be put together (`apart`), what was held back is left out.
 */
export type SharedMode = 'once' | 'all-records' | 'apart';

/** What held copies come to. */
interface SettledCalls {
  /** One for each call. */
  tallies: Tally[];
  /** Newest first. */
  events: TrailEvent[];
  hidden: number;
  partiallyRead: number;
  /** Calls without a time. */
  timeless: number;
}

/** Counts what several searches held back, now that all of them are over. */
export function settleShared(all: readonly SharedCalls[], mode: SharedMode = 'once'): SettledCalls {
  const held = all.flatMap((one) => one.list());
  const counted =
    mode === 'all-records' ? held : onceEach(held.filter(({ copy }) => !all.some((one) => one.isTold(copy))));
  const shown = counted.filter(({ copy }) => copy.tally !== null);
  return {
    tallies: shown.flatMap(({ copy }) => copy.tally ?? []),
    events: shown.flatMap(({ event }) => event ?? []).sort((one, other) => other.time - one.time),
    hidden: counted.length - shown.length,
    partiallyRead: shown.filter(({ copy }) => !copy.understood).length,
    timeless: shown.filter(({ copy }) => copy.time === unknownTime).length,
  };
}

function onceEach(held: readonly Held[]): Held[] {
  const calls = new Map<string, Held[]>();
  for (const one of held) calls.set(one.copy.sharedId, [...(calls.get(one.copy.sharedId) ?? []), one]);
  return [...calls.values()].flatMap(bestOf);
}

/** All copies of one account: those of others are the same calls again. */
function bestOf(copies: readonly Held[]): readonly Held[] {
  if (copies.length < 2) return copies;
  const [best] = copies
    .map(({ copy }) => copy)
    .sort((one, other) => rank(one) - rank(other) || compare(one.account, other.account) || compare(one.id, other.id));
  return copies.filter(({ copy }) => copy.account === best?.account);
}

const rank = ({ copy }: HeldCopy) => ['home', 'named', 'nameless'].indexOf(copy);
const compare = (one: string, other: string) => (one < other ? -1 : one > other ? 1 : 0);
