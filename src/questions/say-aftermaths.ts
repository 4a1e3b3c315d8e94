import { type Aftermath, type Telling, thingKey, thingOf } from '../catalogue/aftermath.ts';
import type { Found } from '../plan/found.ts';
import type { Phrase, Section } from '../present/answer.ts';
import { totalsOf } from '../present/describe-coverage.ts';
import { sayTold } from '../present/describe-principal.ts';
import { figure, listed, plain } from '../present/text.ts';
import type { TrailEvent } from '../trail/event.ts';

/** A change, and what became of it. */
export interface Followed {
  event: TrailEvent;
  became: Aftermath;
}

/** The changes of which it is known what became of them, newest first; of the same done to the same, the newest. */
export function followed(events: readonly TrailEvent[], aftermaths: ReadonlyMap<string, Aftermath>): Followed[] {
  return newestOfEach(
    events.flatMap((event) => {
      const became = aftermaths.get(event.id);
      return became === undefined ? [] : [{ event, became }];
    }),
  );
}

function newestOfEach(all: readonly Followed[]): Followed[] {
  const entries = new Map<string, Followed>();
  for (const one of all) if (!entries.has(thingKey(one.event))) entries.set(thingKey(one.event), one);
  return [...entries.values()];
}

/** `; undone at <time> by bob (StartLogging)`: what became of the calls that a line tells, as far as they were followed. */
export function sayFollowed(all: readonly Followed[], calls: number): Phrase {
  const entries = newestOfEach(all);
  const [first] = entries;
  if (first === undefined) return [];
  if (entries.length > 1) return [`; ${countAftermaths(entries, '')}`];
  return [all.length === calls ? '; ' : '; the last one: ', ...sayAftermath(first.became)];
}

/** What became of the change that an answer tells, as its next sentence; of several, how many were undone. */
export function sayAftermaths(entries: readonly Followed[], { latest, tallies }: Found): Phrase {
  const [first] = entries;
  if (first === undefined) return [];
  if (entries.length > 1) return [' ', ...capital([countAftermaths(entries, ' changes')]), '.'];
  const { event, became } = first;
  const isLast = event.id === latest[0]?.id;
  if (isLast && totalsOf(tallies).calls === 1) return [' ', ...capital(sayAftermath(became)), '.'];
  const call: Phrase = isLast ? ['the last one'] : [`${plain(event.name, 64)} at `, { time: event.time }];
  if (became.kind === 'unknown') return [' Whether ', ...call, ' was undone could not be looked up.'];
  return [' ', ...capital(call), became.kind === 'still' ? ' is ' : ' was ', ...sayAftermath(became), '.'];
}

const kinds: readonly Aftermath['kind'][] = [
  'undone',
  'partly undone',
  'created again',
  'changed again',
  'still',
  'unknown',
];

/** `of the latest 3 changes, 1 was undone and 2 are still so…`, `the latest 2 are still so…` */
function countAftermaths(entries: readonly Followed[], noun: string): string {
  const latest = `the latest ${figure(entries.length)}${noun}`;
  const found = kinds.flatMap((kind) => {
    const count = entries.filter(({ became }) => became.kind === kind).length;
    return count === 0 ? [] : [{ kind, count }];
  });
  const [only, ...others] = found;
  if (only !== undefined && others.length === 0) {
    return only.kind === 'unknown'
      ? `whether ${latest} were undone could not be looked up`
      : `${latest} ${sayKind(only.kind, only.count)}`;
  }
  return `of ${latest}, ${listed(found.map(({ kind, count }) => `${figure(count)} ${sayKind(kind, count)}`))}`;
}

function sayKind(kind: Aftermath['kind'], count: number): string {
  if (kind === 'unknown') return 'could not be looked up';
  if (kind === 'still') return `${count === 1 ? 'is' : 'are'} still so as far as CloudTrail shows`;
  return `${count === 1 ? 'was' : 'were'} ${kind}`;
}

/** `undone at <time> by bob (StartLogging)`, `still so as far as CloudTrail shows` */
export function sayAftermath(became: Aftermath): Phrase {
  if (became.kind === 'still') return ['still so as far as CloudTrail shows'];
  if (became.kind === 'unknown') return ['whether it was undone could not be looked up'];
  const again: Phrase = became.again === null ? [] : [', and done again at ', ...sayTelling(became.again)];
  return [`${became.kind} at `, ...sayTelling(became.by), ...again];
}

function sayTelling({ time, event }: Telling): Phrase {
  if (event === null) return [{ time }, ' by a call that trail.yml hides'];
  return [{ time }, ` by ${plain(sayTold(event.principal), 64)} (${plain(event.name, 64)})`];
}

function capital([first, ...rest]: Phrase): Phrase {
  return typeof first === 'string'
    ? [`${first.charAt(0).toUpperCase()}${first.slice(1)}`, ...rest]
    : [first ?? '', ...rest];
}

/** What became of each of several changes. */
export function aftermathsSection(entries: readonly Followed[]): Section {
  const lines = entries.map(({ event, became }): Phrase => {
    const thing = thingOf(event);
    const on = thing === null ? '' : ` on ${plain(thing, 100)}`;
    const call = ` ${plain(event.name, 64)}${on} by ${plain(sayTold(event.principal), 64)}: `;
    return [{ time: event.time }, call, ...sayAftermath(became)];
  });
  return { title: 'Undone or still so', lines };
}
