/** An expected failure is a value: either what was wanted, or the fault that stands in its way. */
export type Result<T, E = Fault> = { ok: true; value: T } | { ok: false; fault: E };

export const ok = <T>(value: T): Result<T, never> => ({ ok: true, value });
export const failed = <E>(fault: E): Result<never, E> => ({ ok: false, fault });

const unpackIt = 'unpack it, or pack it with gzip, zstd or zip';
const exportIt = 'export it as JSON or CSV';

/** Kinds of files that are known by their beginning and not read: what each is, and what to do. */
const unreadFormats = {
  parquet: ['Parquet', exportIt],
  avro: ['Avro', exportIt],
  orc: ['ORC', exportIt],
  arrow: ['Arrow', exportIt],
  sqlite: ['an SQLite database', exportIt],
  duckdb: ['a DuckDB database', exportIt],
  excel: ['an Excel workbook', 'save it as CSV'],
  '7z': ['packed with 7-Zip', unpackIt],
  bzip2: ['packed with bzip2', unpackIt],
  xz: ['packed with xz', unpackIt],
  lzip: ['packed with lzip', unpackIt],
  lz4: ['packed with LZ4', unpackIt],
  snappy: ['packed with Snappy', unpackIt],
  compress: ['packed with compress', unpackIt],
  rar: ['packed with RAR', unpackIt],
  'zip-method': ['packed in an unusual way', unpackIt],
  nested: ['packed more than six times over', 'unpack it'],
  encrypted: ['encrypted', 'decrypt it'],
  image: ['a picture', exportIt],
  pdf: ['a PDF', exportIt],
  python: ['printed by Python', 'write it with json.dumps(…, default=str)'],
  yaml: ['YAML', 'write it again as JSON, as the AWS CLI does with --output json'],
  'cli-text': ['the AWS CLI’s text output', 'write it again with --output json'],
  'cli-table': ['the AWS CLI’s table output', 'write it again with --output json'],
} as const satisfies Record<string, readonly [what: string, remedy: string]>;

export type UnreadFormat = keyof typeof unreadFormats;

/**
 * Every fault people can meet, each with the one sentence that says what was wrong and what to do.
 * Readers and adapters name the fault and its facts; only this map makes sentences.
 * Values given by people are cut and cleaned by `shown`, so that a sentence stays a sentence.
 */
const sentences = {
  'empty-question': () => 'Nothing was asked yet; “help” lists the questions.',
  'unknown-question': (given: string) => `“${shown(given)}” is not a question Trail knows.`,
  'too-long': (given: string, limit: number) =>
    `The question is ${given} characters long; Trail reads at most ${limit}.`,
  'unclosed-quote': () => 'A quotation mark is opened but never closed.',
  'subject-missing': (question: string, subject: string) => `“${question}” needs ${subject} after it.`,
  'subject-unexpected': (question: string, given: string) =>
    `“${question}” takes no subject, so “${shown(given)}” was not understood.`,
  'subject-kind': (question: string, given: string, subject: string) =>
    `“${question}” needs ${subject}, and “${shown(given)}” is not one.`,
  'event-words': (given: string) => `No CloudTrail event is spelled “${shown(given)}”, and event names hold no spaces.`,
  'word-unexpected': (given: string) => `“${shown(given)}” was not understood where it stands.`,
  'bad-name': (name: string, given: string) =>
    `“${shown(given)}” after “${name}” holds characters that no such name in CloudTrail has.`,
  'not-principal': (name: string, given: string) =>
    `“${shown(given)}” after “${name}” names no principal: the ARNs of those are of IAM users and roles, root and STS sessions.`,
  'not-session': (given: string) =>
    `“${shown(given)}” is not a session: those are named, written as role/session, or given by their STS ARN or ASIA… key.`,
  'bad-service': (given: string) =>
    `“${shown(given)}” is not an AWS service Trail knows; a full name such as chatbot.amazonaws.com is always taken.`,
  'unknown-modifier': (given: string) => `“${shown(given)}” is not a modifier Trail knows.`,
  'repeated-modifier': (name: string) => `“${name}” was given twice.`,
  'value-missing': (name: string) => `“${name}” needs a value after it.`,
  'list-gap': (given: string) => `A value is missing beside a comma in “${shown(given)}”.`,
  'excluded-nothing': (given: string) =>
    given === '!'
      ? '“!” needs the value to leave out right after it, as in “by:!jdoe”.'
      : `“${shown(given)}” needs a modifier after it that says what to leave out, as in “not by jdoe”.`,
  'excluded-twice': (given: string) =>
    given === 'not !'
      ? '“not” and “!” both stand before a value: either of them leaves it out.'
      : `“${shown(given)}” is said twice in a row: once leaves a value out.`,
  'exclusion-word': (given: string) =>
    `“${shown(given)}” is not a word of commands: “not” before a modifier leaves out, as in “not by jdoe”.`,
  'not-excludable': (name: string) =>
    `“not” can’t stand before “${name}”: it goes before by, on, event, service, ip, key, is and in.`,
  'subject-excluded': (question: string, subject: string, given: string) =>
    `Say first which calls to look at: “${question}” needs ${subject}, and “${shown(given)}” only leaves some out.`,
  'regions-excluded': (accounts: string) =>
    `Every Region of ${shown(accounts)} is left out, so nothing would be searched: leave out fewer.`,
  'accounts-excluded': () => 'Every account that could be searched is left out: leave out fewer.',
  'account-unnumbered': (name: string) =>
    `Log files know accounts by their IDs, and “${shown(name)}” has none in trail.yml: give it an id there, or ask for the ID itself.`,
  'modifier-unused': (question: string, taken: string, given: string) =>
    `“${question}” takes only ${taken}, so “${given}” would change nothing.`,
  'bad-region': (given: string) => `“${shown(given)}” is not an AWS Region.`,
  'unknown-account': (given: string, known: string) =>
    known === ''
      ? `“${shown(given)}” is not a configured account, and none is: give an account’s ID of 12 digits.`
      : `“${shown(given)}” is not a configured account; Trail knows ${known}.`,
  'bad-time': (name: string, given: string) => `“${shown(given)}” after “${name}” is not a time Trail can read.`,
  'time-order': (since: string, until: string) => `The end of the window (${until}) is not after its start (${since}).`,
  'time-future': (since: string) => `The window starts in the future (${since}).`,
  'time-conflict': () => '“during” already gives both ends of the window, so “since” and “until” can’t be added.',
  'time-twice': (given: string) => `“${shown(given)}” is another time than the one already given; say one.`,
  'two-names': (role: string, one: string, other: string) =>
    `“${shown(one)}” and “${shown(other)}” are two names for one ${role}: ask for one of them.`,
  'unknown-place': (given: string) =>
    `“${shown(given)}” is neither an account, a Region nor a service Trail knows; a resource needs its kind before it, as in “bucket audit-logs”.`,
  'unlike-places': (places: string) =>
    `${places} are places of several kinds: ask for accounts, Regions or services, each after an “in” of its own.`,
  'words-unknown': (words: string) =>
    `Trail did not understand ${words} in this sentence: leave it out, or put a name in quotation marks.`,
  'sentence-excludes': (words: string) =>
    `Trail did not understand ${words} in this sentence: to leave something out, put “!” before it, as in “by:!jdoe”.`,
  'event-unnamed': (change: string) => `Trail knows no CloudTrail event for “${shown(change)}”: name the event itself.`,
  'noun-missing': (verb: string) =>
    `“${shown(verb)}” may be many events: say what was meant, as in “deleted a bucket”.`,
  'no-question': (given: string) => `“${shown(given)}” asks for nothing Trail can look up: ask who, what or when.`,
  'bad-is': (given: string) =>
    `“is” takes error, denied, ok, read, write, root, human or service, and “${shown(given)}” is none of them.`,
  contradiction: (one: string, other: string) =>
    `“${one}” and “${other}” exclude each other, so nothing could ever match.`,
  'bad-limit': (given: string) => `“limit” takes a whole number from 1 to 1000, and “${shown(given)}” is not one.`,
  'bad-address': (given: string) => `“${shown(given)}” is neither an IP address nor a CIDR range.`,
  'bad-key': (given: string) => `“${shown(given)}” is not an access key ID (AKIA… or ASIA…, 16 to 128 characters).`,
  'bad-event-id': (given: string) =>
    `“${shown(given)}” is not an event ID, which looks like 5b2805a5-3e06-4437-a7a2-b5fdb5cbb4e2.`,
  'unknown-flag': (given: string) =>
    `“${shown(given)}” is not an option of npx trail; it takes --json, --logs PLACE and --sample.`,
  'flag-value': (flag: string, needs: string) => `“${flag}” needs ${needs} after it.`,
  'archive-unread': (account: string) =>
    `The archive of ${shown(account)} is not a folder Trail can read: copy the log files to one (aws s3 sync) and name it as archive.logs.`,
  'doctor-flag': (given: string) => `“${shown(given)}” is not an option of npx trail doctor; it takes --json.`,
  'flags-conflict': (one: string, other: string) =>
    `“${one}” and “${other}” each say what to search instead of AWS: give only one of them.`,
  'not-allowed': (what: string) => `You may not ask that here: ${what}.`,
  'follow-up-nobody': () => 'The last answer names nobody to follow: name them, as in “what jdoe”.',
  'follow-up-person': (name: string) =>
    `${shown(name)} made those calls in no session, so nobody else stands behind them.`,
  'follow-up-kinds': (one: string, other: string) =>
    `“${shown(one)}” and “${shown(other)}” are names of different kinds: say which, as in “by:alice ip:192.0.2.7”.`,
  'follow-up-left-out': (given: string) =>
    `“${shown(given)}” can’t be left out: say what to search instead, as in “in us-west-2” or “since 7d”.`,
  'follow-up-then': () =>
    'Trail can’t tell which time is meant: press “What else around then” below the answer, or say when, as in “changes since 14:00 until 15:00”.',
  'follow-up-unread': (why: string) =>
    `${why} Say what changes, as in “since 7d” or “in us-east-1”, or ask the whole question.`,
  'thread-forgotten': () => 'Trail can’t tell any more what this thread was about: ask the whole question.',
  'button-broken': () => 'That button no longer says what to ask: type the question instead.',
  'form-broken': () => 'The form came back without what it was opened with: open it again with /trail.',
  'trigger-expired': () => 'Slack’s few seconds for opening a window ran out: press once more.',
  'window-refused': (code: string) => `Slack did not open the window (${code}): type the question instead.`,
  'scope-missing': (scope: string) =>
    `Trail lacks the permission ${scope} in this workspace: have it reinstalled from its manifest.`,
  'not-in-channel': () => 'Trail is not in that channel: add it with /invite, or ask in a direct message.',
  'export-empty': () => 'Nothing matched, so there is nothing to export.',
  'export-empty-in-part': (missing: string) =>
    `Nothing matched in what could be searched, so there is nothing to export: ${missing}.`,
  'export-refused': (code: string) => `Slack did not take the files (${code}): export again, or a shorter time.`,
  'no-credentials': () =>
    'Trail has no AWS credentials it can use: give it some by the SDK’s own means (environment, profile or instance role).',
  'credentials-expired': (region: string) =>
    `The AWS credentials have expired, so ${region} could not be searched: renew them.`,
  'role-denied': (role: string) =>
    `Trail may not assume ${role}: let the role’s trust policy name Trail’s own credentials and the external ID of trail.yml.`,
  'role-refused': (role: string, code: string) =>
    `AWS STS refused to hand out ${role} (${code}): check the role’s ARN in trail.yml.`,
  'lookup-denied': (who: string, region: string) =>
    `${who} may not look up events in ${region}: allow cloudtrail:LookupEvents there.`,
  'credentials-refused': (who: string, region: string, code: string) =>
    `${region} does not accept ${who} (${code}): check them, and that the Region is enabled for the account.`,
  'aws-throttled': (region: string) =>
    `Others use up CloudTrail’s two look-ups a second in ${region}: ask again later, or for a shorter time.`,
  'aws-unreachable': (service: string, region: string, code: string) =>
    `${service} in ${region} could not be reached (${code}): check the network between Trail and AWS.`,
  'region-unanswered': (region: string, closest: string, code: string) =>
    `“${shown(region)}” is not a Region that AWS answers in (${code}): ${closest === '' ? 'check its name.' : `did you mean ${closest}?`}`,
  'aws-refused': (service: string, region: string, code: string) =>
    `${service} in ${region} refused the call (${code}): ask again, and tell Trail’s makers if it stays so.`,
  'aws-too-old': (region: string) =>
    `The window is outside of what event history holds in ${region}: the last 90 days.`,
  'search-timeout': (region: string) => `Time ran out before ${region} was searched: ask for a shorter time.`,
  'sessions-unfound': (region: string) =>
    `Not all sessions of the role could be found in ${region}: ask for a shorter time, such as since:1d.`,
  'sessions-cut': (sessions: number, whose: string) =>
    `${counted(sessions, 'more session')} of ${shown(whose)} ${sessions === 1 ? 'was' : 'were'} not looked up: ask for a shorter time.`,
  'search-cancelled': (region: string) => `The search of ${region} was cancelled: ask again.`,
  'place-missing': (place: string) =>
    `There is no file or folder ${path(place)}: give CloudTrail’s log files, or the folder that holds them.`,
  'place-remote': (place: string) =>
    `${path(place)} can’t be read yet: copy the log files to a folder (aws s3 sync) and give that.`,
  'folder-unreadable': (folder: string, code: string) =>
    `The folder ${path(folder)} could not be read (${code}): ${remedyOf(code)}.`,
  'folder-without-logs': (folder: string) =>
    `${path(folder)} holds nothing to read: give the folder that holds CloudTrail’s log files.`,
  'files-without-calls': (others: number) =>
    `What was read holds no calls, only ${counted(others, 'record')} of other kinds (Insights or digests): give the trail’s own log files.`,
  'input-terminal': () =>
    'Nothing is piped into Trail: “--logs -” reads what is, as in “npx trail who DeleteBucket --logs - < history.json”.',
  'file-unreadable': (file: string, code: string) => `${path(file)} could not be read (${code}): ${remedyOf(code)}.`,
  'file-special': (file: string, is: string) => `${path(file)} is ${is} and no file, so it was not read.`,
  'file-empty': (file: string) => `${path(file)} is empty: fetch it again.`,
  'file-cut-short': (file: string, records: number) =>
    `${path(file)} is cut short, only ${counted(records, 'record')} of it could be read: fetch it again.`,
  'file-damaged': (file: string, records: number) =>
    `${path(file)} is damaged, only ${counted(records, 'record')} of it could be read: fetch it again.`,
  'file-partly-broken': (file: string, parts: number) =>
    `${path(file)} has ${counted(parts, 'part')} that could not be read as a record: fetch it again, or look there.`,
  'file-foreign': (file: string) => `${path(file)} holds no CloudTrail records in a form that Trail can read.`,
  'file-unread': (file: string, format: UnreadFormat) => {
    const [what, remedy] = unreadFormats[format];
    return `${path(file)} is ${what}, which Trail does not read: ${remedy}.`;
  },
  'file-too-large': (file: string, records: number) =>
    `${path(file)} holds more than 1 GB, only ${counted(records, 'record')} of it could be read: split it.`,
  'file-failed': (file: string) => `Trail failed over ${path(file)}: its log says more.`,
  'files-gone': (folder: string, files: number) =>
    `${counted(files, 'file')} of ${path(folder)} ${files === 1 ? 'was' : 'were'} gone before Trail came to read: ask again.`,
  'files-more': (files: number) =>
    `${counted(files, 'more file or folder', 'more files or folders')} could not be read in full.`,
  'files-cancelled': () => 'The reading of the log files was cancelled: ask again.',
  'files-timeout': () => 'Time ran out before all log files were read: ask for a shorter time.',
  'rule-missing': () => 'A digest needs to know when: daily, weekdays or weekly, with a time.',
  'bad-rule': (given: string) => `“${shown(given)}” is not when a digest can come: daily, weekdays or weekly.`,
  'weekday-missing': () => '“weekly” needs a day of the week and a time after it.',
  'bad-weekday': (given: string) => `“${shown(given)}” is not a day of the week.`,
  'clock-missing': () => 'A digest needs a time of day, such as 09:00.',
  'bad-clock': (given: string) => `“${shown(given)}” is not a time of day, which runs from 00:00 to 23:59.`,
  'bad-zone': (given: string, closest: string) =>
    closest === ''
      ? `“${shown(given)}” is not a time zone; they are written like Europe/Berlin, America/New_York or UTC.`
      : `“${shown(given)}” is not a time zone; the closest: ${closest}.`,
  'digest-id-missing': (verb: string) =>
    `“digest ${verb}” needs the ID of a digest after it; “digest list” tells them.`,
  'digest-section': (given: string, known: string) =>
    `“${shown(given)}” is not a part of a digest; after “only” may stand ${known}.`,
  'digest-unknown': (id: string) => `There is no digest ${shown(id)} here; “digest list” tells those there are.`,
  'digest-too-many': (most: number) =>
    `This workspace has ${most} digests already, and that is as many as Trail keeps: delete one first.`,
  'digest-no-channel': () => 'A digest belongs to a channel, so ask for it in the channel that shall read it.',
  'digest-not-in-channel': () =>
    'Trail is not in this channel, so it can’t post digests here: add it with /invite @Trail, and ask again.',
  'digest-channel-closed': (code: string) =>
    `Slack takes no message of Trail’s in this channel (${code}): ask in another one.`,
  'digest-of-config': (id: string) =>
    `Digest ${shown(id)} is set up in trail.yml: take it out there, or turn it off with “digest off ${shown(id)}”.`,
  'digest-elsewhere': () => 'Digests come to a channel, so they are asked for in Slack, not in a terminal.',
  'digest-without-state': () =>
    'There are no digests here, for nothing is kept: they need Trail in a Slack of your own.',
  'digest-unreachable': () => 'Slack could not be asked whether Trail may post here: ask again in a minute.',
  'state-read-only': (place: string) =>
    `${path(place)} can’t be written: let Trail’s user write there, or point TRAIL_DATA to a folder where it may.`,
  'state-folder': (folder: string, code: string) =>
    `The folder ${path(folder)} could not be made (${code}): point TRAIL_DATA to a folder.`,
  'state-damaged': (place: string) =>
    `The database ${path(place)} is damaged: put a backup in its place, or move it away and Trail starts anew.`,
  'state-locked': (place: string) =>
    `The database ${path(place)} is locked by another program: end what holds it, and try again.`,
  'state-full': (place: string) => `There is no room left for the database ${path(place)}: free some disk space.`,
  'state-newer': (found: number, known: number) =>
    `The database was written by a newer Trail (schema ${found}, this one knows ${known}): start that version again.`,
  'state-url': () =>
    'DATABASE_URL is not an address of PostgreSQL, which looks like postgres://user:password@host:5432/trail.',
  'state-unreachable': (place: string, code: string) =>
    `PostgreSQL at ${path(place)} could not be reached (${code}): check that it runs and that DATABASE_URL is right.`,
  'state-refused': (place: string, code: string) =>
    `PostgreSQL at ${path(place)} refused Trail (${code}): check user, password, database and rights in DATABASE_URL.`,
  'state-failed': (place: string, code: string) =>
    `The database ${path(place)} failed (${code}): its own log says more, and so does Trail’s.`,
  'state-closed': () => 'Trail is being stopped, so its database is closed; try again in a minute.',
  'node-too-old': (found: string, needed: number) => `Node ${found} is too old: install Node ${needed} or newer.`,
  'slack-unreachable': (code: string) =>
    `Slack could not be reached (${code}): check the network between Trail and Slack, and SLACK_API_URL where it is set.`,
  'slack-token-refused': (code: string, remedy: string) => `Slack refuses it (${code}): ${remedy}.`,
  'scopes-missing': (scopes: string) =>
    `The bot token lacks ${scopes}: bring the app’s manifest up to date with manifest.yml, and reinstall the app.`,
  'clock-wrong': (difference: string, whom: string) =>
    `This machine’s clock is ${difference} ${whom}’s, and signatures are refused from 5 minutes on: set it, best by NTP.`,
  stopped: () => 'Trail was stopped before it could answer; ask again in a minute.',
  internal: () => 'Trail failed to answer because of a fault of its own; the log says more.',
} satisfies Record<string, (...facts: never[]) => string>;

type FaultId = keyof typeof sentences;

/** A fault with its facts, plus the closest right form and a working example where the reader knows them. */
export interface Fault<Id extends FaultId = FaultId> {
  id: Id;
  facts: readonly (string | number)[];
  didYouMean?: string | undefined;
  example?: string | undefined;
}

/** Names a fault; the facts are those its sentence takes, in order. */
export function fault<Id extends FaultId>(
  id: Id,
  facts: Parameters<(typeof sentences)[Id]>,
  hints: { didYouMean?: string | undefined; example?: string | undefined } = {},
): Fault<Id> {
  return { id, facts, ...hints };
}

/** The fault's one sentence, without its hints. */
export function explain(given: Fault): string {
  const sentence: (...facts: readonly never[]) => string = sentences[given.id];
  return sentence(...(given.facts as readonly never[]));
}

/** What somebody typed, fit to stand inside a sentence: no control characters, at most 60 characters. */
function shown(text: string): string {
  const clean = text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, ' ').trim();
  const letters = [...clean];
  return letters.length > 60 ? `${letters.slice(0, 59).join('')}…` : clean;
}

/** A path as it may stand in a sentence: its end is the telling part, and no control characters. */
function path(text: string): string {
  const clean = text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, ' ');
  return clean.length > 200 ? `…${clean.slice(-199)}` : clean;
}

/** What to do about a file or folder that the file system does not hand over, by what it calls the fault. */
function remedyOf(code: string): string {
  switch (code) {
    case 'EACCES':
    case 'EPERM':
      return 'let Trail’s user read it';
    case 'ENOENT':
      return 'it is gone, or a link that leads nowhere';
    case 'ELOOP':
      return 'its links lead back to it';
    case 'ENAMETOOLONG':
      return 'give a folder farther down';
    case 'ERR_FS_FILE_TOO_LARGE':
      return 'split it';
    default:
      return 'see that it can be read, and ask again';
  }
}

const counted = (number: number, one: string, many = `${one}s`) => `${number} ${number === 1 ? one : many}`;
