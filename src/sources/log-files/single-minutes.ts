import type { Millis } from '../../trail/event.ts';
import { fieldIsOneOf, fieldText } from './field-text.ts';
import type { Whereabouts } from './places.ts';
import { timeOf } from './record-time.ts';
import type { RecordSpan } from './scan-records.ts';

/** What summaries sum up: five minutes, on the clock. */
const slotLength = 5 * 60_000;

/** How many of one service's data events lie one by one at one place. */
export interface SingleMinutes {
  account: string;
  region: string;
  source: string;
  /** By the number of the slot, a time in five minutes since 1970: all there are, and those of them that match. */
  slots: [slot: number, all: number, matching: number][];
}

/** No summary is of a longer time than this. */
const mostSlots = 300;

type Place = Omit<SingleMinutes, 'slots'>;
type Counts = [all: number, matching: number];

const isData = fieldIsOneOf('eventCategory', ['Data']);
const sourceOf = fieldText('eventSource');

/** Counts the data events of a file that stand for themselves. */
export class SinglesInFile {
  readonly #minutes = new Map<string, Place & { slots: Map<number, Counts> }>();
  /** Many in a row lie in the same minutes of the same place. */
  #last: Place & { slot: number; counts: Counts } = { account: '', region: '', source: '', slot: -1, counts: [0, 0] };

  /** Counts a record, if it is of a data event. */
  note(record: RecordSpan, place: Whereabouts): void {
    const counts = this.#countsOf(record, place);
    if (counts !== null) counts[0]++;
  }

  /** Counts one that was noted as matching, too. */
  match(record: RecordSpan, place: Whereabouts): void {
    const counts = this.#countsOf(record, place);
    if (counts !== null) counts[1]++;
  }

  list(): SingleMinutes[] {
    return [...this.#minutes.values()].map(({ slots, ...place }) => ({
      ...place,
      slots: [...slots].map(([slot, [all, matching]]) => [slot, all, matching]),
    }));
  }

  #countsOf(record: RecordSpan, { account, region }: Whereabouts): Counts | null {
    if (isData(record) !== true) return null;
    const source = sourceOf(record);
    const time = timeOf(record);
    if (source === null || time === null) return null;
    const slot = slotOf(time);
    const last = this.#last;
    const isSame = slot === last.slot && source === last.source && account === last.account && region === last.region;
    if (!isSame)
      this.#last = { account, region, source, slot, counts: this.#countsAt({ account, region, source }, slot) };
    return this.#last.counts;
  }

  #countsAt(place: Place, slot: number): Counts {
    const key = keyOf(place);
    const minutes = this.#minutes.get(key) ?? { ...place, slots: new Map<number, Counts>() };
    this.#minutes.set(key, minutes);
    const counts = minutes.slots.get(slot) ?? [0, 0];
    minutes.slots.set(slot, counts);
    return counts;
  }
}

/** Slots in one piece of memory, some hours: small enough that a service seen once takes no more than its tally does. */
const pieceSlots = 32;

/** The single data events of all files, two numbers for each slot. */
export class Singles {
  readonly #pieces = new Map<string, Uint32Array>();

  add(minutes: SingleMinutes): void {
    const key = keyOf(minutes);
    for (const [slot, all, matching] of minutes.slots) {
      const piece = this.#pieceAt(key, slot);
      const at = (slot % pieceSlots) * 2;
      piece[at] = (piece[at] ?? 0) + all;
      piece[at + 1] = (piece[at + 1] ?? 0) + matching;
    }
  }

  /** How many lie in the slots from one time to another. */
  between(place: Place, start: Millis, end: Millis): { all: number; matching: number } {
    const key = keyOf(place);
    const last = Math.min(slotOf(end), slotOf(start) + mostSlots);
    const sums = { all: 0, matching: 0 };
    for (let slot = slotOf(start); slot <= last; slot++) {
      const piece = this.#pieces.get(pieceKey(key, slot));
      const at = (slot % pieceSlots) * 2;
      sums.all += piece?.[at] ?? 0;
      sums.matching += piece?.[at + 1] ?? 0;
    }
    return sums;
  }

  #pieceAt(key: string, slot: number): Uint32Array {
    const whole = pieceKey(key, slot);
    const piece = this.#pieces.get(whole) ?? new Uint32Array(pieceSlots * 2);
    this.#pieces.set(whole, piece);
    return piece;
  }
}

const slotOf = (time: Millis) => Math.floor(time / slotLength);
const keyOf = ({ account, region, source }: Place) => `${account} ${region} ${source}`;
const pieceKey = (key: string, slot: number) => `${key} ${Math.floor(slot / pieceSlots)}`;
