import type { ChangeFacts } from '../trail/change-facts.ts';
import type { Millis, TrailEvent } from '../trail/event.ts';
import { among, decisiveKeys, hold, isOpaque, manner, meet, shortName, statusOf } from './hold.ts';
import { makingAnew } from './inverse-calls.ts';
import { type Sequel, type Sequels, sequelsOf, split, unversioned } from './sequels.ts';

/** A call that is told of; null where trail.yml hides it, and only when it was is said. */
export interface Telling {
  time: Millis;
  event: TrailEvent | null;
}

/** What became of a call that changed something. */
export type Aftermath =
  | {
      kind: 'undone' | 'partly undone' | 'created again' | 'changed again';
      by: Telling;
      /** The same done once more after that, and not undone since; null: no. */
      again: Telling | null;
    }
  | { kind: 'still' }
  /** It could not be looked up. */
  | { kind: 'unknown' };

/**
 * What undoes this very call. What was removed can be made anew only under a name that people choose: an ID never
 * comes again.
 */
export function sequelsOfCall(done: TrailEvent, exists: (name: string, source: string) => boolean): Sequels | null {
  if (done.changed === undefined || done.outcome !== 'ok' || done.readOnly) return null;
  const all = sequelsOf(done, exists);
  if (all === null) return null;
  const isOff = all.calls.some(({ by }) => by === 'status') && statusOf(done.changed) === 'off';
  const calls = all.calls.filter(({ does, by }) => {
    if (does === 'makes anew' && by !== 'place') return isNamedByPeople(done);
    // What was switched off stays so when it is deleted.
    return !isOff || by !== 'thing';
  });
  return calls.length === 0 ? null : { ...all, calls };
}

const isId = /^[0-9a-f]{8}-[0-9a-f]{4}-|^[a-z]{1,12}-[0-9a-f]{8,17}$|^[0-9a-f]{16,}$|^(?=.*\d)[A-Z0-9]{10,}$|^\d+$/;

function isNamedByPeople({ name, changed }: TrailEvent): boolean {
  if (changed === undefined) return false;
  const keys = decisiveKeys(changed.asked, split(unversioned(name)).noun);
  const isName = (key: string) =>
    !isOpaque(key) && (changed.asked.get(key) ?? []).every((text) => !isId.test(shortName(text)));
  return keys.some(isName);
}

/**
 * What became of a call, by all calls that may have undone it (and those that may have done it once more) since then, in
 * any order. Null where that can't be told for sure: such a call was made, and the records don't say whether it was
 * about the same thing.
 */
export function becameOf(done: TrailEvent, { calls, lasts }: Sequels, later: readonly TrailEvent[]): Aftermath | null {
  const since = later.filter((event) => isAfter(event, done)).sort((one, other) => one.time - other.time);
  let doubtful = false;
  let partly: TrailEvent | null = null;
  const gone = new Set<string>();
  for (const event of since) {
    const how = calls.find(({ name }) => name === unversioned(event.name));
    if (how === undefined) continue;
    const held = hold(done, event, how);
    if (held.kind === 'other') continue;
    if (held.kind === 'unclear' || (event.time === done.time && !isFirst(done))) {
      doubtful = true;
      continue;
    }
    for (const unit of held.units) gone.add(unit);
    if (held.of !== null && gone.size < held.of) {
      partly = event;
      continue;
    }
    if (how.does === 'sets anew') return { kind: 'changed again', by: telling(event), again: null };
    const again = doneAgain(done, calls, since, event);
    const kind = how.does === 'undoes' ? 'undone' : 'created again';
    return { kind, by: telling(event), again: again === null ? null : telling(again) };
  }
  if (doubtful) return null;
  if (partly !== null) return { kind: 'partly undone', by: telling(partly), again: null };
  return lasts ? { kind: 'still' } : null;
}

const telling = (event: TrailEvent): Telling => ({ time: event.time, event });

/** What is made must have been made before it is removed; of other calls of one second nobody knows which came first. */
function isFirst({ name }: TrailEvent): boolean {
  return makingAnew.has(split(name).verb);
}

function isAfter(event: TrailEvent, done: TrailEvent): boolean {
  if (event.time < done.time || event.id === done.id || event.changed === undefined) return false;
  if (event.source !== done.source || event.account !== done.account) return false;
  // The call that makes a bucket may be logged where it was sent to.
  return event.region === done.region || event.source === 's3.amazonaws.com';
}

/** The call that did the same once more after it was undone, if that still holds. */
function doneAgain(
  done: TrailEvent,
  calls: readonly Sequel[],
  since: readonly TrailEvent[],
  undoing: TrailEvent,
): TrailEvent | null {
  let again: TrailEvent | null = null;
  for (const event of since.slice(since.indexOf(undoing) + 1)) {
    const name = unversioned(event.name);
    const how = calls.find((one) => one.name === name);
    if (name === unversioned(done.name) ? isSameOnceMore(done, event) : isTurnedBack(undoing, event)) again = event;
    else if (how === undefined || again === null) continue;
    else if ([again, done].some((one) => hold(one, event, how).kind === 'same')) again = null;
  }
  return again;
}

/** Whether both asked for the same of the same, whatever else they said. */
function isSameOnceMore({ changed: one, name }: TrailEvent, { changed: again }: TrailEvent): boolean {
  if (one === undefined || again === undefined) return false;
  const { rules } = again;
  if (one.rules !== null && rules !== null && among(one.rules, rules).length === 0) return false;
  if (statusOf(one) !== statusOf(again)) return false;
  return isOfSame(one, again, name);
}

/** Whether what was switched off is on again, or the other way round. */
function isTurnedBack({ changed: one, name }: TrailEvent, { changed: back, name: named }: TrailEvent): boolean {
  if (one === undefined || back === undefined || named !== name) return false;
  const [before, after] = [statusOf(one), statusOf(back)];
  return before !== null && after !== null && before !== after && isOfSame(one, back, name);
}

function isOfSame(one: ChangeFacts, another: ChangeFacts, name: string): boolean {
  const keys = decisiveKeys(one.asked, split(unversioned(name)).noun);
  return keys.length > 0 && keys.every((key) => meet(one.asked.get(key), another.asked.get(key)).length > 0);
}

/** Whether whatever undoes a call names this resource, so that all that names it is all there is to look at. */
export function isUndoneByName(
  done: TrailEvent,
  on: string,
  exists: (name: string, source: string) => boolean,
): boolean {
  const { changed } = done;
  const sequels = sequelsOfCall(done, exists);
  if (changed === undefined || sequels === null) return false;
  const all = new Map([...changed.given, ...changed.asked]);
  return sequels.calls.every(({ name, removing, by }) => {
    const { noun } = split(removing === 'done' ? unversioned(done.name) : name);
    return by !== 'place' && decisiveKeys(all, noun).some((key) => meet([on], all.get(key)).length > 0);
  });
}

/** What a call was about, as people know it: at most two names, or a rule. */
export function thingOf({ changed }: TrailEvent): string | null {
  if (changed === undefined) return null;
  const { asked, given, rules } = changed;
  const named = asked.size > 0 ? asked : given;
  const keys = [...named.keys()].filter((key) => !manner.has(key) && key !== 'tagkey');
  const names = keys.flatMap((key) => (named.get(key) ?? []).map(shortName));
  const rule = rules?.[0]?.find((name) => name.includes(' ')) ?? null;
  const shown = [...new Set(names)].slice(0, rule === null ? 2 : 1);
  return shown.length === 0 ? null : [...shown, ...(rule === null ? [] : [rule])].join(', ');
}

/** The same for calls about the same; each call that makes something makes another. */
export function thingKey(event: TrailEvent): string {
  const { changed, source, account, region, id, name } = event;
  if (changed === undefined || isFirst(event)) return id;
  const asked = [...changed.asked].filter(([key]) => !manner.has(key));
  return JSON.stringify([source, unversioned(name), account, region, asked.sort(), changed.rules]);
}
