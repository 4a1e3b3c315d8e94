import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { except, type Filter, isValues, regionsLeftOut, where } from '../../src/condition/condition.ts';
import { matches } from '../../src/condition/match.ts';
import { type Aside, bothAside, nothingAside } from '../../src/plan/aside.ts';
import { type Hiding, isHidden } from '../../src/plan/hidden.ts';
import type { Fetch } from '../../src/plan/plan.ts';
import { Collector } from '../../src/sources/log-files/collector.ts';
import { createFileReader } from '../../src/sources/log-files/create-file-reader.ts';
import type { TrailEvent } from '../../src/trail/event.ts';
import { readRecord } from '../../src/trail/read-record.ts';
import { type SharedCalls, settleShared } from '../../src/trail/shared-calls.ts';
import { Tallies } from '../../src/trail/tallies.ts';
import type { Tally } from '../../src/trail/tally.ts';
import { anyFilter } from '../condition/any-filter.ts';
import { recordOn, things } from '../condition/same-resource.ts';
import { errorCodes, errorMessages, serviceEventDetails, spoofs } from '../records/endings.ts';
import { record as madeRecord } from '../records/make.ts';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'trail-reader-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const everything = { start: 0, end: Date.UTC(2100, 0) };
const fetchOf = (given: Partial<Fetch>): Fetch => ({
  source: 'log-files',
  account: { id: null, name: 'archive', role: null, externalId: null, regions: [], archive: null },
  region: null,
  filter: [],
  window: everything,
  effort: 'complete',
  limit: 5,
  whole: false,
  ...given,
});
const nothingHidden: Hiding = { own: { roles: [], callers: [] }, ignore: [] };

interface Outcome {
  tallies: Tally[];
  latest: TrailEvent[];
  hidden: number;
  partiallyRead: number;
  recordsRead: number;
  aside: Aside;
  faults: string[];
}

/** What the reader and the collector make of files, in one thread. */
async function readFiles(files: Buffer[], fetch: Fetch, hiding: Hiding): Promise<Outcome> {
  const reader = createFileReader({ fetch, hiding });
  const collector = new Collector(fetch.limit);
  const faults: string[] = [];
  for (const [at, content] of files.entries()) {
    const path = join(folder, `${at}.json`);
    writeFileSync(path, content);
    const result = await reader.read(path, collector.floor);
    faults.push(...result.faults.map(({ fault }) => fault.id));
    collector.add(0, result);
  }
  const tallies = new Tallies();
  const sums = { hidden: 0, partiallyRead: 0, recordsRead: 0, aside: nothingAside };
  const outcome: Outcome = { tallies: [], latest: [], ...sums, faults };
  let shared: SharedCalls | null = null;
  for (const part of collector.take(true)) {
    for (const tally of part.tallies) tallies.merge(tally);
    outcome.latest.push(...part.latest);
    outcome.hidden += part.hidden;
    outcome.partiallyRead += part.partiallyRead;
    outcome.recordsRead += part.recordsRead;
    outcome.aside = bothAside(outcome.aside, part.aside);
    shared = part.shared;
  }
  const held = settleShared(shared === null ? [] : [shared], 'all-records');
  for (const tally of held.tallies) tallies.merge(tally);
  outcome.latest = [...outcome.latest, ...held.events].sort(byTime).slice(0, fetch.limit);
  outcome.hidden += held.hidden;
  outcome.partiallyRead += held.partiallyRead;
  outcome.aside = { ...outcome.aside, timeless: outcome.aside.timeless + held.timeless };
  return { ...outcome, tallies: sorted(tallies.list()) };
}

/** The same by parsing everything and matching event by event. */
function readNaively(events: TrailEvent[], fetch: Fetch, hiding: Hiding): Omit<Outcome, 'faults'> {
  const { window, filter, account, region, limit } = fetch;
  const tallies = new Tallies();
  const seen = new Set<string>();
  const shown: TrailEvent[] = [];
  const outcome = { hidden: 0, partiallyRead: 0, recordsRead: 0, aside: { ...nothingAside } };
  const anyKind = filter.some(({ kind, not }) => kind === 'id' && !not);
  for (const event of events) {
    if ((account.id ?? event.account) !== event.account || (region ?? event.region) !== event.region) continue;
    if (regionsLeftOut(filter).includes(event.region)) continue;
    const isTimeless = event.time === 0;
    const inWindow = event.time >= window.start && event.time <= window.end;
    const isIn = isTimeless || inWindow;
    if (event.kind !== 'call' && !anyKind) {
      if (isIn && !seen.has(event.id)) outcome.aside.insights++;
      if (isIn) seen.add(event.id);
      continue;
    }
    outcome.recordsRead++;
    if (!isIn || !matches(filter, event)) continue;
    if (seen.has(event.id)) continue;
    seen.add(event.id);
    if (isTimeless && fetch.timeless !== true) {
      outcome.aside.outsideTime++;
      continue;
    }
    if (isHidden(event, hiding)) {
      outcome.hidden++;
      continue;
    }
    tallies.add(event);
    if (isTimeless) outcome.aside.timeless++;
    if (!event.understood) outcome.partiallyRead++;
    shown.push(event);
  }
  return { ...outcome, tallies: sorted(tallies.list()), latest: shown.sort(byTime).slice(0, limit) };
}

const byTime = (one: TrailEvent, other: TrailEvent) => other.time - one.time || (one.id < other.id ? -1 : 1);

function sorted(tallies: Tally[]): Tally[] {
  const key = ({ count, first, last, ...rest }: Tally) => JSON.stringify([rest, count, first, last]);
  return tallies.sort((one, other) => (key(one) < key(other) ? -1 : 1));
}

/** Texts that reach for every corner: escapes, cases, other alphabets, masked secrets. */
const words = [
  'jdoe',
  'JDoe',
  'jdo\u0065',
  'ac\u212Ae',
  'acKe',
  'ack\u0130',
  'acki\u0307',
  'admin',
  'admin/jdoe',
  'root',
  'unknown',
  'a "quoted" name',
  'back\\slash',
  'AKIAIOSFODNN7EXAMPLE',
  'ASIAIOSFODNN7EXAMPLE',
  'arn:aws:iam::111122223333:user/jdoe',
  'arn:aws:iam::111122223333:root',
  'arn:aws:iam::111122223333:role/path/admin',
  'arn:aws:sts::111122223333:assumed-role/admin/jdoe',
  'arn:aws:s3:::audit-logs',
  'arn%3Aaws%3As3%3A%3A%3Aaudit-logs',
  'arn%3Aaws%3As3%3A%3A%3A%61udit-logs',
  'audit-logs',
  '111122223333',
  '444455556666',
  '10.0.0.1',
  '::ffff:10.0.0.1',
  'sts.amazonaws.com',
  'ann@example.com',
  '544894e8-80c1-707f-60e3-3ba6510dfac1',
  'system:serviceaccount:payments:api',
  '10.0.0.0/8',
  '[masked]',
  '',
];
const word = fc.constantFrom(...words);
const name = fc.constantFrom(
  'GetObject',
  'AssumeRole',
  'ConsoleLogin',
  'UserAuthentication',
  'LookupEvents',
  'getobject',
  'Get\u004fbject',
  '',
);
const source = fc.constantFrom(
  's3.amazonaws.com',
  'sts.amazonaws.com',
  'signin.amazonaws.com',
  'sso.amazonaws.com',
  'cloudtrail.amazonaws.com',
);
/** Of every kind; the record at each place has its own, since the same ID means the same event. */
const ids = [
  '00000000-0000-0000-0000-000000000000',
  'not a UUID',
  'ABCDEF00-0000-4000-8000-000000000000',
  ...Array.from({ length: 9 }, (_, at) => `0000000${at}-0000-4000-8000-00000000000${9 - at}`),
];
const uuid = fc.constantFrom(...ids);
const time = fc.constantFrom(
  '2026-11-20T09:00:00Z',
  '2026-11-20T09:00:01Z',
  '2026-11-20T09:00:61Z',
  '2026-11-20T09:00:0xZ',
  '2026-11-20T10:00:00.123Z',
  '2026-11-20 10:00:00',
  '2025-01-01T00:00:00Z',
  '1970-01-01T00:00:00Z',
  'never',
);
const identity = fc.oneof(
  fc.record(
    {
      type: fc.constantFrom(
        'IAMUser',
        'AssumedRole',
        'Root',
        'AWSService',
        'AWSAccount',
        'IdentityCenterUser',
        'WebIdentityUser',
        'Unknown',
        'Odd',
      ),
      principalId: fc.constantFrom('AIDAEXAMPLE', 'AROAEXAMPLE:jdoe', '111122223333', 'oidc-provider/x:aud:jdoe', ''),
      arn: word,
      accountId: fc.constantFrom('111122223333', '444455556666'),
      accessKeyId: word,
      userName: word,
      invokedBy: fc.constantFrom('AWS Internal', 'sts.amazonaws.com', 'signin.amazonaws.com'),
      identityProvider: fc.constantFrom('oidc-provider/x', 'bdGOnTesti4='),
      onBehalfOf: fc.record({ userId: word }),
      sessionContext: fc.record(
        {
          attributes: fc.record({ creationDate: time, mfaAuthenticated: fc.constantFrom('true', 'false', true) }),
          sessionIssuer: fc.record({ type: fc.constant('Role'), userName: word, arn: word }),
          sourceIdentity: word,
          assumedRoot: fc.boolean(),
        },
        { requiredKeys: [] },
      ),
    },
    { requiredKeys: [] },
  ),
  word,
  fc.constant(null),
  fc.constant('{"type":"IAMUser","userName":"jdo\\u0065"}'),
);
const detail = fc.oneof(
  fc.constant(null),
  fc.dictionary(
    fc.constantFrom('bucketName', 'roleArn', 'x', 'ConsoleLogin', 'consoleLogin', 'credentials'),
    fc.oneof(word, fc.constantFrom('Failure', 'FAILED', ...spoofs)),
  ),
  fc.constant('{"bucketName":"audit\\u002dlogs","roleSessionName":"trail-cli"}'),
);
const record = fc.record(
  {
    eventVersion: fc.constant('1.10'),
    userIdentity: identity,
    eventTime: time,
    eventSource: source,
    eventName: name,
    awsRegion: fc.constantFrom('us-east-1', 'eu-west-1', ''),
    sourceIPAddress: word,
    userAgent: fc.oneof(word, fc.constantFrom('signin.amazonaws.com', 'console.amazonaws.com')),
    errorCode: fc.constantFrom(...errorCodes),
    errorMessage: fc.constantFrom(...errorMessages),
    requestParameters: detail,
    responseElements: detail,
    additionalEventData: fc.oneof(
      fc.constantFrom({ MFAUsed: 'Yes' }, { MFAUsed: 'No' }, '{"MFAUsed":"Yes"}', { CredentialType: 'PASSWORD,TOTP' }),
      fc.record({ UserName: word, AuthWorkflowID: word }),
      detail,
    ),
    serviceEventDetails: fc.constantFrom(...serviceEventDetails),
    eventID: uuid,
    readOnly: fc.constantFrom(true, false, 'true', null),
    resources: fc.array(fc.record({ ARN: word, type: word }, { requiredKeys: [] }), { maxLength: 2 }),
    eventType: fc.constantFrom('AwsApiCall', 'AwsServiceEvent', 'AwsConsoleSignIn', 'AwsConsoleAction'),
    recipientAccountId: fc.constantFrom('111122223333', '444455556666', ''),
    sessionCredentialFromConsole: fc.constantFrom('true', true),
    insightDetails: fc.record({ eventName: name }),
    eventCategory: fc.constantFrom('Management', 'Data', 'NetworkActivity', 'Insight', 'Other', null),
    sharedEventID: fc.constantFrom(ids[0], ids[1], ids[5]),
  },
  { requiredKeys: [] },
);
const filter = anyFilter({
  event: fc.record({ name, source: fc.option(source) }),
  by: word,
  on: word,
  ip: word,
  key: word,
  service: source,
  in: fc.constantFrom('us-east-1', 'eu-west-1'),
  id: uuid,
  session: word,
  is: fc.constantFrom(...isValues),
  chatbot: fc.constant(true),
  issued: fc.record({ accessKey: fc.option(word), arn: fc.option(word) }),
});
const hiding: fc.Arbitrary<Hiding> = fc.record({
  own: fc.record({
    roles: fc.constantFrom([], ['arn:aws:iam::111122223333:role/path/admin']),
    callers: fc.constantFrom([], ['arn:aws:iam::111122223333:user/jdoe']),
  }),
  ignore: fc.array(
    fc.record(
      { principal: fc.constantFrom('j*', 'ADMIN', '*'), event: fc.constantFrom('Get*', 'ConsoleLogin') },
      { requiredKeys: [] },
    ),
    { maxLength: 1 },
  ),
});

/** JSON as nobody writes it: some letters as escapes, in keys and in texts, and blanks between. */
function written(value: unknown, odd: boolean): string {
  const text = JSON.stringify(value);
  return odd ? text.replace(/[eJo](?=[A-Za-z]*")/g, (letter) => `\\u00${letter.charCodeAt(0).toString(16)}`) : text;
}

describe('a file reader', () => {
  test('answers as parsing and matching everything would, whatever is asked and whatever the records hold', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(
          fc.tuple(
            record,
            fc.integer({ min: 0, max: 5 }).map((dice) => dice === 0),
          ),
          { maxLength: ids.length },
        ),
        filter,
        hiding,
        fc.record({
          account: fc.constantFrom(null, '111122223333'),
          region: fc.constantFrom(null, 'eu-west-1'),
          start: fc.constantFrom(0, Date.UTC(2026, 10, 20, 9, 0, 1)),
          limit: fc.constantFrom(0, 1, 3, 20),
          files: fc.constantFrom(1, 2, 3),
          whole: fc.boolean(),
          timeless: fc.boolean(),
        }),
        async (records, given, hidden, { account, region, start, limit, files, whole, timeless }) => {
          const window = { ...everything, start };
          const fetch = fetchOf({ filter: given, region, window, limit, whole, timeless });
          fetch.account.id = account;
          const own = records.map(([one, odd], at) =>
            written('eventID' in one ? { ...one, eventID: ids[at] } : one, odd),
          );
          const texts = [...own, ...own];
          const contents = Array.from({ length: files }, (_, at) => {
            const some = texts.filter((_text, index) => index % files === at);
            return at % 2 === 0
              ? gzipSync(`{"Records":[${some.join(',')}]}`)
              : Buffer.from(`{"Records": [ ${some.join(' , ')} ]}`);
          });
          const inOrder = contents.flatMap((_, at) => texts.filter((_text, index) => index % files === at));
          const events = inOrder.map((text) => readRecord(JSON.parse(text), { whole }));
          const { faults, ...outcome } = await readFiles(contents, fetch, hidden);
          expect(faults).toEqual([]);
          expect(outcome).toEqual(readNaively(events, fetch, hidden));
        },
      ),
      { numRuns: 400 },
    );
  });

  test('tells how calls ended as parsing would, of calls that differ in nothing else', async () => {
    const rarely = (values: readonly unknown[]) =>
      fc.oneof({ weight: 3, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: fc.constantFrom(...values) });
    // All with one code, so that what else they say is all that tells them apart.
    const calls = fc.constantFrom(undefined, ...errorCodes).chain((errorCode) =>
      fc.array(
        fc.record({
          eventName: fc.constantFrom('ConsoleLogin', 'GetObject'),
          errorCode: fc.constant(errorCode),
          errorMessage: fc.constantFrom(undefined, ...errorMessages),
          serviceEventDetails: rarely(serviceEventDetails),
          requestParameters: fc.record({ name: rarely(spoofs) }),
          eventSource: rarely(['signin.amazonaws.com']),
          responseElements: rarely([
            { ConsoleLogin: 'Denied' },
            { ConsoleLogin: 'Failure' },
            { consoleLogin: 'FAILED' },
            { x: 'Failure' },
          ]),
        }),
        { minLength: 2, maxLength: 24, size: 'max' },
      ),
    );
    await fc.assert(
      fc.asyncProperty(
        calls,
        fc.constantFrom([], ...isValues.flatMap((value) => [[where('is', value)], [except('is', value)]])),
        async (made, asked) => {
          const given = made.map((fields, at) => ({
            ...fields,
            eventID: `00000000-0000-4000-8000-${String(at).padStart(12, '0')}`,
            eventTime: '2026-11-20T09:00:00Z',
            awsRegion: 'us-east-1',
            recipientAccountId: '111122223333',
            userIdentity: { type: 'IAMUser', userName: 'jdoe' },
          }));
          const fetch = fetchOf({ filter: asked, limit: given.length });
          const { faults: _, ...outcome } = await readFiles([Buffer.from(JSON.stringify(given))], fetch, nothingHidden);
          const events = given.map((one) => readRecord(one));
          expect(outcome).toEqual(readNaively(events, fetch, nothingHidden));
        },
      ),
      { numRuns: 600 },
    );
  });

  test('passes over no record about the resource asked for, however either is written', async () => {
    const asked = [...new Set(things.flatMap((thing) => thing.asked))];
    const records = things
      .flatMap(({ yes, no }) => [...yes, ...no])
      .map((named, at) => ({ ...recordOn(named), eventID: `id-${at}` }));
    const events = records.map((one) => readRecord(one));
    const contents = [gzipSync(JSON.stringify({ Records: records }))];
    for (const on of [...asked, ...asked.map((one) => one.toUpperCase())]) {
      const fetch = fetchOf({ filter: [where('on', on)], limit: 0 });
      const { faults, ...outcome } = await readFiles(contents, fetch, nothingHidden);
      expect({ on, ...outcome }).toEqual({ on, ...readNaively(events, fetch, nothingHidden) });
    }
  });

  test.each([
    ['203.0.113.5, 10.1.2.3', '10.1.2.0/24', true],
    ['203.0.113.5:4711', '203.0.113.5', true],
    ['[2001:db8::1]:443', '2001:db8::1', true],
    ['203.0.113.55', '203.0.113.5', false],
  ])('tells of a call from %p whether it came from %p', async (sourceIPAddress, ip, expected) => {
    const content = Buffer.from(JSON.stringify({ Records: [madeRecord({ address: sourceIPAddress })] }));
    const { tallies } = await readFiles([content], fetchOf({ filter: [where('ip', ip)] }), nothingHidden);
    expect(tallies).toHaveLength(expected ? 1 : 0);
  });

  const real = ['attack-lab-2023', 'mixed'].map((file) => `../shared/records/${file}.ndjson.gz`);
  const present = real.every((path) => existsSync(path));
  (present ? test : test.skip)(
    'answers so over real records too (skipped where ../shared/records is absent)',
    async () => {
      const files = real.map((path) => readFileSync(path));
      const contents = files.map((file) => gunzipSync(file));
      const texts = contents.flatMap((content) => content.toString().trim().split('\n'));
      const events = texts.map((text) => readRecord(JSON.parse(text)));
      const some = events.filter((_, at) => at % 397 === 0);
      const filters: Filter[] = [
        [],
        ...isValues.map((value) => [where('is', value)]),
        ...some.flatMap(({ name: called, principal, address, resources, id }): Filter[] => [
          [where('event', { name: called, source: null })],
          [where('by', principal.name.toUpperCase())],
          [except('by', principal.name), where('ip', address)],
          [where('session', principal.name)],
          [where('id', id)],
          ...(principal.accessKey === null ? [] : [[where('key', principal.accessKey)]]),
          ...resources.slice(0, 2).map((resource) => [where('on', resource.name)]),
        ]),
      ];
      for (const one of filters) {
        const fetch = fetchOf({ filter: one });
        const { faults, ...outcome } = await readFiles(contents, fetch, nothingHidden);
        expect(faults).toEqual([]);
        expect({ filter: one, ...outcome }).toEqual({ filter: one, ...readNaively(events, fetch, nothingHidden) });
      }
    },
  );
});

describe('what of a file cannot be read', () => {
  const one = (id: number) => ({
    eventName: 'GetObject',
    eventTime: '2026-11-20T09:00:00Z',
    eventID: `id-${id}`,
    userIdentity: { type: 'Root' },
  });
  const whole = JSON.stringify({ Records: [one(1), one(2), one(3)] });
  const count = ({ tallies }: Outcome) => tallies.reduce((sum, tally) => sum + tally.count, 0);
  const named = (zipped: Buffer) => {
    const head = Buffer.from(zipped.subarray(0, 10));
    head[3] = 8;
    return Buffer.concat([head, Buffer.from('one.json\0'), zipped.subarray(10)]);
  };

  test.each([
    ['an empty file', Buffer.alloc(0), 0, ['file-empty']],
    ['an empty gzip file', gzipSync(''), 0, ['file-empty']],
    ['a gzip file of which only the first bytes are there', gzipSync(whole).subarray(0, 5), 0, ['file-cut-short']],
    ['a JSON file cut short', Buffer.from(whole.slice(0, -30)), 2, ['file-cut-short']],
    ['a file of something else', Buffer.from('{"name":"package"}'), 0, ['file-foreign']],
    ['a file that is no JSON', Buffer.from('hello'), 0, ['file-foreign']],
    [
      'a file with a broken record',
      Buffer.from(whole.replace('"GetObject"', '"GetObject" oops')),
      2,
      ['file-partly-broken'],
    ],
    [
      'a file with blocks of zeros behind it',
      Buffer.concat([Buffer.from(whole), Buffer.alloc(9)]),
      3,
      ['file-damaged'],
    ],
    ['a whole file', Buffer.from(whole), 3, []],
    ['two gzip members in one file', Buffer.concat([gzipSync(whole.slice(0, 50)), gzipSync(whole.slice(50))]), 3, []],
    ['rubbish behind a gzip file', Buffer.concat([gzipSync(whole), Buffer.from('garbage')]), 3, ['file-damaged']],
    [
      'rubbish behind two gzip members',
      Buffer.concat([gzipSync(whole.slice(0, 50)), gzipSync(whole.slice(50)), Buffer.from('garbage')]),
      3,
      ['file-damaged'],
    ],
    [
      'the beginning of another member behind a gzip file',
      Buffer.concat([gzipSync(whole), gzipSync(whole).subarray(0, 12)]),
      3,
      ['file-cut-short'],
    ],
    [
      'rubbish behind a gzip file that tells its name',
      Buffer.concat([named(gzipSync(whole)), Buffer.from('garbage')]),
      3,
      ['file-damaged'],
    ],
    ['a small gzip file cut short', gzipSync(whole).subarray(0, -8), 3, ['file-cut-short']],
    ['a file without records', Buffer.from('{"Records":[]}'), 0, []],
  ])('%s is told as it is, and the rest of it counts', async (_, content, counted, faults) => {
    const outcome = await readFiles([content], fetchOf({}), nothingHidden);
    expect([count(outcome), outcome.faults]).toEqual([counted, faults]);
  });

  test('a gzip file cut short or damaged gives what stands before', async () => {
    const many = JSON.stringify({
      Records: Array.from({ length: 3000 }, (_, id) => ({ ...one(id), note: Math.sin(id) })),
    });
    const zipped = gzipSync(many);
    const cut = await readFiles([zipped.subarray(0, zipped.length - 2000)], fetchOf({}), nothingHidden);
    expect(cut.faults).toEqual(['file-cut-short']);
    expect(count(cut)).toBeGreaterThan(2000);
    const bent = Buffer.from(zipped);
    bent.fill(0xff, zipped.length - 3000, zipped.length - 2900);
    const damaged = await readFiles([bent], fetchOf({}), nothingHidden);
    expect(damaged.faults).toEqual(['file-damaged']);
    expect(count(damaged)).toBeGreaterThan(1000);
  });

  test('a file that is not there is told with what the system says', async () => {
    const result = await createFileReader({ fetch: fetchOf({}), hiding: nothingHidden }).read(
      join(folder, 'none.json'),
      0,
    );
    expect(result.faults).toEqual([{ inside: null, fault: { id: 'file-unreadable', fact: 'ENOENT' } }]);
  });

  test('a record without a time is in no window, and counts where no window was asked for', async () => {
    const content = Buffer.from(
      ['soon', null, 0, '1970-01-01T00:00:00Z', {}]
        .map((eventTime, at) => JSON.stringify({ ...one(at), eventTime }))
        .join('\n'),
    );
    const window = { start: Date.UTC(2026, 10, 20), end: Date.UTC(2026, 10, 21) };
    const [inWindow, ofAllTime] = [fetchOf({ window }), fetchOf({ timeless: true })];
    expect(await readFiles([content], inWindow, nothingHidden)).toMatchObject({
      tallies: [],
      latest: [],
      recordsRead: 5,
      aside: { outsideTime: 5, timeless: 0 },
    });
    const outcome = await readFiles([content], ofAllTime, nothingHidden);
    expect(outcome).toMatchObject({ partiallyRead: 5, aside: { outsideTime: 0, timeless: 5 } });
    expect(outcome.tallies).toMatchObject([{ count: 5, first: 0, last: 0 }]);
  });
});
