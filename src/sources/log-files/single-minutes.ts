import type { Millis } from '../../trail/event.ts';
import { fieldIsOneOf, fieldText } from './field-text.ts';
import type { Whereabouts } from './places.ts';
import { timeOf } from './record-time.ts';
import type { RecordSpan } from './scan-records.ts';

/** What summaries sum up: five minutes, on the clock. */
const slotLength = 5 * 60_000;

/** The slots in which one service's single data events lie at one place. */
export interface SingleMinutes {
  account: string;
  region: string;
  source: string;
  /** Numbers of slots, each a time in five minutes since 1970. */
  slots: number[];
}

const isData = fieldIsOneOf('eventCategory', ['Data']);
const sourceOf = fieldText('eventSource');

/** Notes of which minutes a file holds single data events. */
export class SinglesInFile {
  readonly #minutes = new Map<string, SingleMinutes & { seen: Set<number> }>();
  #last = { key: '', slot: -1 };

  note(record: RecordSpan, { account, region }: Whereabouts): void {
    if (isData(record) !== true) return;
    const source = sourceOf(record);
    const time = timeOf(record);
    if (source === null || time === null) return;
    const key = keyOf({ account, region, source });
    const slot = slotOf(time);
    if (slot === this.#last.slot && key === this.#last.key) return;
    this.#last = { key, slot };
    const minutes = this.#minutes.get(key) ?? { account, region, source, slots: [], seen: new Set() };
    this.#minutes.set(key, minutes);
    minutes.seen.add(slot);
  }

  list(): SingleMinutes[] {
    return [...this.#minutes.values()].map(({ seen, ...minutes }) => ({ ...minutes, slots: [...seen] }));
  }
}

/** Slots in one piece of memory: about two weeks. */
const pieceSlots = 4096;

/** The slots of all files, a bit for each. */
export class Singles {
  readonly #pieces = new Map<string, Uint8Array>();

  add(minutes: SingleMinutes): void {
    const key = keyOf(minutes);
    for (const slot of minutes.slots) {
      const piece = this.#pieceAt(key, slot);
      const at = slot % pieceSlots;
      piece[at >> 3] = (piece[at >> 3] ?? 0) | (1 << (at & 7));
    }
  }

  /** Whether a single data event lies in the slots from one time to another. */
  lieIn(place: Omit<SingleMinutes, 'slots'>, start: Millis, end: Millis): boolean {
    const key = keyOf(place);
    const last = Math.min(slotOf(end), slotOf(start) + pieceSlots);
    for (let slot = slotOf(start); slot <= last; slot++) {
      const piece = this.#pieces.get(pieceKey(key, slot));
      const at = slot % pieceSlots;
      if (piece !== undefined && ((piece[at >> 3] ?? 0) & (1 << (at & 7))) !== 0) return true;
    }
    return false;
  }

  #pieceAt(key: string, slot: number): Uint8Array {
    const whole = pieceKey(key, slot);
    const piece = this.#pieces.get(whole) ?? new Uint8Array(pieceSlots / 8);
    this.#pieces.set(whole, piece);
    return piece;
  }
}

const slotOf = (time: Millis) => Math.floor(time / slotLength);
const keyOf = ({ account, region, source }: Omit<SingleMinutes, 'slots'>) => `${account} ${region} ${source}`;
const pieceKey = (key: string, slot: number) => `${key} ${Math.floor(slot / pieceSlots)}`;
