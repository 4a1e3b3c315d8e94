import {
  conditionsOf,
  type EventName,
  type Filter,
  type Is,
  regionsLeftOut,
  valuesOf,
} from '../condition/condition.ts';
import { closestTo, isKnownEvent, writeEvents } from '../query/names/resolve-event.ts';
import { servicePrefix } from '../query/names/resolve-service.ts';
import { writeItem } from '../query/tokens.ts';
import type { Millis } from '../trail/event.ts';
import { isReadVerb } from '../trail/read-record.ts';
import { type Aside, asideNotes, untoldIn } from './aside.ts';
import type { Coverage, Miss, Missed, Note, Phrase, Searched, SearchedPlace } from './coverage.ts';
import type { Fetch, Plan } from './plan.ts';

/**
 * Events that CloudTrail logs only as data events, by service: event history never holds them, a trail
 * only where data events are switched on. Source: the CloudTrail user guide, "Logging data events".
 */
const objectEvents = `AbortMultipartUpload CompleteMultipartUpload CopyObject CreateMultipartUpload DeleteObject
  DeleteObjectTagging DeleteObjects GetObject GetObjectAcl GetObjectAttributes GetObjectLegalHold GetObjectRetention
  GetObjectTagging GetObjectTorrent HeadBucket HeadObject ListMultipartUploads ListObjectVersions ListObjects ListObjectsV2
  ListParts PutObject PutObjectAcl PutObjectLegalHold PutObjectRetention PutObjectTagging RestoreObject
  SelectObjectContent UploadPart UploadPartCopy`;

export const dataEvents: ReadonlyMap<string, string> = new Map([
  [
    'bedrock',
    `ApplyGuardrail GetAsyncInvoke InvokeAgent InvokeFlow InvokeInlineAgent InvokeModelWithBidirectionalStream RenderPrompt
    Retrieve RetrieveAndGenerate StartAsyncInvoke`,
  ],
  ['cloudtrail-data', 'PutAuditEvents'],
  ['cloudwatch', 'GetMetricData GetMetricWidgetImage PutMetricData'],
  [
    'cognito-identity',
    'GetCredentialsForIdentity GetId GetOpenIdToken GetOpenIdTokenForDeveloperIdentity UnlinkIdentity',
  ],
  [
    'dynamodb',
    `BatchExecuteStatement BatchGetItem BatchWriteItem DeleteItem ExecuteStatement ExecuteTransaction GetItem GetRecords
    GetShardIterator PutItem Query Scan TransactGetItems TransactWriteItems UpdateItem`,
  ],
  ['ebs', 'GetSnapshotBlock ListChangedBlocks ListSnapshotBlocks PutSnapshotBlock'],
  ['firehose', 'PutRecord PutRecordBatch'],
  ['iot', 'DeleteThingShadow GetThingShadow Publish UpdateThingShadow'],
  ['kinesis', 'GetRecords GetShardIterator PutRecord PutRecords SubscribeToShard'],
  ['lambda', 'Invoke InvokeAsync InvokeWithResponseStream LambdaESMDisabled'],
  ['s3', objectEvents],
  ['s3-object-lambda', `${objectEvents} WriteGetObjectResponse`],
  ['s3-outposts', objectEvents],
  ['s3express', `${objectEvents} CreateSession`],
  ['s3tables', 'GetTableData PutTableData'],
  [
    'sagemaker',
    `BatchGetRecord BatchPutMetrics DeleteRecord GetRecord InvokeEndpoint InvokeEndpointAsync
    InvokeEndpointWithResponseStream PutRecord`,
  ],
  ['sns', 'Publish PublishBatch'],
  [
    'sqs',
    `ChangeMessageVisibility ChangeMessageVisibilityBatch DeleteMessage DeleteMessageBatch ReceiveMessage SendMessage
    SendMessageBatch`,
  ],
  ['ssmmessages', 'CreateControlChannel CreateDataChannel OpenControlChannel OpenDataChannel'],
  ['xray', 'PutTraceSegments'],
]);

const byService: ReadonlyMap<string, ReadonlySet<string>> = new Map(
  [...dataEvents].map(([service, names]) => [service, new Set(names.split(/\s+/))]),
);

/** Names that are data events of one service and management events of another. */
const ambiguous: ReadonlySet<string> = new Set([
  'BatchExecuteStatement',
  'CreateSession',
  'ExecuteStatement',
  'GetMetricData',
  'Retrieve',
]);

/**
 * Whether CloudTrail logs the event only as a data event, so that event history can never hold it.
 * Without an eventSource it must be so for every well-known service that has an event of that name.
 */
export function isDataEvent(name: string, source?: string): boolean {
  if (source === undefined) {
    return !ambiguous.has(name) && [...byService.values()].some((names) => names.has(name));
  }
  const service = servicePrefix(source);
  return service !== null && (byService.get(service)?.has(name) ?? false);
}

/** CloudTrail delivers within about 5 minutes on average; after 15 an event is all but certain to be there. */
export const settling = 15 * 60_000;

/** What has become of one fetch so far. */
export interface Progress {
  fetch: Fetch;
  /** Searched from the window's end back to here; null: nothing yet. */
  reached: Millis | null;
  recordsRead: number;
  pages: number;
  /** Whether all that was read was known already. */
  cached: boolean;
  /** What was come upon beside calls of the window; null: nothing. */
  aside: Aside | null;
  /** Accounts and Regions found in a source that holds several. */
  places: SearchedPlace[];
  /** Accounts that are known to have records there, read or not; empty: some record names none. */
  passed: Set<string>;
  missed: Miss[];
  /** How many log files it is about; null where it is about none, or that is not known yet. */
  files: number | null;
  /** Whether the fetch has ended, well or not. */
  ended: boolean;
  done: number;
}

export function begin(fetch: Fetch): Progress {
  return {
    fetch,
    reached: null,
    recordsRead: 0,
    pages: 0,
    cached: true,
    aside: null,
    places: [],
    passed: new Set(),
    missed: [],
    files: null,
    ended: false,
    done: 0,
  };
}

/** What sources say of a search as a whole. */
export interface SourceReport {
  /** What they could not search in order to know what to search. */
  missed: readonly Missed[];
  /** How they searched, where that leaves something out. */
  notes: readonly Note[];
}

/** Adds up exactly what was and was not searched. `now` is when the answer is given. */
export function cover(plan: Plan, progress: readonly Progress[], told: SourceReport, now: Millis): Coverage {
  const searched = progress.flatMap(searchedBy);
  const missed = distinct([...plan.missed, ...told.missed, ...progress.flatMap(missedBy)]);
  const short = progress.filter((one) => one.reached !== null && one.reached > one.fetch.window.start);
  const complete = missed.length === 0 && short.length === 0 && progress.every((one) => one.ended);
  const aside = progress.flatMap((one) => one.aside ?? []);
  const untold = aside.length === 0 ? null : untoldIn(aside);
  const files = countFiles(progress);
  const notes = [
    ...plan.notes,
    ...(aside.length === 0 ? [] : asideNotes(aside)),
    ...notesOf(plan, progress, now),
    ...told.notes,
  ];
  return {
    complete,
    searched,
    missed,
    ...(files === null ? {} : { files }),
    ...(untold === null ? {} : { untold }),
    notes,
  };
}

/** Fetches of one account read the same files, but for those that their paths rule out. */
function countFiles(progress: readonly Progress[]): number | null {
  const most = new Map<string, number>();
  for (const { fetch, files } of progress) {
    if (files === null) continue;
    const account = nameOf(fetch.account);
    most.set(account, Math.max(files, most.get(account) ?? 0));
  }
  return most.size === 0 ? null : [...most.values()].reduce((sum, files) => sum + files, 0);
}

function searchedBy({ fetch, reached, recordsRead, pages, cached, places, missed, files }: Progress): Searched[] {
  const { source, account, region, window } = fetch;
  const unread = missed.reduce((sum, miss) => sum + (miss.unread?.files ?? 0), 0);
  const nothingReadable = source === 'log-files' && places.length === 0 && missed.length > 0 && unread >= (files ?? 0);
  if (reached === null || nothingReadable) return [];
  const entry = { source, start: reached, end: window.end, recordsRead, pages, cached };
  if (places.length === 0) {
    const leftOut = region === null ? regionsLeftOut(fetch.filter) : [];
    const accounts = account.id === null ? (account.archive?.accounts ?? [account.name]) : [account.id];
    return accounts.map((one) => ({
      account: one,
      region: region ?? 'all',
      ...(leftOut.length === 0 ? {} : { leftOut }),
      ...entry,
    }));
  }
  return places.map((place) => ({ ...entry, ...place, cached: false }));
}

function missedBy({ fetch, missed }: Progress): Missed[] {
  return missed.map((miss) => ({
    account: nameOf(fetch.account),
    region: fetch.region ?? 'all',
    source: fetch.source,
    ...miss,
  }));
}

function distinct(missed: readonly Missed[]): Missed[] {
  return [...new Map(missed.map((one) => [JSON.stringify(one), one])).values()];
}

const nameOf = (account: Fetch['account']) => account.id ?? account.name;

function notesOf(plan: Plan, progress: readonly Progress[], now: Millis): Note[] {
  const notes: Note[] = [];
  const short = progress.filter(
    (one) => one.ended && one.missed.length === 0 && one.reached !== null && one.reached > one.fetch.window.start,
  );
  if (short.length > 0) {
    notes.push([
      'Stopped at the budget of a question without a time: searched ',
      ...reaches(short),
      '. Say since to search further.',
    ]);
  }
  notes.push(...notesOnAccounts(progress));
  const history = progress.some((one) => one.fetch.source === 'event-history');
  const probe = plan.window.end - plan.window.start <= 1000;
  if (history && !probe && plan.window.end > now - settling) {
    notes.push('CloudTrail delivers late: events of the last 15 minutes may still be missing.');
  }
  return notes;
}

/** More accounts than these are counted. */
const maxAccounts = 5;

/** What must be said of accounts that were asked for and have no record in the log files. */
function notesOnAccounts(progress: readonly Progress[]): string[] {
  const files = progress.filter(
    ({ fetch, ended, reached }) => fetch.source === 'log-files' && ended && reached !== null,
  );
  const asked = new Set(files.flatMap(({ fetch }) => accountsAsked(fetch)));
  if (asked.size === 0) return [];
  const read = files.flatMap(({ places }) => places.map(({ account }) => account));
  const there = new Set([...read, ...files.flatMap(({ passed }) => [...passed])]);
  const lacking = [...asked].filter((id) => !there.has(id));
  const others = files.some(({ fetch }) => fetch.account.archive?.closed)
    ? []
    : [...there].filter((id) => /^\d{12}$/.test(id) && !asked.has(id)).sort();
  const partly = files.some(({ missed }) => missed.length > 0) ? 'what could be read of these files' : 'these files';
  const notes =
    lacking.length === 0 ? [] : [`No record of ${accountsNamed(lacking)} is in ${partly}${sayOthers(others)}.`];
  if (there.has('')) notes.push('Some records name no account, so they were left out.');
  return notes;
}

function accountsAsked({ account }: Fetch): readonly string[] {
  return account.archive?.accounts ?? (account.id === null ? [] : [account.id]);
}

function sayOthers(others: readonly string[]): string {
  if (others.length === 0) return '';
  return `, which hold records of ${others.length > maxAccounts ? `${others.length} other accounts` : accountsNamed(others)}`;
}

/** `account 111122223333`, `accounts 111122223333 and 444455556666` */
function accountsNamed(ids: readonly string[]): string {
  const [last = '', ...before] = [...ids].reverse();
  return before.length === 0 ? `account ${last}` : `accounts ${before.reverse().join(', ')} and ${last}`;
}

const maxReaches = 6;

/** How far back each Region got, the shortest first: `us-east-1 back to <time> only`. */
function reaches(short: readonly Progress[]): Phrase {
  const all = [...short].sort((one, other) => (other.reached ?? 0) - (one.reached ?? 0));
  const told = all.slice(0, maxReaches);
  const rest = all.length > told.length ? `, and ${all.length - told.length} more farther` : '';
  return [
    ...told.flatMap(({ fetch, reached }, at) => [
      `${at === 0 ? '' : ', '}${fetch.region ?? 'all'} back to `,
      { time: reached ?? 0 },
    ]),
    ` only${rest}`,
  ];
}

/**
 * What an answer must say about the events it was asked for, or not to count: that a name is unknown, that it is logged
 * as a read where writes are asked for, or that it can't be in event history.
 */
export function eventNotes(filter: Filter, logs: boolean): string[] {
  const events = valuesOf(filter, 'event');
  const notes = conditionsOf(filter, 'event').flatMap(({ anyOf, not }) =>
    anyOf.filter((event) => !isKnownEvent(event)).map((event) => noteOnUnknown(event, not ? 'left out' : 'looked up')),
  );
  notes.push(...notesOnReads(filter));
  const data = logs ? [] : events.filter(({ name, source }) => isDataEvent(name, source ?? undefined));
  if (data.length > 0) {
    const names = [...new Set(data.map(({ name }) => name))].join(' and ');
    notes.push(
      `${names} is logged as a data event only, which event history never holds: ask the log files of a trail that records data events (--logs).`,
    );
  }
  return [...new Set(notes)];
}

function noteOnUnknown(event: EventName, treated: string): string {
  const near = closestTo(event);
  const closest = near.length > 0 ? ` Names close to it: ${near.join(', ')}.` : '';
  return `${writeEvents([event]).join()} is not an event name Trail knows; it was ${treated} exactly as typed.${closest}`;
}

/** Events that are asked for by name, or with all of STS, and left out as reads. */
function notesOnReads(filter: Filter): string[] {
  const isOf = (value: Is, excluded: boolean) =>
    conditionsOf(filter, 'is').some(({ anyOf, not }) => not === excluded && anyOf.includes(value));
  if (!isOf('write', false) && !isOf('read', true)) return [];
  const events = valuesOf(filter, 'event');
  const ofSts = events.length === 0 && valuesOf(filter, 'service').includes('sts.amazonaws.com');
  const asked = ofSts ? [{ name: 'AssumeRole', source: null }] : events.filter(({ name }) => isReadVerb(name));
  const names = writeEvents(asked);
  if (names.length === 0) return [];
  const typed = names.map((text) => writeItem({ text, not: false })).join(',');
  return [`Reads are left out here, and CloudTrail logs ${names.join(', ')} as such, as a rule: ask “who ${typed}”.`];
}
