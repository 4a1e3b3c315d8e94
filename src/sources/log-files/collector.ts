import type { SearchedPlace } from '../../plan/coverage.ts';
import type { TrailEvent } from '../../trail/event.ts';
import { EventIds } from '../../trail/event-ids.ts';
import type { Tally } from '../../trail/tally.ts';
import type { Batch } from '../source.ts';
import { hiddenEvent } from './event-columns.ts';
import type { FileResult } from './file-result.ts';
import { Newest } from './newest.ts';
import { WorkerTallies } from './worker-tallies.ts';

/** What has come in since the last batch. */
type Collected = Required<
  Pick<Batch, 'tallies' | 'latest' | 'recordsRead' | 'pages' | 'hidden' | 'partiallyRead' | 'places' | 'passed'>
>;

/** Most tallies in one batch. */
const maxTallies = 5000;
const nothing = {
  tallies: [],
  latest: [],
  recordsRead: 0,
  pages: 0,
  hidden: 0,
  partiallyRead: 0,
  places: [],
  passed: [],
};

/** Adds up what files bring in, counting each event ID once however often and in whichever files it stands. */
export class Collector {
  readonly #seen = new EventIds();
  readonly #newest: Newest<TrailEvent>;
  /** Those of the newest that are in a batch already. */
  #given = new Set<TrailEvent>();
  readonly #workers = new Map<number, WorkerTallies>();
  readonly #places = new Map<string, SearchedPlace>();
  readonly #passed = new Set<string>();
  /** Tallies of workers that began to number anew. */
  readonly #closed: Tally[] = [];
  #sums = { recordsRead: 0, pages: 0, hidden: 0, partiallyRead: 0 };

  constructor(limit: number) {
    this.#newest = new Newest(limit, Number.NEGATIVE_INFINITY);
  }

  /** Records read since the last batch. */
  get recordsRead(): number {
    return this.#sums.recordsRead;
  }

  /** Events older than this are not among the newest. */
  get floor(): number {
    return this.#newest.floor;
  }

  add(worker: number, result: FileResult): void {
    const tallies = this.#talliesOf(worker, result);
    const isNew = this.#count(result, tallies);
    for (const { event, number } of result.latest) if (isNew[number] === 1) this.#newest.offer(event);
    for (const number of result.partiallyRead) this.#sums.partiallyRead += isNew[number] ?? 0;
    for (const place of result.places) this.#addPlace(place);
    for (const account of result.passed) this.#passed.add(account);
    this.#sums.recordsRead += result.recordsRead;
    this.#sums.pages += 1;
  }

  /**
   * What has come in since it was last taken, in parts: tallies are made as they are asked for, so that only few are
   * there at a time. All but tallies is in the last part.
   */
  *take(): Generator<Collected, void, undefined> {
    let tallies: Tally[] = [];
    for (const tally of this.#openTallies()) {
      tallies.push(tally);
      if (tallies.length < maxTallies) continue;
      yield { ...nothing, tallies };
      tallies = [];
    }
    const newest = this.#newest.list();
    const latest = newest.filter((event) => !this.#given.has(event));
    this.#given = new Set(newest);
    yield { tallies, latest, ...this.#sums, places: [...this.#places.values()], passed: [...this.#passed] };
    this.#sums = { recordsRead: 0, pages: 0, hidden: 0, partiallyRead: 0 };
    this.#places.clear();
  }

  *#openTallies(): Generator<Tally, void, undefined> {
    yield* this.#closed.splice(0);
    for (const worker of this.#workers.values()) yield* worker.take();
  }

  #talliesOf(worker: number, { described }: FileResult): WorkerTallies {
    const known = this.#workers.get(worker) ?? new WorkerTallies();
    this.#workers.set(worker, known);
    if (described.begin) this.#closed.push(...known.take());
    known.learn(described);
    return known;
  }

  /** Counts the events that are new; returns for each event 1 where it is. */
  #count({ ids, oddIds, times, combinations }: FileResult, tallies: WorkerTallies): Uint8Array {
    const isNew = new Uint8Array(times.length);
    const odd = new Map(oddIds);
    for (let number = 0; number < times.length; number++) {
      const id = odd.get(number);
      const at = number * 4;
      const added =
        id === undefined
          ? this.#seen.addWords(ids[at] ?? 0, ids[at + 1] ?? 0, ids[at + 2] ?? 0, ids[at + 3] ?? 0)
          : this.#seen.add(id);
      if (!added) continue;
      isNew[number] = 1;
      const combination = combinations[number] ?? hiddenEvent;
      if (combination === hiddenEvent) this.#sums.hidden++;
      else tallies.count(combination, times[number] ?? 0);
    }
    return isNew;
  }

  #addPlace(place: SearchedPlace): void {
    const key = `${place.account} ${place.region}`;
    const known = this.#places.get(key);
    if (known === undefined) this.#places.set(key, { ...place });
    else known.recordsRead += place.recordsRead;
  }
}
