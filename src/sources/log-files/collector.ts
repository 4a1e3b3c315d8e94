import { bothAside, nothingAside } from '../../plan/aside.ts';
import type { SearchedPlace } from '../../plan/coverage.ts';
import type { TrailEvent } from '../../trail/event.ts';
import { EventIds } from '../../trail/event-ids.ts';
import { SharedCalls } from '../../trail/shared-calls.ts';
import { unknownTime } from '../../trail/tallies.ts';
import type { Tally } from '../../trail/tally.ts';
import { type Batch, maxBesides } from '../source.ts';
import { hiddenEvent, setAside } from './event-columns.ts';
import type { FileResult } from './file-result.ts';
import { HeldSummaries } from './held-summaries.ts';
import { Newest } from './newest.ts';
import { WorkerTallies } from './worker-tallies.ts';

/** What has come in since the last batch. */
type Collected = Required<
  Pick<
    Batch,
    | 'tallies'
    | 'latest'
    | 'besides'
    | 'recordsRead'
    | 'pages'
    | 'hidden'
    | 'partiallyRead'
    | 'places'
    | 'passed'
    | 'aside'
    | 'shared'
  >
>;

/** Most tallies in one batch. */
const maxTallies = 5000;
const noSums = { recordsRead: 0, pages: 0, hidden: 0, partiallyRead: 0 };

/** Adds up what files bring in, counting each event ID once however often and in whichever files it stands. */
export class Collector {
  /** Records that tell of calls, and those that don't, in all files so far. */
  calls = 0;
  others = 0;
  readonly #seen = new EventIds();
  readonly #newest: Newest<TrailEvent>;
  readonly #besides = new Newest<TrailEvent>(maxBesides, Number.NEGATIVE_INFINITY);
  /** Those of both that are in a batch already. */
  #given = new Set<TrailEvent>();
  readonly #workers = new Map<number, WorkerTallies>();
  readonly #places = new Map<string, SearchedPlace>();
  readonly #passed = new Set<string>();
  readonly #summaries: HeldSummaries;
  readonly #shared: SharedCalls;
  /** Tallies of workers that began to number anew. */
  readonly #closed: Tally[] = [];
  #sums = { ...noSums };
  #aside = { ...nothingAside };

  constructor(limit: number) {
    this.#newest = new Newest(limit, Number.NEGATIVE_INFINITY);
    this.#summaries = new HeldSummaries(limit);
    this.#shared = new SharedCalls(limit);
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
    const isNew = this.#findNew(result);
    const held = this.#share(result, isNew, tallies);
    this.#count(result, isNew, held, tallies);
    for (const { event, number } of result.latest) if (isNew[number] === 1) this.#newest.offer(event);
    for (const event of result.besides) this.#besides.offer(event);
    for (const { event, number } of result.held) if (isNew[number] === 1) this.#shared.keep(event);
    for (const number of result.partiallyRead) if (!held.has(number)) this.#sums.partiallyRead += isNew[number] ?? 0;
    for (const summary of result.summaries) {
      if (isNew[summary.number] !== 1) continue;
      this.#summaries.add(summary, (combination) => tallies.one(combination, summary.start));
    }
    this.#summaries.noteSingles(result.singles);
    for (const place of result.places) this.#addPlace(place);
    for (const account of result.passed) this.#passed.add(account);
    this.calls += result.calls;
    this.others += result.others;
    this.#sums.recordsRead += result.recordsRead;
    this.#sums.pages += 1;
  }

  /**
   * What has come in since it was last taken, in parts: tallies are made as they are asked for, so that only few are
   * there at a time. All but tallies is in the last part.
   *
   * @param all whether all files are read, so that summaries can be counted
   */
  *take(all: boolean): Generator<Collected, void, undefined> {
    const summed = all ? this.#summaries.settle() : { tallies: [], events: [], aside: nothingAside };
    const nothing = {
      latest: [],
      besides: [],
      ...noSums,
      places: [],
      passed: [],
      aside: nothingAside,
      shared: this.#shared,
    };
    let { tallies }: { tallies: Tally[] } = summed;
    for (const tally of this.#openTallies()) {
      tallies.push(tally);
      if (tallies.length < maxTallies) continue;
      yield { ...nothing, tallies };
      tallies = [];
    }
    for (const event of summed.events) this.#newest.offer(event);
    const newest = this.#newest.list();
    const aside = this.#besides.list();
    const isNew = (event: TrailEvent) => !this.#given.has(event);
    const [latest, besides] = [newest.filter(isNew), aside.filter(isNew)];
    this.#given = new Set([...newest, ...aside]);
    const places = [...this.#places.values()];
    const passed = [...this.#passed];
    yield {
      ...nothing,
      tallies,
      latest,
      besides,
      ...this.#sums,
      places,
      passed,
      aside: bothAside(this.#aside, summed.aside),
    };
    this.#sums = { ...noSums };
    this.#aside = { ...nothingAside };
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

  /** For each event 1 where its ID was not seen before. */
  #findNew({ ids, oddIds, times }: FileResult): Uint8Array {
    const isNew = new Uint8Array(times.length);
    const odd = new Map(oddIds);
    for (let number = 0; number < times.length; number++) {
      const id = odd.get(number);
      const at = number * 4;
      const added =
        id === undefined
          ? this.#seen.addWords(ids[at] ?? 0, ids[at + 1] ?? 0, ids[at + 2] ?? 0, ids[at + 3] ?? 0)
          : this.#seen.add(id);
      if (added) isNew[number] = 1;
    }
    return isNew;
  }

  /** Notes the calls that other accounts may hold, too, or holds them back; returns the numbers of those held back. */
  #share(result: FileResult, isNew: Uint8Array, tallies: WorkerTallies): ReadonlySet<number> {
    const { shared, times, combinations } = result;
    const partiallyRead = new Set(shared.length === 0 ? [] : result.partiallyRead);
    const held = new Set<number>();
    for (const { number, ...one } of shared) {
      if (one.copy !== 'home') held.add(number);
      if (isNew[number] !== 1) continue;
      if (one.copy === 'home') {
        this.#shared.tell(one);
        continue;
      }
      const time = times[number] ?? unknownTime;
      const combination = combinations[number] ?? hiddenEvent;
      const tally = combination === hiddenEvent ? null : tallies.one(combination, time);
      this.#shared.hold({ ...one, time, tally, understood: !partiallyRead.has(number) });
    }
    return held;
  }

  /** Counts the events that are new and not held back. */
  #count(
    { times, combinations }: FileResult,
    isNew: Uint8Array,
    held: ReadonlySet<number>,
    tallies: WorkerTallies,
  ): void {
    for (let number = 0; number < times.length; number++) {
      if (isNew[number] !== 1 || held.has(number)) continue;
      const combination = combinations[number] ?? hiddenEvent;
      const time = times[number] ?? unknownTime;
      if (combination === hiddenEvent) this.#sums.hidden++;
      else if (combination < 0) this.#noteAside(combination);
      else {
        tallies.count(combination, time);
        if (time === unknownTime) this.#aside.timeless++;
      }
    }
  }

  #noteAside(code: number): void {
    if (code === setAside.insights) this.#aside.insights++;
    else if (code === setAside.digests) this.#aside.digests++;
    else if (code === setAside.outsideTime) this.#aside.outsideTime++;
    else if (code === setAside.unreadable) this.#aside.unreadable++;
  }

  #addPlace(place: SearchedPlace): void {
    const key = `${place.account} ${place.region}`;
    const known = this.#places.get(key);
    if (known === undefined) this.#places.set(key, { ...place });
    else known.recordsRead += place.recordsRead;
  }
}
