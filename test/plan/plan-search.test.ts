import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { narrow } from '../../src/ask/authorise.ts';
import { except, type Filter, isValues, where } from '../../src/condition/condition.ts';
import { matcher } from '../../src/condition/match.ts';
import { planSearch, type SearchStrategy } from '../../src/plan/plan-search.ts';
import type { Query } from '../../src/query/query.ts';
import { readQuery } from '../../src/query/read-query.ts';
import { questionNamed, shapes } from '../../src/questions/index.ts';
import { chooseLookups, type Lookup, sessionCondition } from '../../src/sources/event-history/lookups.ts';
import { readRecord } from '../../src/trail/read-record.ts';
import { retention } from '../../src/trail/retention.ts';
import { signIns } from '../../src/trail/sign-ins.ts';
import { anyFilter } from '../condition/any-filter.ts';
import { type FiledEvent, fileEvent } from '../fakes/filed-event.ts';
import { record } from '../records/make.ts';

const now = Date.parse('2026-11-20T10:00:00Z');
const day = 86_400_000;
const account = {
  id: '111122223333',
  name: 'prod',
  role: null,
  externalId: null,
  archive: null,
  regions: ['us-east-1', 'eu-west-1'],
};

function read(text: string, regions = account.regions): { query: Query; strategy: SearchStrategy } {
  const query = readQuery(text, { now, zone: 'UTC', accounts: [{ ...account, regions }], shapes });
  if (!query.ok) throw new Error(`${text}: ${JSON.stringify(query.fault)}`);
  const question = questionNamed(query.value.question);
  const filter = question === null ? null : narrow(question, query.value.filter);
  if (question === null || filter === null || !filter.ok) throw new Error(`${text} searches nothing`);
  return { query: { ...query.value, filter: filter.value }, strategy: question.strategy };
}

function plan(text: string, given: { regions?: string[] } = {}) {
  const { query, strategy } = read(text, given.regions);
  const accounts = [{ ...account, regions: given.regions ?? account.regions }];
  return planSearch(query, strategy, { accounts, logs: false }, now);
}

const around = { account: account.id, region: 'us-east-1', seenAs: () => [] };

/** The look-ups of a question about whose roles no session was found. */
function lookups(text: string): Lookup[] {
  const { filter } = read(text).query;
  return chooseLookups(filter, { ...around, sessions: sessionsOf(filter, []) }).lookups;
}

/** The sessions that were looked for, and their names. */
function sessionsOf(filter: Filter, names: string[]) {
  const of = sessionCondition(filter);
  return of === null ? null : { of, names };
}

describe('a plan', () => {
  test.each<[string, { attribute: string; value: string }[]]>([
    ['who DeleteBucket', [{ attribute: 'EventName', value: 'DeleteBucket' }]],
    ['who deletebucket on:audit-logs', [{ attribute: 'EventName', value: 'DeleteBucket' }]],
    ['who AssumeRole by alice', ['alice', 'ALICE'].map((value) => ({ attribute: 'Username', value }))],
    ['what Alice', ['Alice', 'alice', 'ALICE'].map((value) => ({ attribute: 'Username', value }))],
    ['what admin/Jane', ['Jane', 'jane', 'JANE'].map((value) => ({ attribute: 'Username', value }))],
    ['key akiaiosfodnn7example', [{ attribute: 'AccessKeyId', value: 'AKIAIOSFODNN7EXAMPLE' }]],
    ['root', [{ attribute: 'Username', value: 'root' }]],
    [
      'logins by jdoe',
      [
        { attribute: 'EventSource', value: 'signin.amazonaws.com' },
        { attribute: 'EventName', value: 'Authenticate' },
        { attribute: 'EventName', value: 'Federate' },
        { attribute: 'EventName', value: 'GetFederationToken' },
      ],
    ],
    [
      'what Ann@example.com',
      [
        ...['Ann@example.com', 'ann@example.com', 'ANN@EXAMPLE.COM'].map((value) => ({ attribute: 'Username', value })),
        { attribute: 'EventName', value: 'CredentialChallenge' },
        { attribute: 'EventName', value: 'UserAuthentication' },
        { attribute: 'EventName', value: 'CredentialVerification' },
      ],
    ],
    [
      'what 544894e8-80c1-707f-60e3-3ba6510dfac1',
      [
        { attribute: 'EventSource', value: 'signin.amazonaws.com' },
        { attribute: 'EventSource', value: 'sso.amazonaws.com' },
      ],
    ],
    ['changes', [{ attribute: 'ReadOnly', value: 'false' }]],
    ['changes service:notifications', [{ attribute: 'EventSource', value: 'notifications.amazonaws.com' }]],
    ['changes event:AssumeRole', [{ attribute: 'EventName', value: 'AssumeRole' }]],
    ['errors service chime', [{ attribute: 'EventSource', value: 'chime.amazonaws.com' }]],
  ])('of “%s” looks up the attribute that reads the fewest pages', (text, expected) => {
    expect(lookups(text)).toEqual(expected);
  });

  test('of what no attribute holds reads everything', () => {
    expect(lookups('denied')).toEqual([null]);
    expect(lookups('ip 192.0.2.7')).toEqual([null]);
  });

  test('of a resource looks up its ARN and its short name', () => {
    const values = lookups('touched audit-logs').map((lookup: Lookup) => lookup?.value);
    expect(values).toEqual(expect.arrayContaining(['audit-logs', 'arn:aws:s3:::audit-logs']));
    expect(lookups('touched arn:aws:s3:::audit-logs').map((lookup: Lookup) => lookup?.value)).toContain('audit-logs');
  });

  test('looks a global service up where it logs, and says so', () => {
    const { fetches, notes } = plan('who CreateUser', { regions: ['eu-west-1'] });
    expect(fetches.map(({ region }) => region)).toEqual(['eu-west-1', 'us-east-1']);
    expect(notes).toContainEqual(expect.stringContaining('IAM logs to us-east-1'));
  });

  test('of a list of events, us-east-1 is searched for those of global services alone, in whatever order', () => {
    for (const list of ['AssumeRole,CreateUser', 'CreateUser,AssumeRole', 'RunInstances,CreateUser']) {
      const { fetches } = plan(`who ${list} in:us-west-2`);
      expect(fetches.map(({ region }) => region)).toEqual(['us-west-2', 'us-east-1']);
      expect(fetches[0]?.filter.map(({ kind }) => kind)).toEqual(['event']);
      expect(fetches[1]?.filter).toContainEqual(where('service', 'iam.amazonaws.com'));
    }
  });

  test('of log files reads a global service where it logs as well, and says so', () => {
    const { query, strategy } = read('who CreateUser in:eu-west-1');
    const { fetches, notes } = planSearch(query, strategy, { accounts: [account], logs: true }, now);
    expect(fetches.map(({ region }) => region)).toEqual(['eu-west-1', 'us-east-1']);
    expect(notes).toContainEqual(expect.stringContaining('IAM logs to us-east-1'));
  });

  test('of an event no service is known to have looks where global services log, too', () => {
    expect(plan('who CreateGizmo', { regions: ['eu-west-1'] }).fetches).toHaveLength(2);
    expect(plan('who RunInstances', { regions: ['eu-west-1'] }).fetches).toHaveLength(1);
  });

  test('searches all Regions but those left out, and says what that means', () => {
    const regionsOf = (text: string, regions?: string[]) =>
      plan(text, regions === undefined ? {} : { regions }).fetches.map(({ region }) => region);
    expect(regionsOf('who DeleteBucket in:!us-east-1')).toEqual(['eu-west-1']);
    expect(regionsOf('denied not in eu-west-1,us-west-2')).toEqual(['us-east-1']);
    expect(regionsOf('denied in:us-east-1,us-west-2 not in us-west-2')).toEqual(['us-east-1']);
    expect(regionsOf('status in:!us-east-1')).toEqual(['eu-west-1']);

    const global = plan('who CreateUser in:!us-east-1');
    expect(global.fetches.map(({ region }) => region)).toEqual(['eu-west-1']);
    expect(global.notes).toContain('IAM logs to us-east-1 alone, which is left out.');
    const none = plan('denied in:!us-east-1', { regions: ['us-east-1'] });
    expect(none.fetches).toEqual([]);
    expect(none.notes).toContain('Every Region of prod is left out, so it was not searched.');
  });

  test('reads log files in one pass, whatever Regions are left out', () => {
    const { query, strategy } = read('denied in:!us-east-1');
    const { fetches } = planSearch(query, strategy, { accounts: [account], logs: true }, now);
    expect(fetches).toMatchObject([{ source: 'log-files', region: null }]);
    expect(fetches[0]?.filter).toContainEqual(except('in', 'us-east-1'));
  });

  test('says that event history never holds a data event', () => {
    expect(plan('who s3:GetObject').notes).toContainEqual(expect.stringContaining('data event'));
  });

  test('says that a name is unknown, and what is close to it', () => {
    expect(plan('who ListSlackChannels').notes).toContainEqual(expect.stringContaining('DescribeSlackChannels'));
  });

  test('says of each name of a list, and of each left out, that it is unknown, and what is close to it', () => {
    const notesOf = (text: string) => plan(text).notes.filter((note) => String(note).includes('is not an event name'));
    expect(notesOf('who deletebuckt,StopLogging')).toEqual([expect.stringMatching(/^deletebuckt .* DeleteBucket,/)]);
    expect(notesOf('who StopLoging,deletebuckt')).toEqual([
      expect.stringMatching(/^StopLoging .* StopLogging/),
      expect.stringMatching(/^deletebuckt .* DeleteBucket,/),
    ]);
    expect(notesOf('changes event:!deletebuckt,!StopLogging')).toEqual([
      expect.stringMatching(/^deletebuckt .* left out exactly as typed.* DeleteBucket,/),
    ]);
  });

  test('freezes its window to whole seconds, open-ended where no time was said', () => {
    const habitual = plan('who DeleteBucket');
    expect(habitual).toMatchObject({ effort: 'open-ended', window: { start: now - retention, end: now } });
    expect(habitual.fetches.every(({ effort }) => effort === 'open-ended')).toBe(true);
    expect(plan('who DeleteBucket since:7d')).toMatchObject({ effort: 'complete', window: { start: now - 7 * day } });
  });

  test('asks an account that is listed twice once, and leaves no time between two sources', () => {
    const { query, strategy } = read('who DeleteBucket since:2026-01-01');
    const archive = { logs: '/logs', athena: null };
    const accounts = [
      { ...account, archive },
      { ...account, name: 'again', archive },
    ];
    const { fetches } = planSearch(query, strategy, { accounts, logs: false }, now);
    expect(fetches.map(({ source, region }) => `${source} ${region}`)).toEqual([
      'log-files null',
      'event-history us-east-1',
      'event-history eu-west-1',
    ]);
    const [older, newer] = fetches;
    expect((newer?.window.start ?? 0) - (older?.window.end ?? 0)).toBe(1);
  });

  test('says what is older than event history holds', () => {
    const { missed, fetches } = plan('who DeleteBucket since:2026-01-01');
    expect(missed.map(({ region, reason }) => ({ region, reason }))).toEqual([
      { region: 'us-east-1', reason: 'too-old' },
      { region: 'eu-west-1', reason: 'too-old' },
    ]);
    expect(fetches.every(({ window }) => window.start === now - retention)).toBe(true);
    expect(plan('who DeleteBucket during 2026-01').fetches).toEqual([]);
  });
});

const users = fc.constantFrom('alice', 'Alice', 'bob', 'jane@example.com');
const userId = '544894e8-80c1-707f-60e3-3ba6510dfac1';
/** Sign-ins of users of Identity Center, which event history files under no user name, and a look at their portal. */
const anySignIn = fc
  .record({
    eventName: fc.constantFrom('CredentialChallenge', 'UserAuthentication', 'CredentialVerification', 'Federate'),
    typed: fc.option(fc.constant('jane@example.com')),
    ended: fc.constantFrom('Success', 'Failure'),
  })
  .map(({ eventName, typed, ended }) =>
    record({
      eventName,
      source: eventName === 'Federate' ? 'sso' : 'signin',
      identity: { type: 'IdentityCenterUser', accountId: account.id, onBehalfOf: { userId } },
      time: now - day / 2,
      fields: {
        additionalEventData: typed === null || eventName === 'Federate' ? {} : { UserName: typed },
        serviceEventDetails: { [eventName]: ended },
      },
    }),
  );
const anyRecord = fc
  .record({
    eventName: fc.constantFrom(
      'DeleteBucket',
      'ListBuckets',
      'AssumeRole',
      'ConsoleLogin',
      'RunInstances',
      'AddDomain',
    ),
    caller: fc.oneof(
      users.map((user) => ({ user })),
      fc.record({ session: fc.oneof(users, fc.constant('aws-chatbot')), role: fc.constantFrom('admin', 'alice') }),
      fc.constant({ root: true }),
      fc.constantFrom({ user: 'root' }, { session: 'root', role: 'admin' }),
    ),
    region: fc.constantFrom('us-east-1', 'eu-west-1'),
    error: fc.constantFrom(undefined, 'AccessDenied', 'ConflictException'),
    address: fc.constantFrom('192.0.2.7', '198.51.100.9'),
    bucket: fc.constantFrom('audit-logs', 'scratch'),
  })
  .map(({ caller, error, bucket, ...spec }) =>
    record({
      ...spec,
      ...caller,
      ...(error === undefined ? {} : { error }),
      time: now - day / 2,
      request: { bucketName: bucket },
      resources: [{ ARN: `arn:aws:s3:::${bucket}`, type: 'AWS::S3::Bucket' }],
    }),
  );

const anyFilterAsked = anyFilter({
  event: fc.oneof(
    fc
      .constantFrom('DeleteBucket', 'AssumeRole', 'ConsoleLogin', 'ListBuckets')
      .map((name) => ({ name, source: null })),
    fc.constantFrom(...signIns.map(({ name, source }) => ({ name, source }))),
  ),
  service: fc.constantFrom('s3.amazonaws.com', 'sts.amazonaws.com'),
  in: fc.constantFrom('us-east-1', 'eu-west-1'),
  key: fc.constantFrom('AKIAIOSFODNN7EXAMPLE', 'ASIAIOSFODNN7EXAMPLE'),
  is: fc.constantFrom(...isValues),
  by: fc.oneof(users, fc.constantFrom('role/admin', 'admin', 'root', 'admin/alice', 'lambda.amazonaws.com', userId)),
  session: fc.oneof(users, fc.constant('role/admin')),
  chatbot: fc.constant(true),
  on: fc.constantFrom('audit-logs', 'arn:aws:s3:::audit-logs', 'scratch'),
  ip: fc.constantFrom('192.0.2.7', '192.0.2.0/24'),
});

/** What may be known before something is asked: the sessions it is about, and what some look-ups bring in. */
const anyKnown = fc.record({
  sessions: fc.boolean(),
  attributes: fc.subarray(['EventName', 'Username', 'EventSource', 'ResourceName', 'AccessKeyId']),
});

/** What LookupEvents finds for the look-ups, filtered by the rest: as event history answers a fetch. */
function lookedUp(
  filter: Filter,
  filed: readonly FiledEvent[],
  { names, attributes }: { names: string[] | null; attributes: readonly string[] },
): Set<string> {
  const seenAs = (name: string) => (name === 'alice' ? ['Alice'] : []);
  const sessions = names === null ? null : sessionsOf(filter, names);
  const { lookups } = chooseLookups(
    filter,
    { ...around, seenAs, sessions },
    (lookup) => lookup !== null && attributes.includes(lookup.attribute),
  );
  const found = filed.filter((event) =>
    lookups.some((lookup) => lookup === null || event.values[lookup.attribute].includes(lookup.value)),
  );
  const events = found.map(({ wire }) => readRecord(JSON.parse(JSON.parse(wire).CloudTrailEvent)));
  return new Set(events.filter(matcher(filter)).map(({ id }) => id));
}

test('whatever is asked and known, its look-ups find exactly what filtering everything would', () => {
  fc.assert(
    fc.property(
      anyFilterAsked,
      fc.array(fc.oneof(anyRecord, anySignIn), { maxLength: 30 }),
      anyKnown,
      (filter, raws, known) => {
        const filed = raws.flatMap((raw) => fileEvent(raw, { account: account.id, region: 'us-east-1' }) ?? []);
        const events = raws.map((raw) => readRecord(raw));
        const of = sessionCondition(filter);
        const theirs =
          of === null ? [] : events.filter(({ principal }) => principal.role !== null).filter(matcher([of]));
        const names = known.sessions ? [...new Set(theirs.map(({ principal }) => principal.name))] : null;
        const wanted = new Set(events.filter(matcher(filter)).map(({ id }) => id));
        expect(lookedUp(filter, filed, { names, attributes: known.attributes })).toEqual(wanted);
      },
    ),
    { numRuns: 1000 },
  );
});

describe('the same question of event history and of log files', () => {
  const [one, other] = ['111122223333', '222233334444'];
  const accounts = [
    { ...account, regions: ['us-east-1', 'eu-west-1'] },
    { ...account, id: other, name: 'lab', regions: ['eu-west-1'] },
  ];
  const names = ['CreateUser', 'ConsoleLogin', 'AssumeRole', 'RunInstances', 'CreateGizmo', 'DeleteHostedZone'];
  const everything = [one, other].flatMap((id) =>
    ['us-east-1', 'eu-west-1', 'us-west-2'].flatMap((region) =>
      names.map((eventName) => readRecord(record({ eventName, account: id, region, time: now - day / 2 }))),
    ),
  );
  const filters = anyFilter({
    event: fc.constantFrom(...names).map((name) => ({ name, source: null })),
    service: fc.constantFrom('iam.amazonaws.com', 'sts.amazonaws.com', 'ec2.amazonaws.com'),
    is: fc.constantFrom('read', 'write', 'root'),
    by: users,
  });
  const { query, strategy } = read('changes since:2d');

  /** The events that a plan reaches, wherever it goes. */
  function reached(filter: Filter, regions: string[], logs: boolean): string[] {
    const plan = planSearch({ ...query, filter, regions }, strategy, { accounts, logs }, now);
    const fetched = plan.fetches.flatMap((fetch) =>
      everything
        .filter(({ account: id, region }) => id === fetch.account.id && region === fetch.region)
        .filter(matcher(fetch.filter)),
    );
    expect(new Set(fetched).size).toBe(fetched.length);
    return fetched.map(({ id }) => id).sort();
  }

  test('is about the same events, those that global services log to us-east-1 included', () => {
    const regions = fc.subarray(['us-east-1', 'eu-west-1', 'us-west-2'], { minLength: 1 });
    fc.assert(
      fc.property(filters, regions, (filter, asked) => {
        expect(reached(filter, asked, true)).toEqual(reached(filter, asked, false));
        const wanted = everything.filter(matcher(filter)).filter(({ region }) => asked.includes(region));
        expect(reached(filter, asked, false)).toEqual(expect.arrayContaining(wanted.map(({ id }) => id)));
      }),
    );
  });
});
