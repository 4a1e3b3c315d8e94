import type { Fetch } from '../../plan/plan.ts';
import type { Millis } from '../../trail/event.ts';
import { fieldText } from './field-text.ts';
import { timeOf } from './record-time.ts';
import { type RecordSpan, type ScannedField, scannedFields } from './scan-records.ts';

/** What parsing told of a call. */
export interface Verdict {
  matches: boolean;
  /** The number of its combination, or hiddenEvent. */
  combination: number;
  understood: boolean;
}

/** A call as its bytes tell it. */
export interface Call {
  /**
   * The same for calls that differ in nothing but ID, time, and what neither matching nor grouping looks at.
   * Its parts are told apart by NUL, which no JSON holds.
   */
  key: string;
  id: string;
  time: Millis;
}

/** Bound what is remembered; it is forgotten all at once, and learnt again. */
const mostVerdicts = 50_000;
const mostIdentities = 10_000;

/**
 * Everything of a record, beside its identity, on which readRecord's fields that are matched and grouped by depend.
 * What they depend on at times only (messages, MFA, failed sign-ins) is looked at in `keyOf`.
 */
const telling = [
  'eventName',
  'eventSource',
  'awsRegion',
  'sourceIPAddress',
  'errorCode',
  'readOnly',
  'eventType',
  'recipientAccountId',
  'sessionCredentialFromConsole',
] as const satisfies ScannedField[];

/** Their hiding depends on more: calls of these services may be Trail's own. */
const ownServices: readonly (string | null)[] = ['sts.amazonaws.com', 'cloudtrail.amazonaws.com'];

const idOf = fieldText('eventID');
const sourceOf = fieldText('eventSource');
const codeOf = fieldText('errorCode');
const tellingFields = telling.map((name) => scannedFields.indexOf(name));
const identity = scannedFields.indexOf('userIdentity');
const message = scannedFields.indexOf('errorMessage');
const extra = scannedFields.indexOf('additionalEventData');
const response = scannedFields.indexOf('responseElements');
const insight = scannedFields.indexOf('insightDetails');

/**
 * Remembers what parsing told of calls, so that the same caller's same call is parsed once and not a thousand times.
 * Most records of an archive repeat others in all that questions look at.
 */
export class RepeatedCalls {
  readonly #identities = new Map<string, number>();
  readonly #verdicts = new Map<string, Verdict>();
  readonly #usable: boolean;

  constructor({ filter }: Pick<Fetch, 'filter'>) {
    this.#usable = filter.on === undefined && filter.id === undefined;
  }

  /** The call, or null where only parsing can tell. */
  read(record: RecordSpan): Call | null {
    if (!this.#usable || record.escaped || record.oddKeys || ownServices.includes(sourceOf(record))) return null;
    const id = idOf(record);
    const time = id === null ? null : timeOf(record);
    const key = time === null ? null : this.#keyOf(record);
    return id === null || time === null || key === null ? null : { key, id, time };
  }

  verdictOn({ key }: Call): Verdict | undefined {
    return this.#verdicts.get(key);
  }

  learn({ key }: Call, verdict: Verdict): void {
    this.#verdicts.set(key, verdict);
  }

  /** To be called between two files only. */
  forgetIfFull(): void {
    if (this.#verdicts.size >= mostVerdicts || this.#identities.size >= mostIdentities) this.forget();
  }

  forget(): void {
    this.#verdicts.clear();
    this.#identities.clear();
  }

  #keyOf(record: RecordSpan): string | null {
    if (bytesOf(record, insight) !== '' || bytesOf(record, response).includes('Failure')) return null;
    let key = `${this.#identityOf(record)}`;
    for (const field of tellingFields) key += `\0${bytesOf(record, field)}`;
    if (codeOf(record) === null) key += `\0${bytesOf(record, message)}`;
    const more = bytesOf(record, extra);
    return more.includes('MFAUsed') ? `${key}\0${more}` : key;
  }

  /** A number for the caller; when its session began makes no difference. */
  #identityOf(record: RecordSpan): number {
    const text = bytesOf(record, identity);
    const date = text.indexOf(creationDate) + creationDate.length;
    const end = text.indexOf('"', date);
    const isPlain = date >= creationDate.length && end > date && text[end - 1] !== '\\';
    const same = isPlain ? text.slice(0, date) + text.slice(end) : text;
    const known = this.#identities.get(same);
    if (known !== undefined) return known;
    this.#identities.set(same, this.#identities.size);
    return this.#identities.size - 1;
  }
}

const creationDate = '"creationDate":"';

/** The bytes of a field's value as they stand; empty where it is absent. */
function bytesOf({ bytes, from, to }: RecordSpan, field: number): string {
  const start = from[field] ?? -1;
  return start < 0 ? '' : bytes.toString('latin1', start, to[field]);
}
