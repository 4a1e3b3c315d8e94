import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Fetch } from '../../src/plan/plan.ts';
import { createFileReader } from '../../src/sources/log-files/create-file-reader.ts';
import type { Content } from '../../src/sources/log-files/decode.ts';
import { readContent } from '../../src/sources/log-files/read-content.ts';
import { LargeTurn, Room, smallContent } from '../../src/sources/log-files/room.ts';
import type { TrailEvent } from '../../src/trail/event.ts';
import { readRecord } from '../../src/trail/read-record.ts';
import type { Fields } from '../fakes/json.ts';
import { record, records } from '../records/make.ts';
import { packings, tarOf, zipOf, zstdOf } from '../records/pack.ts';
import { haveRealRecords, realRecords } from '../records/real-records.ts';
import { athenaRow, cell, collections, lookupEvent, structText, wrappers } from '../records/wrap.ts';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'trail-envelopes-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const fetch: Fetch = {
  source: 'log-files',
  account: { id: null, name: 'archive', role: null, externalId: null, regions: [], archive: null },
  region: null,
  filter: [],
  window: { start: 0, end: Date.UTC(2100, 0) },
  effort: 'complete',
  limit: 1000,
  whole: false,
};

/** The events that a file brings in, by their IDs, and its faults with the names of files in archives. */
async function read(content: Buffer | string, name = 'file', asked: Partial<Fetch> = {}) {
  const path = join(folder, name);
  writeFileSync(path, content);
  const reader = createFileReader({
    fetch: { ...fetch, ...asked },
    hiding: { own: { roles: [], callers: [] }, ignore: [] },
  });
  const { latest, faults, times } = await reader.read(path, 0);
  const events = latest.map(({ event }) => event).sort((one, other) => (one.id < other.id ? -1 : 1));
  const said = faults.map(({ inside, fault: { id, fact } }) =>
    [id, fact, inside].filter((part) => part !== null).join(' '),
  );
  return { events, faults: said, count: times.length };
}

const bare = (given: Fields[]): TrailEvent[] =>
  given.map((one) => readRecord(JSON.parse(JSON.stringify(one)))).sort((one, other) => (one.id < other.id ? -1 : 1));

const made: Fields[] = [
  record({
    eventName: 'DeleteBucket',
    user: 'alice',
    request: { bucketName: 'audit-logs', Host: 'x.s3.amazonaws.com' },
  }),
  record({
    eventName: 'AssumeRole',
    role: 'admin',
    session: 'jdoe',
    error: 'AccessDenied',
    errorMessage: 'not {allowed}',
  }),
  record({
    eventName: 'ConsoleLogin',
    user: 'zoë "z" {1}, x=y',
    response: { ConsoleLogin: 'Failure' },
    errorMessage: 'no',
  }),
  record({ eventName: 'PutEvents', request: { entries: [{ detail: JSON.stringify(record({ eventName: 'Fake' })) }] } }),
  record({
    eventName: 'RunInstances',
    root: true,
    response: { items: [{ instanceId: 'i-1' }] },
    userAgent: 'a\\b\n\u2028🦊',
  }),
];

/** `{"Records":[…]}` with two records, by `zstd -19`. */
const zstdOfTwo =
  'KLUv/WSzAVUHAJINKh4wUXUMI3612v4Fs5oHX41tH+QdA2XsPCswsDAwxgGbiGsOrVDJdhBQ7O8GyNpyiy1HaH/vZjunk4D99KZuR1YdSVjx9MsTGRX4MoUNT5WrLxGqmfjEBei/s7RRXfzB2CMwBnOqNSVwzFFG2hzg2t8nvFBUpYxPZ0kp8e/8RITlbhwc+HeuYO4175hLL8QTWu7o6ayt9neo0rbsuBBb+BrIe09bJSuuCRkgYAiJ6Hl5hHSpA1iFivf2xYCaEMAkIMwrxtBNoCsqv0aC+MWHAQHUTV6RBBvPGgUwvS3N4AKEgYvABZJlM5FK5AU=';

/** A text stands by itself in a line or a list only. */
const objectWrappers = Object.keys(wrappers).filter((name) => name !== 'a text');

describe('whatever records were put into', () => {
  test.each(Object.entries(wrappers))('they are read from %s', async (_, wrap) => {
    for (const write of [collections['one a line'], collections['a list'], collections['one after another']])
      expect(await read(write?.(made.map(wrap)) ?? '')).toEqual({ events: bare(made), faults: [], count: made.length });
  });

  test.each(Object.entries(collections))('they are read as %s', async (_, write) => {
    const given = { events: bare(made), faults: [], count: made.length };
    expect(await read(write(made))).toEqual(given);
    expect(await read(write(made), 'file.ndjson')).toEqual(given);
  });

  test.each(Object.entries(packings))('they are read from %s', async (_, pack) => {
    const given = { events: bare(made), faults: [], count: made.length };
    expect(await read(pack(JSON.stringify({ Records: made })))).toEqual(given);
    expect(await read(pack(collections['one a line']?.(made) ?? ''))).toEqual(given);
  });

  test('they are read from what zstd itself packed', async () => {
    const { events, faults } = await read(Buffer.from(zstdOfTwo, 'base64'));
    expect(faults).toEqual([]);
    expect(events.map(({ id }) => id.slice(-1))).toEqual(['1', '2']);
  });

  test('in whatever of these, in each other, they are the same events', async () => {
    const parts = fc.array(
      fc.record({
        wrap: fc.array(fc.constantFrom(...objectWrappers), { maxLength: 3 }),
        size: fc.integer({ min: 0, max: 3 }),
      }),
      { minLength: 1, maxLength: 3 },
    );
    const ways = fc.record({
      parts,
      write: fc.constantFrom(...Object.keys(collections)),
      pack: fc.constantFrom(...Object.keys(packings)),
      archived: fc.boolean(),
    });
    await fc.assert(
      fc.asyncProperty(ways, async ({ parts: chosen, write, pack, archived }) => {
        const given: Fields[] = [];
        const values = chosen.flatMap(({ wrap, size }) => {
          const some = made.slice(given.length, given.length + size);
          given.push(...some);
          return some.map((one) => wrap.reduce<unknown>((value, name) => wrappers[name]?.(value), one));
        });
        if (values.length === 0) return;
        const text = collections[write]?.(values) ?? '';
        const packed = packings[pack]?.(text) ?? Buffer.alloc(0);
        const content = archived ? gzipSync(tarOf([{ name: 'any', content: packed }])) : packed;
        expect(await read(content)).toEqual({ events: bare(given), faults: [], count: given.length });
      }),
      { numRuns: 150 },
    );
  });

  (haveRealRecords ? test : test.skip)('real records are the same events', async () => {
    const given = realRecords().filter(({ eventID }) => typeof eventID === 'string');
    const asked = { limit: 10_000 };
    const expected = await read(JSON.stringify({ Records: given }), 'file', asked);
    expect(await read(JSON.stringify({ Events: given.map(lookupEvent) }), 'file', asked)).toEqual(expected);
    const hits = JSON.stringify({ hits: { hits: given.map((_source) => ({ _source })) } });
    expect(await read(hits, 'file', asked)).toEqual(expected);
    const names = ({ events }: { events: TrailEvent[] }) =>
      events.map(({ id, name, time, principal }) => [id, name, time, principal.name]);
    expect(names(await read(given.map((one) => JSON.stringify(athenaRow(one))).join('\n'), 'file', asked))).toEqual(
      names(expected),
    );
  });

  test('several kinds follow each other in one file', async () => {
    const [one, two, three, four, five] = made;
    const text = [
      JSON.stringify({ Records: [one] }, null, 2),
      JSON.stringify({ Events: [two === undefined ? {} : lookupEvent(two)], NextToken: 'x' }, null, 4),
      JSON.stringify(wrappers['an event of EventBridge']?.(three)),
      JSON.stringify({ owner: 1, Records: [four] }),
      JSON.stringify(five, null, '\t'),
    ].join('\r\n');
    expect(await read(text)).toEqual({ events: bare(made), faults: [], count: 5 });
  });

  test('conditions mean the same of what was wrapped', async () => {
    const given = records(30, {}, (index) => ({
      eventName: index % 3 === 0 ? 'DeleteBucket' : 'ListBuckets',
      user: `u${index % 2}`,
    }));
    const asked = { filter: [{ kind: 'event' as const, anyOf: [{ name: 'DeleteBucket', source: null }], not: false }] };
    const text = JSON.stringify({ Events: given.map(lookupEvent) });
    expect(await read(text, 'file', asked)).toEqual(await read(JSON.stringify({ Records: given }), 'file', asked));
  });

  test('a part that is none of CloudTrail’s is counted', async () => {
    const events = [
      ...made.map((one) => ({ message: JSON.stringify(one) })),
      { message: '2 111122223333 eni-1 ACCEPT OK' },
    ];
    expect((await read(JSON.stringify({ events }))).faults).toEqual(['file-partly-broken 1']);
    expect((await read(`${JSON.stringify(made[0])}\n{"a":1}\n`)).faults).toEqual(['file-partly-broken 1']);
  });
});

describe('look-ups', () => {
  test.each([
    [
      'pages after each other',
      (events: Fields[]) => events.map((one) => JSON.stringify({ Events: [one] }, null, 4)).join('\n'),
    ],
    ['an event a line', (events: Fields[]) => events.map((one) => JSON.stringify(one)).join('\n')],
    ['a list of events', (events: Fields[]) => JSON.stringify(events)],
    [
      'their records as texts, one a line',
      (events: Fields[]) => events.map((one) => JSON.stringify(one.CloudTrailEvent)).join('\n'),
    ],
    ['their records between tabs', (events: Fields[]) => events.map((one) => one.CloudTrailEvent).join('\t')],
    ['keys in the case of Go', (events: Fields[]) => JSON.stringify({ events: events.map(lowerFirst) })],
    ['keys with underscores', (events: Fields[]) => JSON.stringify({ rows: events.map(underscored) })],
  ])('%s', async (_, write) => {
    expect(await read(write(made.map(lookupEvent)))).toEqual({ events: bare(made), faults: [], count: made.length });
  });

  test('an event without its record is told by what stands beside it', async () => {
    const outline = {
      EventId: '5c0ffee0-0000-4000-8000-000000000001',
      EventName: 'DeleteBucket',
      ReadOnly: 'false',
      AccessKeyId: 'AKIAEXAMPLE',
      EventTime: 1714644000.5,
      EventSource: 's3.amazonaws.com',
      Username: 'alice',
      Resources: [{ ResourceType: 'AWS::S3::Bucket', ResourceName: 'audit-logs' }],
    };
    for (const CloudTrailEvent of [undefined, '{"eventVersion":"1.0', null]) {
      const { events, faults } = await read(JSON.stringify({ Events: [{ ...outline, CloudTrailEvent }] }));
      expect(faults).toEqual([]);
      expect(events).toMatchObject([
        {
          id: outline.EventId,
          name: 'DeleteBucket',
          time: 1714644000500,
          source: 's3.amazonaws.com',
          principal: { name: 'alice', accessKey: 'AKIAEXAMPLE' },
          resources: [{ type: 'AWS::S3::Bucket', name: 'audit-logs' }],
        },
      ]);
    }
  });

  test('resources beside a record are among the event’s', async () => {
    const event = {
      ...lookupEvent(record({ eventName: 'X' })),
      Resources: [{ ResourceType: 'T', ResourceName: 'thing' }],
    };
    expect((await read(JSON.stringify({ Events: [event] }))).events[0]?.resources).toContainEqual({
      type: 'T',
      name: 'thing',
    });
  });
});

const lowerFirst = (event: Fields): Fields =>
  Object.fromEntries(
    Object.entries(event).map(([key, value]) => [`${key.charAt(0).toLowerCase()}${key.slice(1)}`, value]),
  );
const underscored = (event: Fields): Fields =>
  Object.fromEntries(
    Object.entries(event).map(([key, value]) => [key.replace(/(?<=[a-z])[A-Z]/g, '_$&').toLowerCase(), value]),
  );

describe('tables', () => {
  const plain = made.filter((one) => one.eventName !== 'ConsoleLogin');
  const columns = Object.keys(athenaRow(plain[1] ?? {}));

  test.each([
    ['rows of Athena, one a line', () => plain.map((one) => JSON.stringify(athenaRow(one))).join('\n')],
    ['a list of rows of Athena', () => JSON.stringify(plain.map(athenaRow))],
    [
      'the CSV of Athena',
      () =>
        [
          columns.map(cell).join(),
          ...plain.map((one) => columns.map((name) => cell(printed(athenaRow(one)[name]))).join()),
        ].join('\n'),
    ],
    [
      'what Athena’s API returns',
      () => {
        const row = (cells: unknown[]) => ({
          Data: cells.map((one) => (one === undefined ? {} : { VarCharValue: one })),
        });
        const rows = plain.map((one) => row(columns.map((name) => printed(athenaRow(one)[name]))));
        return JSON.stringify({
          ResultSet: {
            Rows: [row(columns), ...rows],
            ResultSetMetadata: { ColumnInfo: columns.map((Name) => ({ Name })) },
          },
        });
      },
    ],
    [
      'a table of Kusto',
      () =>
        JSON.stringify({
          tables: [
            {
              name: 'PrimaryResult',
              columns: columns.map((name) => ({ name, type: 'string' })),
              rows: plain.map((one) => columns.map((name) => athenaRow(one)[name])),
            },
          ],
        }),
    ],
    [
      'rows of CloudTrail Lake',
      () =>
        JSON.stringify({
          QueryStatus: 'FINISHED',
          QueryResultRows: plain.map((one) =>
            Object.entries(athenaRow(one)).map(([name, value]) => ({ [name]: printed(value) })),
          ),
        }),
    ],
    [
      'the fields of Logs Insights',
      () =>
        JSON.stringify({
          results: plain.map((one) =>
            Object.entries(flat(one)).map(([field, value]) => ({ field, value: String(printed(value)) })),
          ),
        }),
    ],
    [
      'fields with dots',
      () =>
        JSON.stringify({
          hits: {
            hits: plain.map((one) => ({
              fields: Object.fromEntries(Object.entries(flat(one)).map(([key, value]) => [key, [value]])),
            })),
          },
        }),
    ],
    [
      'the results of Splunk without the record',
      () => plain.map((one) => JSON.stringify({ preview: false, result: flat(one) })).join('\n'),
    ],
  ])('%s', async (_, write) => {
    const { events, faults } = await read(write());
    expect(faults).toEqual([]);
    expect(events.map(told)).toEqual(bare(plain).map(told));
  });

  test('a row that tells only a few fields is a record of those', async () => {
    const row = [
      { eventID: '5c0ffee0-0000-4000-8000-000000000001' },
      { eventName: 'DeleteBucket' },
      { eventTime: '2024-05-02 10:00:00.000' },
      { principalid: 'AIDA1' },
    ];
    const { events } = await read(JSON.stringify({ QueryResultRows: [row] }));
    expect(events).toMatchObject([
      { name: 'DeleteBucket', time: Date.UTC(2024, 4, 2, 10), principal: { id: 'AIDA1' } },
    ]);
  });

  test('the console’s CSV gives an outline of each event', async () => {
    const csv = [
      'Event name,Event time,User name,Event source,Event ID,AWS access key,AWS region,Source IP address,Read-only,Error code,Request ID,Resources',
      'DeleteBucket,"May 02, 2024, 10:00:00 (UTC+02:00)",alice,s3.amazonaws.com,5c0ffee0-0000-4000-8000-000000000001,AKIAEXAMPLE,us-east-1,192.0.2.10,false,AccessDenied,R,"[{""resourceType"":""AWS::S3::Bucket"",""resourceName"":""audit-logs""}]"',
      'ListBuckets,2024-05-02T11:00:00Z,bob,s3.amazonaws.com,5c0ffee0-0000-4000-8000-000000000002,-,us-east-1,192.0.2.11,true,,R,AWS::S3::Bucket: other',
    ].join('\r\n');
    const { events, faults } = await read(csv);
    expect(faults).toEqual([]);
    expect(events).toMatchObject([
      {
        id: '5c0ffee0-0000-4000-8000-000000000001',
        name: 'DeleteBucket',
        time: Date.UTC(2024, 4, 2, 8),
        region: 'us-east-1',
        address: '192.0.2.10',
        outcome: 'denied',
        readOnly: false,
        principal: { name: 'alice', accessKey: 'AKIAEXAMPLE' },
        resources: [{ type: 'AWS::S3::Bucket', name: 'audit-logs' }],
      },
      {
        name: 'ListBuckets',
        outcome: 'ok',
        readOnly: true,
        principal: { name: 'bob', accessKey: null },
        resources: [{ name: 'other' }],
      },
    ]);
  });

  test('tables with other delimiters, and one of any columns that holds records', async () => {
    const header = ['Event name', 'Event time', 'User name', 'Event source', 'Event ID'];
    const row = ['DeleteBucket', '2024-05-02T10:00:00Z', 'alice', 's3.amazonaws.com', 'id'];
    for (const mark of ['\t', ';', '|'])
      expect((await read([header, row].map((cells) => cells.join(mark)).join('\n'))).events).toMatchObject([
        { name: 'DeleteBucket', principal: { name: 'alice' } },
      ]);
    const odd = ['When,"What it was"', ...made.map((one) => `now,${cell(JSON.stringify(one))}`)].join('\n');
    expect(await read(odd)).toEqual({ events: bare(made), faults: [], count: made.length });
  });

  test('a table that ends within a cell is cut short', async () => {
    expect((await read('_raw,a\n"{""eventName"":""X""}",1\n"{""even')).faults).toEqual(['file-cut-short 1']);
  });
});

/** What questions tell of an event; flags and spellings of the caller included. */
function told({
  id,
  time,
  name,
  source,
  region,
  account,
  principal,
  address,
  outcome,
  error,
  readOnly,
  resources,
  sessionStart,
}: TrailEvent) {
  return {
    id,
    time,
    name,
    source,
    region,
    account,
    principal,
    address,
    outcome,
    error,
    readOnly,
    resources,
    sessionStart,
  };
}

function printed(value: unknown): unknown {
  return typeof value === 'object' && value !== null ? structText(value) : (value ?? undefined);
}

/** `userIdentity.arn` and so on; parameters as the text they are in Logs Insights. */
function flat(fields: object, before = ''): Fields {
  return Object.fromEntries(
    Object.entries(fields).flatMap(([key, value]: [string, unknown]) => {
      if (typeof value !== 'object' || value === null || Array.isArray(value))
        return value === null ? [] : [[`${before}${key}`, value]];
      if (/^(?:request|response)/.test(key)) return [[`${before}${key}`, JSON.stringify(value)]];
      return Object.entries(flat(value, `${before}${key}.`));
    }),
  );
}

describe('records that became something else', () => {
  test('an event of Security Lake', async () => {
    const ocsf = {
      activity_id: 4,
      activity_name: 'Delete',
      actor: {
        session: {
          created_time_dt: '2024-05-02T09:00:00Z',
          is_mfa: true,
          issuer: 'arn:aws:iam::111122223333:role/path/admin',
        },
        user: {
          account: { uid: '111122223333' },
          credential_uid: 'ASIAEXAMPLE',
          type: 'AssumedRole',
          uid: 'arn:aws:sts::111122223333:assumed-role/admin/jdoe',
          uid_alt: 'AROAEXAMPLE:jdoe',
        },
      },
      api: {
        operation: 'DeleteBucket',
        service: { name: 's3.amazonaws.com' },
        request: { uid: 'R', data: '{"bucketName":"audit-logs"}' },
        response: { error: 'AccessDenied', message: 'no' },
      },
      class_uid: 6003,
      cloud: { provider: 'AWS', region: 'eu-west-1' },
      http_request: { user_agent: 'aws-cli/2' },
      metadata: {
        event_code: 'AwsApiCall',
        product: { name: 'CloudTrail', version: '1.08' },
        uid: '5c0ffee0-0000-4000-8000-000000000001',
        version: '1.1.0',
      },
      resources: [
        { uid: 'arn:aws:s3:::audit-logs', type: 'AWS::S3::Bucket', owner: { account: { uid: '111122223333' } } },
      ],
      src_endpoint: { ip: '192.0.2.10' },
      status: 'Failure',
      time: 1714644000000,
      time_dt: '2024-05-02T10:00:00.000Z',
      unmapped: {
        recipientAccountId: '444455556666',
        readOnly: 'false',
        'userIdentity.sessionContext.sessionIssuer.type': 'Role',
      },
    };
    const expected = {
      id: '5c0ffee0-0000-4000-8000-000000000001',
      name: 'DeleteBucket',
      source: 's3.amazonaws.com',
      time: Date.UTC(2024, 4, 2, 10),
      region: 'eu-west-1',
      account: '444455556666',
      address: '192.0.2.10',
      userAgent: 'aws-cli/2',
      outcome: 'denied',
      error: { code: 'AccessDenied', message: 'no' },
      readOnly: false,
      principal: {
        type: 'AssumedRole',
        name: 'jdoe',
        role: 'admin',
        accessKey: 'ASIAEXAMPLE',
        account: '111122223333',
        mfa: true,
      },
      sessionStart: Date.UTC(2024, 4, 2, 9),
    };
    const { events, faults } = await read(
      `${JSON.stringify(ocsf)}\n${JSON.stringify({ class_uid: 4001, src_endpoint: {} })}\n`,
    );
    expect(events).toMatchObject([expected]);
    expect(events[0]?.resources).toContainEqual({ type: 'AWS::S3::Bucket', name: 'arn:aws:s3:::audit-logs' });
    expect(faults).toEqual(['file-partly-broken 1']);
    const names = Object.keys(ocsf);
    const csv = [names.map(cell), names.map((name) => cell(printed(Reflect.get(ocsf, name))))]
      .map((row) => row.join())
      .join('\n');
    expect((await read(csv)).events).toMatchObject([expected]);
    const kept = { ...ocsf, raw_data: JSON.stringify(made[0]) };
    expect((await read(JSON.stringify(kept))).events).toEqual(bare(made.slice(0, 1)));
  });

  test('a failed sign-in of Security Lake 1.0', async () => {
    const ocsf = {
      class_uid: 3002,
      api: { operation: 'ConsoleLogin', service: { name: 'signin.amazonaws.com' } },
      actor: {
        user: {
          name: 'alice',
          type: 'IAMUser',
          uid: 'AIDA1',
          uuid: 'arn:aws:iam::111122223333:user/alice',
          account_uid: '111122223333',
        },
      },
      cloud: { region: 'us-east-1', account_uid: '111122223333' },
      metadata: { uid: 'x', product: { name: 'CloudTrail' } },
      mfa: false,
      src_endpoint: { ip: '192.0.2.10' },
      status: 'Failure',
      time: 1714644000000,
    };
    expect((await read(JSON.stringify(ocsf))).events).toMatchObject([
      {
        name: 'ConsoleLogin',
        outcome: 'error',
        time: 1714644000000,
        account: '111122223333',
        principal: { name: 'alice', id: 'AIDA1', mfa: false },
      },
    ]);
  });

  test('an event of Elastic’s integration that kept no record', async () => {
    const ecs = {
      '@timestamp': '2024-05-02T10:00:00.000Z',
      aws: {
        cloudtrail: {
          event_type: 'AwsApiCall',
          error_code: 'AccessDenied',
          flattened: { request_parameters: { bucketName: 'audit-logs' } },
          request_parameters: '{bucketName=audit-logs}',
          read_only: false,
          recipient_account_id: '444455556666',
          user_identity: {
            access_key_id: 'ASIAEXAMPLE',
            arn: 'arn:aws:sts::111122223333:assumed-role/admin/jdoe',
            type: 'AssumedRole',
            session_context: {
              creation_date: '2024-05-02T09:00:00Z',
              mfa_authenticated: 'true',
              session_issuer: { arn: 'arn:aws:iam::111122223333:role/admin', type: 'Role' },
            },
          },
        },
      },
      cloud: { account: { id: '111122223333' }, region: 'eu-west-1' },
      event: {
        action: 'DeleteBucket',
        id: '5c0ffee0-0000-4000-8000-000000000001',
        outcome: 'failure',
        provider: 's3.amazonaws.com',
      },
      source: { address: '192.0.2.10', ip: '192.0.2.10' },
      user: { id: 'AROAEXAMPLE:jdoe', name: 'admin' },
      user_agent: { original: 'aws-cli/2' },
    };
    const expected = [
      {
        id: '5c0ffee0-0000-4000-8000-000000000001',
        name: 'DeleteBucket',
        time: Date.UTC(2024, 4, 2, 10),
        account: '444455556666',
        region: 'eu-west-1',
        outcome: 'denied',
        readOnly: false,
        principal: { type: 'AssumedRole', name: 'jdoe', role: 'admin', mfa: true, accessKey: 'ASIAEXAMPLE' },
        resources: [{ name: 'audit-logs' }],
      },
    ];
    expect((await read(JSON.stringify({ hits: { hits: [{ _source: ecs }] } }))).events).toMatchObject(expected);
    const { aws, cloud, ...rest } = ecs;
    const dotted = { ...rest, ...flat({ aws, cloud }) };
    expect((await read(JSON.stringify(dotted))).events).toMatchObject(expected);
  });

  test('a time under another name counts only where eventTime is missing', async () => {
    const { eventTime, ...timeless } = record({ eventName: 'DeleteBucket' });
    const times = [
      [{ '@timestamp': '2024-05-02T10:00:00.000Z' }, Date.UTC(2024, 4, 2, 10)],
      [{ timestamp: 1714644000000 }, Date.UTC(2024, 4, 2, 10)],
      [{ eventTime: '', _time: '1714644000.250' }, Date.UTC(2024, 4, 2, 10) + 250],
      [{ eventTime, '@timestamp': '2024-05-02T10:00:00.000Z' }, Date.UTC(2026, 10, 20, 9)],
    ] as const;
    for (const [more, time] of times)
      expect((await read(JSON.stringify({ ...timeless, ...more }))).events).toMatchObject([{ time }]);
    const around = { events: [{ timestamp: 1714644000000, message: JSON.stringify(timeless) }] };
    expect((await read(JSON.stringify(around))).events).toMatchObject([{ time: Date.UTC(2024, 4, 2, 10) }]);
  });

  test('what only looks like a record is none: notifications of S3, messages of services, rows that count', async () => {
    const notification = {
      eventVersion: '2.1',
      eventSource: 'aws:s3',
      awsRegion: 'us-east-1',
      eventTime: '2024-05-02T10:00:00Z',
      eventName: 'ObjectCreated:Put',
      userIdentity: { principalId: 'A' },
      s3: {},
    };
    expect(await read(JSON.stringify({ Records: [notification] }))).toMatchObject({
      count: 0,
      faults: ['file-foreign'],
    });
    const counted = { QueryResultRows: [[{ eventName: 'DeleteBucket' }, { _col1: '7' }]] };
    expect(await read(JSON.stringify(counted))).toMatchObject({ count: 0, faults: ['file-foreign'] });
    const control = {
      messageType: 'CONTROL_MESSAGE',
      logEvents: [{ message: 'CWL CONTROL MESSAGE: Checking health.' }],
    };
    expect(await read(JSON.stringify(control))).toMatchObject({ count: 0, faults: [] });
  });

  test('lists in which nothing was found are read in full', async () => {
    for (const text of [
      '{"Events":[]}',
      '{"events":[],"nextToken":"x"}',
      '{"hits":{"total":0,"hits":[]}}',
      '{"QueryResultRows":[]}',
      '{"results":[]}',
    ])
      expect(await read(text)).toEqual({ events: [], faults: [], count: 0 });
  });

  test('a record in a record’s own parameters is not one of the trail', async () => {
    const inner = record({ eventName: 'Forged' });
    const row = athenaRow(
      record({ eventName: 'PutEvents', request: { detail: inner, message: JSON.stringify(inner) } }),
    );
    const odd = {
      eventType: 'AwsApiCall',
      eventTime: '2026-11-20T09:00:00Z',
      requestParameters: { detail: inner },
      additionalEventData: inner,
    };
    const found = await read([row, odd].map((one) => JSON.stringify(one)).join('\n'));
    expect(found.events.map(({ name }) => name).sort()).toEqual(['PutEvents', 'unknown']);
  });
});

describe('archives', () => {
  test('every file in one is read, and told by name where it could not be', async () => {
    const [one, two] = made.map((each) => JSON.stringify({ Records: [each] }));
    const files = [
      { name: 'a/one.json', content: one ?? '' },
      { name: 'notes.txt', content: 'nothing of interest' },
      { name: 'two.json.gz', content: gzipSync(two ?? '') },
      { name: 'old.parquet', content: 'PAR1 and more' },
      { name: '__MACOSX/a/._one.json', content: 'x' },
      { name: 'a/.DS_Store', content: 'x' },
      { name: 'empty.json', content: '' },
    ];
    const faults = ['file-foreign notes.txt', 'file-unread parquet old.parquet', 'file-empty empty.json'];
    const locked = { name: 'secret.json', content: one ?? '', flags: 1 };
    const unusual = { name: 'odd.json', content: one ?? '', method: 14 };
    expect(await read(zipOf([...files, locked, unusual]))).toEqual({
      events: bare(made.slice(0, 2)),
      count: 2,
      faults: [...faults, 'file-unread encrypted secret.json', 'file-unread zip-method odd.json'],
    });
    expect(await read(gzipSync(tarOf(files)))).toEqual({ events: bare(made.slice(0, 2)), count: 2, faults });
    const nested = zipOf([{ name: 'inner.zip', content: zipOf(files) }]);
    expect((await read(nested)).faults).toEqual([
      'file-foreign inner.zip/notes.txt',
      'file-unread parquet inner.zip/old.parquet',
      'file-empty inner.zip/empty.json',
    ]);
  });

  test('one that is cut short anywhere is told, and gives what can be had', async () => {
    const text = JSON.stringify({ Records: made });
    for (const whole of [
      zipOf([{ name: 'a', content: text }]),
      gzipSync(tarOf([{ name: 'a', content: text }])),
      packings['zstd of two frames']?.(text),
      packings['gzip in gzip']?.(text),
    ]) {
      if (whole === undefined) continue;
      for (let length = 40; length < whole.length - 21; length += 97) {
        const { faults, events } = await read(whole.subarray(0, length));
        expect(faults).not.toEqual([]);
        expect(bare(made)).toEqual(expect.arrayContaining(events));
      }
    }
  });
});

describe('content that is too large', () => {
  const line = 'x'.repeat(1023).concat('\n');
  const large = Buffer.from(line.repeat(3000));

  test.each([
    ['as it is', large],
    ['gzip', gzipSync(large)],
    ['gzip in gzip', gzipSync(gzipSync(large))],
    ['zstd', zstdOf(large)],
    [
      'a zip archive',
      zipOf([
        { name: 'a', content: line.repeat(100) },
        { name: 'b', content: large },
        { name: 'c', content: line },
      ]),
    ],
    [
      'many files of a zip archive',
      zipOf(Array.from({ length: 30 }, (_, at) => ({ name: `${at}`, content: line.repeat(100) }))),
    ],
    ['UTF-16', Buffer.from(large.toString(), 'utf16le')],
  ])('%s is read as far as there is room, and told', async (_, content) => {
    const path = join(folder, 'large');
    writeFileSync(path, content);
    let size = 0;
    const faults: Content['fault'][] = [];
    for await (const one of readContent(path, { room: new Room(null, 2 ** 20) })) {
      size += one.bytes.length;
      faults.push(one.fault);
    }
    expect(size).toBeGreaterThan(0);
    expect(size).toBeLessThanOrEqual(2 ** 20);
    expect(faults).toContain('too-large');
    expect(faults.filter((fault) => fault !== null && fault !== 'too-large')).toEqual([]);
  });

  test('zstd that asks for more memory than zstd itself would give is not unpacked', async () => {
    const greedy = Buffer.concat([Buffer.from('28b52ffd00f8', 'hex'), Buffer.from('010000', 'hex')]);
    expect((await read(greedy)).faults).toEqual(['file-too-large 0']);
  });

  test('large content is free once the room is closed', () => {
    const room = new Room();
    const [small, large] = [room.allocate(9), room.allocate(smallContent + 1)];
    room.close();
    expect([small.length, large.length]).toEqual([9, 0]);
  });

  test('large content waits until no other is held, also by one that ended in its turn', async () => {
    const shared = new SharedArrayBuffer(4);
    const [one, other] = [new LargeTurn(shared, 0), new LargeTurn(shared, 1)];
    one.take();
    other.giveBack();
    expect(new Int32Array(shared)[0]).toBe(1);
    one.giveBack();
    other.take();
    expect(new Int32Array(shared)[0]).toBe(2);
  });
});

describe('files that are something else', () => {
  test.each([
    ['parquet', Buffer.from('PAR1\x15\x04\x15')],
    ['avro', Buffer.from('Obj\x01\x04')],
    ['orc', Buffer.from('ORC\x08')],
    ['7z', Buffer.from('377abcaf271c0004', 'hex')],
    ['bzip2', Buffer.from('BZh91AY&SY')],
    ['xz', Buffer.from('fd377a585a000004', 'hex')],
    ['sqlite', Buffer.from('SQLite format 3\0\x10')],
    ['image', Buffer.from('89504e470d0a1a0a', 'hex')],
    ['pdf', Buffer.from('%PDF-1.7')],
    [
      'excel',
      zipOf([
        { name: '[Content_Types].xml', content: '<x/>' },
        { name: 'xl/workbook.xml', content: '<x/>' },
      ]),
    ],
    ['yaml', Buffer.from('Events:\n- AccessKeyId: AKIA\n  CloudTrailEvent: "{}"\n')],
    ['cli-text', Buffer.from('EVENTS\tAKIA\t{"eventVersion":"1.10"}\t5c0ffee0\n')],
    ['cli-table', Buffer.from('-----------\n|  LookupEvents  |\n+------+\n')],
    ['python', Buffer.from("{'Events': [{'EventId': 'x'}]}")],
  ])('%s is known by its beginning', async (format, content) => {
    expect(await read(content)).toEqual({ events: [], count: 0, faults: [`file-unread ${format}`] });
    expect(await read(gzipSync(content))).toEqual({ events: [], count: 0, faults: [`file-unread ${format}`] });
  });

  test.each([
    ['plain text', 'Some notes.\nNothing more, really.\n'],
    ['other JSON', '{"name":"trail","version":"1.0.0","private":true}'],
    ['other CSV', 'name,price\napple,1\n'],
    ['a page', '<html><body>Access denied</body></html>'],
    ['bytes', Buffer.from([0, 1, 2, 3, 0xff, 0x80, 0x7b, 0x00])],
    ['HTTP logs', '10.0.0.1 - - [02/May/2024] "GET / HTTP/1.1" 200 {"a":1}\n'],
  ])('%s holds no records', async (_, content) => {
    expect(await read(content)).toMatchObject({ count: 0, faults: ['file-foreign'] });
  });
});

describe('bad input', () => {
  const text = collections['one a line']?.(made) ?? '';

  test('an envelope cut short anywhere gives what stands before the cut', async () => {
    const wrapped = made.map((one) => wrappers['an event of CloudWatch Logs']?.(one));
    for (const name of ['pages of events', 'hits of a search', 'a list', 'something by Region']) {
      const whole = collections[name]?.(wrapped) ?? '';
      for (let length = 1; length < whole.length; length += 113) {
        const { events, faults } = await read(whole.slice(0, length));
        expect(bare(made)).toEqual(expect.arrayContaining(events));
        if (name !== 'pages of events') expect(faults).toEqual([`file-cut-short ${events.length}`]);
      }
    }
  });

  test.each([
    ['an object', `${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}`],
    ['a list', `${'['.repeat(100_000)}1${']'.repeat(100_000)}`],
    ['a list of what may be a row', `${'[{"a":'.repeat(100_000)}1${'}]'.repeat(100_000)}`],
    ['details', `${'{"detail":'.repeat(100_000)}1${'}'.repeat(100_000)}`],
    ['an object that never ends', '{"a":'.repeat(100_000)],
    ['a struct that never ends', `"eventname","useridentity"\nx,"${'{a='.repeat(100_000)}"`],
  ])('%s nested 100,000 deep costs only itself', async (_, deep) => {
    const { events, faults } = await read(`${text}${deep}`, 'file.ndjson');
    expect(events).toEqual(bare(made));
    expect(faults).toHaveLength(1);
  });

  test('a record nested 100,000 deep is read, and so are those beside it', async () => {
    const deep = `{"eventVersion":"1.11","eventID":"deep","eventName":"Deep","eventTime":"2026-11-20T09:00:00Z","requestParameters":${'['.repeat(100_000)}${']'.repeat(100_000)}}`;
    expect((await read(`${text}${deep}\n`)).events.map(({ name }) => name)).toContain('Deep');
    const wrapped = JSON.stringify({ events: [{ message: deep }, { message: JSON.stringify(made[0]) }] });
    expect((await read(wrapped)).events).toEqual(bare(made.slice(0, 1)));
  });

  test('many wrappers in each other take no longer than they are long', async () => {
    const keys = ['detail', 'body', 'message', 'data', 'event', 'result', 'CloudTrailEvent'];
    let value: unknown = { a: 1 };
    for (let depth = 0; depth < 60; depth++)
      value = { [keys[depth % keys.length] ?? '']: value, other: [{ x: depth }] };
    const started = performance.now();
    expect((await read(JSON.stringify(value))).faults).toEqual(['file-foreign']);
    expect(performance.now() - started).toBeLessThan(5000);
  });

  test('a key called __proto__ is one like any other', async () => {
    const evil = `{"__proto__":{"eventName":"Evil"},"eventname":"DeleteBucket","eventid":"i","eventtime":"2026-11-20T09:00:00Z","useridentity":{"__proto__":{"type":"Root"},"username":"alice"},"requestparameters.__proto__.polluted":"yes"}`;
    const { events } = await read(evil);
    expect(events).toMatchObject([{ name: 'DeleteBucket', principal: { name: 'alice', type: 'Unknown' } }]);
    expect(Reflect.get({}, 'polluted')).toBeUndefined();
  });

  test('no text makes it throw', async () => {
    const bits = fc.constantFrom(
      '{',
      '}',
      '[',
      ']',
      '"',
      '\\',
      ',',
      ':',
      '\n',
      ' ',
      '=',
      '"Records"',
      '"eventName"',
      '"message"',
      '"CloudTrailEvent"',
      'eventname',
      ';',
      '{"a":"b"}',
      '"detail":{',
      '2024-05-02T10:00:00Z',
      '\t',
      'null',
      '"api":{"operation":"x"}',
    );
    await fc.assert(
      fc.asyncProperty(fc.array(bits, { maxLength: 50 }), async (parts) => {
        await read(parts.join(''));
      }),
      { numRuns: 500 },
    );
  });
});
