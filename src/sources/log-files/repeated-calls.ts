import type { Condition, ConditionKind, ConditionValues } from '../../condition/condition.ts';
import type { Fetch } from '../../plan/plan.ts';
import type { Millis } from '../../trail/event.ts';
import { consoleNames } from '../../trail/principal-type.ts';
import type { Copy } from '../../trail/shared-calls.ts';
import { signInSources } from '../../trail/sign-ins.ts';
import { fieldIsOneOf } from './field-text.ts';
import { findByte, findText } from './find-bytes.ts';
import { timeOf } from './record-time.ts';
import type { RecordSpan } from './scan-records.ts';
import { type ScannedField, scannedFields } from './scanned-fields.ts';
import { SpanNumbers, Spans } from './span-numbers.ts';
import { addMessage, mayHoldFailure } from './told-failure.ts';

/** What parsing told of a call. */
export interface Verdict {
  matches: boolean;
  /** The number of its combination, or hiddenEvent. */
  combination: number;
  understood: boolean;
  /** Which record of the call this is, where other accounts hold one, too, and in whose trail. */
  copy: Copy;
  account: string;
}

/** A call as its bytes tell it. */
export interface ScannedCall {
  /** The same for calls that differ in nothing but ID, time, and what neither matching nor grouping looks at. */
  number: number;
  time: Millis;
}

/** Bound what is remembered; it is forgotten all at once, and learnt again. */
const maxVerdicts = 50_000;
const maxIdentities = 10_000;

/**
 * Everything of a record, beside its identity, on which readRecord's fields that are matched and grouped by depend.
 * What they depend on at times only (messages, MFA, the console's user agents) is looked at beside them.
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

const always = () => true;
const never = () => false;

/** Whether a condition looks at nothing else of a record, so that what it says of a call holds for every call alike. */
const isToldByCall: { [K in ConditionKind]: (anyOf: readonly ConditionValues[K][]) => boolean } = {
  id: never,
  event: always,
  service: always,
  in: always,
  account: always,
  key: always,
  is: always,
  by: always,
  session: always,
  on: never,
  ip: always,
  chatbot: never,
  issued: never,
};

function isTold<K extends ConditionKind>({ kind, anyOf }: Condition<K>): boolean {
  return isToldByCall[kind](anyOf);
}

/**
 * What depends on more is always parsed: calls of these services may be Trail's own and so hidden, and those by which
 * somebody signs in tell beside the identity who it is and how it ended.
 */
const isToldByMore = fieldIsOneOf('eventSource', ['sts.amazonaws.com', 'cloudtrail.amazonaws.com', ...signInSources]);
const isAgentOfConsole = fieldIsOneOf('userAgent', consoleNames);

const tellingFields = telling.map((name) => scannedFields.indexOf(name));
const identity = scannedFields.indexOf('userIdentity');
const extra = scannedFields.indexOf('additionalEventData');
const agent = scannedFields.indexOf('userAgent');

/**
 * Remembers what parsing told of calls, so that the same caller's same call is parsed once and not a thousand times.
 * Most records of an archive repeat others in all that questions look at.
 */
export class RepeatedCalls {
  readonly #identities = new SpanNumbers();
  readonly #calls = new SpanNumbers();
  readonly #verdicts: (Verdict | undefined)[] = [];
  readonly #spans = new Spans();
  readonly #usable: boolean;

  constructor({ filter }: Pick<Fetch, 'filter'>) {
    this.#usable = filter.every(isTold);
  }

  /** The call, or null where only parsing can tell. */
  read(record: RecordSpan): ScannedCall | null {
    if (!this.#usable || record.escaped || record.oddKeys || isToldByMore(record) === true) return null;
    const time = timeOf(record);
    if (time === null || mayHoldFailure(record)) return null;
    const number = this.#numberOf(record);
    return number === null ? null : { number, time };
  }

  verdictOn({ number }: ScannedCall): Verdict | undefined {
    return this.#verdicts[number];
  }

  learn({ number }: ScannedCall, verdict: Verdict): void {
    this.#verdicts[number] = verdict;
  }

  /** To be called between two files only. */
  forgetIfFull(): void {
    if (this.#calls.size >= maxVerdicts || this.#identities.size >= maxIdentities) this.forget();
  }

  forget(): void {
    this.#verdicts.length = 0;
    this.#calls.clear();
    this.#identities.clear();
  }

  #numberOf(record: RecordSpan): number | null {
    const { view, from, to } = record;
    const identityNumber = this.#identityOf(record);
    const spans = this.#spans;
    spans.clear();
    for (const field of tellingFields) spans.add(from[field] ?? -1, to[field] ?? -1);
    if (!addMessage(record, spans)) return null;
    if (fieldHolds(record, extra, 'MFAUsed')) spans.add(from[extra] ?? -1, to[extra] ?? -1);
    else spans.add(-1, -1);
    if (isAgentOfConsole(record) === true) spans.add(from[agent] ?? -1, to[agent] ?? -1);
    else spans.add(-1, -1);
    return this.#calls.numberOf(view, identityNumber, spans);
  }

  /** A number for the caller; when its session began makes no difference. */
  #identityOf({ view, from, to }: RecordSpan): number {
    const start = from[identity] ?? -1;
    const end = to[identity] ?? -1;
    const found = start < 0 ? -1 : findText(view, creationDate, start, end);
    const date = found + creationDate.length;
    const dateEnd = found < 0 ? end : findByte(view, quote, date, end);
    const isPlain = found >= 0 && dateEnd > date && dateEnd < end && view.getUint8(dateEnd - 1) !== backslash;
    const spans = this.#spans;
    spans.clear();
    spans.add(start, isPlain ? date : end);
    spans.add(isPlain ? dateEnd : -1, end);
    return this.#identities.numberOf(view, 0, spans);
  }
}

const creationDate = 'creationDate":"';
const quote = 0x22;
const backslash = 0x5c;

/** Whether a text stands in the bytes of a field's value. */
function fieldHolds({ view, from, to }: RecordSpan, field: number, text: string): boolean {
  const start = from[field] ?? -1;
  return start >= 0 && findText(view, text, start, to[field] ?? -1) >= 0;
}
