import { afterEach, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { where } from '../../src/condition/condition.ts';
import { matcher } from '../../src/condition/match.ts';
import type { SourceReport } from '../../src/plan/cover.ts';
import type { Account, Fetch } from '../../src/plan/plan.ts';
import { createClients } from '../../src/sources/aws/clients.ts';
import { type AwsLookupsDeps, createAwsLookups } from '../../src/sources/event-history/aws-lookups.ts';
import { createEventHistory } from '../../src/sources/event-history/event-history.ts';
import { type Batch, SearchStopped } from '../../src/sources/source.ts';
import { readRecord } from '../../src/trail/read-record.ts';
import { anyFilter } from '../condition/any-filter.ts';
import { type AwsOptions, type FakeAws, startAws } from '../fakes/aws.ts';
import { until } from '../fakes/until.ts';

const now = Math.floor(Date.now() / 1000) * 1000;
const hour = 3_600_000;
const role = 'arn:aws:iam::222233334444:role/trail-read-only';
const ambient: Account = { id: '111122223333', name: 'own', role: null, externalId: null, regions: [], archive: null };
const prod: Account = { ...ambient, id: '222233334444', name: 'prod', role, externalId: 'red-42' };
const roles = { [role]: { account: '222233334444', externalId: 'red-42' } };
const byName = [where('event', { name: 'DescribeSlackChannels', source: null })];
const byService = [where('service', 'chatbot.amazonaws.com')];
const patient = new AbortController().signal;

let running: { aws: FakeAws; close: () => void }[] = [];
afterEach(async () => {
  for (const { aws, close } of running) {
    close();
    await aws.stop();
  }
  running = [];
});

/** A search over a fake AWS; without the limit and the pace, where they are not what is tested. */
async function setUp(options: AwsOptions = {}, deps: Partial<AwsLookupsDeps> = {}) {
  const aws = await startAws({ limit: { perSecond: null }, roles, ...options });
  Object.assign(process.env, aws.env);
  const clock = () => Date.now();
  const clients = createClients({ version: '9.8.7', clock });
  running.push({ aws, close: clients.close });
  const calls: string[] = [];
  const service = createAwsLookups({
    clients,
    ...(options.limit === undefined ? { pacing: { spacing: 0 } } : {}),
    onCall: ({ account, region, outcome }) => calls.push(`${account} ${region} ${outcome}`),
    ...deps,
  });
  return { aws, service, history: createEventHistory({ service, clock }), clients, calls };
}

const base: Omit<Fetch, 'region'> = {
  source: 'event-history',
  account: ambient,
  filter: byName,
  window: { start: now - 24 * hour, end: now },
  effort: 'complete',
  limit: 20,
  whole: false,
};
const hiding = { own: { roles: [], callers: [] }, ignore: [{ principal: 'ci-deployer' }] };

interface Asked extends Partial<Fetch> {
  signal?: AbortSignal;
  asker?: string;
}

type World = Pick<Awaited<ReturnType<typeof setUp>>, 'history'>;

const search = (world: World, asked: Asked = {}) => searchAll(world, ['us-east-2'], asked);

async function searchAll({ history }: World, regions: readonly string[], asked: Asked = {}) {
  const { signal = patient, asker = 'trail-U012AB3CD', ...fetch } = asked;
  const whole = { ...base, ...fetch };
  const batches: Batch[] = [];
  let report: SourceReport = { missed: [], notes: [] };
  let stopped: SearchStopped | null = null;
  try {
    const fetches = regions.map((region): Fetch => ({ region, ...whole }));
    const opened = await history.open(fetches, { signal, asker, hiding });
    report = opened.report;
    for (const one of fetches) for await (const batch of opened.search(one)) batches.push(batch);
  } catch (error) {
    if (!(error instanceof SearchStopped)) throw error;
    stopped = error;
  }
  const sum = (of: (batch: Batch) => number) => batches.reduce((total, batch) => total + of(batch), 0);
  return {
    batches,
    missed: report.missed,
    notes: report.notes,
    miss: stopped?.miss ?? null,
    counted: sum(({ tallies }) => tallies.reduce((total, { count }) => total + count, 0)),
    recordsRead: sum(({ recordsRead }) => recordsRead),
    pages: sum(({ pages }) => pages),
    hidden: sum(({ hidden }) => hidden),
    reached: batches.at(-1)?.reached,
  };
}

/** Calls one a second, the newest `ago` seconds before now. */
function records(count: number, fields: Record<string, unknown> = {}, ago = 60) {
  return Array.from({ length: count }, (_, index) => ({
    eventVersion: '1.11',
    eventID: `00000000-0000-4000-8000-${String(ago * 100_000 + index).padStart(12, '0')}`,
    eventTime: `${new Date(now - (ago + index) * 1000).toISOString().slice(0, 19)}Z`,
    eventName: 'DescribeSlackChannels',
    eventSource: 'chatbot.amazonaws.com',
    awsRegion: 'us-east-2',
    recipientAccountId: '111122223333',
    userIdentity: { type: 'IAMUser', userName: 'jdoe', arn: 'arn:aws:iam::111122223333:user/jdoe' },
    readOnly: true,
    ...fields,
  }));
}

function identityOf(userName: string) {
  return { userIdentity: { type: 'IAMUser', userName, arn: `arn:aws:iam::111122223333:user/${userName}` } };
}

describe('searching', () => {
  test('each page is a batch as it comes, newest first, and the last one reaches the start of the window', async () => {
    const world = await setUp({ records: records(120) });
    const found = await search(world);
    expect(found.batches.map(({ recordsRead, pages, cached }) => ({ recordsRead, pages, cached }))).toEqual([
      { recordsRead: 50, pages: 1, cached: false },
      { recordsRead: 50, pages: 1, cached: false },
      { recordsRead: 20, pages: 1, cached: false },
    ]);
    expect(found.batches.map(({ reached }) => reached)).toEqual([now - 108_000, now - 158_000, now - 24 * hour]);
    expect(found.counted).toBe(120);
    expect(found.batches[0]?.latest[0]?.time).toBe(now - 60_000);
    expect(found.batches[0]?.latest).toHaveLength(20);
    expect(found.batches.at(-1)?.done).toBe(1);
    expect(world.calls).toEqual(Array(3).fill('111122223333 us-east-2 ok'));
  });

  test('the window is frozen in whole seconds and only its events count', async () => {
    const world = await setUp({ records: records(10) });
    const found = await search(world, { window: { start: now - 65_500, end: now - 61_500 } });
    expect(world.aws.lookups()[0]).toMatchObject({ start: now - 66_000, end: now - 62_000 });
    expect(found.counted).toBe(4);
  });

  test('nothing found is one empty batch that reached the start', async () => {
    const found = await search(await setUp());
    expect(found).toMatchObject({ counted: 0, recordsRead: 0, pages: 1, reached: now - 24 * hour, miss: null });
  });

  test('what the filter does not want is read and not counted, and what rules hide is counted as hidden', async () => {
    const ci = { type: 'IAMUser', userName: 'ci-deployer', arn: 'arn:aws:iam::111122223333:user/ci-deployer' };
    const world = await setUp({
      records: [
        ...records(5),
        ...records(3, { errorCode: 'AccessDenied' }, 600),
        ...records(2, { userIdentity: ci }, 900),
      ],
    });
    expect(await search(world, { filter: [...byName, where('is', 'ok')] })).toMatchObject({
      recordsRead: 10,
      counted: 5,
      hidden: 2,
    });
  });

  test('an event that two look-ups find counts once, and the search has reached what the slower one has', async () => {
    const named = (name: string) => ({ resources: [{ resourceType: 'AWS::S3::Bucket', resourceName: name }] });
    const both = { requestParameters: { bucketName: 'logs' }, resources: [{ ARN: 'arn:aws:s3:::logs' }] };
    const world = await setUp({ records: [...records(60, both), ...records(30, { ...both, ...named('x') }, 500)] });
    const filter = [where('on', 'logs')];
    const short = await search(world, { filter, effort: 'glance' });
    expect(short).toMatchObject({ pages: 1, miss: null });
    expect(short.reached).toBeGreaterThan(now - 24 * hour);
    const all = await search(world, { filter });
    expect(all).toMatchObject({ counted: 90, reached: now - 24 * hour });
    expect(all.recordsRead).toBeGreaterThan(90);
  });

  const url = 'https://sqs.us-east-2.amazonaws.com/111122223333/orders';
  const pay = 'arn:aws:lambda:us-east-2:111122223333:function:pay';
  test.each<[string, string, Record<string, string>]>([
    ['a queue by its name', 'orders', { queueUrl: url }],
    ['a queue by its ARN', 'arn:aws:sqs:us-east-2:111122223333:orders', { queueUrl: url }],
    ['a queue by its URL', url, { queueUrl: url }],
    ['a bucket by its address', 's3://logs', { bucketName: 'logs' }],
    ['a bucket by that of what is in it', 's3://logs/2024/', { bucketName: 'logs' }],
    ['a function by a part of its ARN', '111122223333:function:pay', { functionName: pay }],
    ['a function by its kind and name', 'function:pay', { functionName: 'pay' }],
    ['a version of a function', `${pay}:prod`, { functionName: 'pay:prod' }],
    ['a role by its ARN', 'arn:aws:iam::111122223333:role/ops/admin', { roleName: 'admin' }],
    [
      'a repository by that of an image',
      '111122223333.dkr.ecr.us-east-2.amazonaws.com/team/web',
      { repositoryName: 'team/web' },
    ],
  ])('finds %s, in six look-ups at most', async (_, on, requestParameters) => {
    const eventSource = 'repositoryName' in requestParameters ? 'ecr.amazonaws.com' : 'cloudtrail.amazonaws.com';
    const world = await setUp({ records: records(1, { requestParameters, eventSource }) });
    const found = await search(world, { filter: [where('on', on)] });
    expect(found.recordsRead).toBeGreaterThan(0);
    expect(found.counted).toBe(on.endsWith('/') ? 0 : 1);
    expect(world.aws.lookups().length).toBeLessThanOrEqual(6);
  });

  test('what event history cannot be asked of a resource is said', async () => {
    const world = await setUp({ records: records(1) });
    const notes = async (on: string) => (await search(world, { filter: [where('on', on)] })).notes.join();
    expect(await notes('orders')).toContain(
      'calls that name orders otherwise, such as with a version, are not among them',
    );
    expect(await notes('s3://logs/a.pdf')).toContain('Event history holds no calls on what is in a bucket');
  });

  test('the calls of a fetch are all it spends; a later search goes on where it stopped', async () => {
    const world = await setUp({ records: records(200) });
    const first = await search(world, { effort: 'glance' });
    expect(first).toMatchObject({ pages: 1, counted: 50, miss: null });
    expect(first.batches.at(-1)?.done).toBe(1);
    const rest = await search(world);
    expect(rest.counted).toBe(200);
    // The second in which the first page ended is read again.
    expect(world.aws.lookups()).toHaveLength(5);
  });

  test('what is known is told at once, without a call', async () => {
    const world = await setUp({ records: records(120) });
    await search(world);
    const again = await search(world, { filter: [...byName, where('is', 'ok')] });
    expect(again).toMatchObject({ counted: 120, pages: 0 });
    expect(again.batches.every(({ cached }) => cached)).toBe(true);
    expect(world.aws.lookups()).toHaveLength(3);
  });

  test('what was read for a wider question answers a narrower one without a call', async () => {
    const people = ['jdoe', 'alice', 'bob'];
    const calls = ['DescribeSlackChannels', 'ListSlackChannels', 'DeleteBucket'];
    const mixed = Array.from({ length: 240 }, (_, at) =>
      records(
        1,
        { ...identityOf(people[at % 3] ?? ''), eventName: calls[at % 2 ? 0 : at % 4], readOnly: at % 5 > 0 },
        1000 + at,
      ),
    ).flat();
    const filters = anyFilter({
      event: fc.constantFrom(...calls).map((name) => ({ name, source: null })),
      service: fc.constantFrom('chatbot.amazonaws.com', 's3.amazonaws.com'),
      in: fc.constantFrom('us-east-1', 'us-east-2'),
      by: fc.constantFrom('user/jdoe', 'user/alice', 'bob'),
      is: fc.constantFrom('read', 'write', 'human', 'ok'),
    });
    const world = await setUp({ records: mixed });
    await fc.assert(
      fc.asyncProperty(filters, filters, fc.nat(500), async (wider, more, cut) => {
        const { history } = { history: createEventHistory({ service: world.service, clock: () => now }) };
        await search({ history }, { filter: wider });
        const before = world.aws.lookups().length;
        const window = { start: now - 24 * hour + cut * 1000, end: now - 15 * 60_000 - cut * 1000 };
        const narrower = await search({ history }, { filter: [...wider, ...more], window, limit: 1000 });
        expect(world.aws.lookups().length).toBe(before);
        expect(narrower.pages).toBe(0);
        const wanted = mixed.map((raw) => readRecord(raw)).filter(matcher([...wider, ...more]));
        const there = wanted.filter(({ time }) => time >= window.start && time <= window.end);
        expect(narrower.counted + narrower.hidden).toBe(there.length);
      }),
      { numRuns: 60 },
    );
  });

  test('whole events carry their record, and are not mixed up with those remembered without', async () => {
    const world = await setUp({ records: records(1) });
    const byId = [where('id', '00000000-0000-4000-8000-000006000000')];
    const outline = await search(world, { filter: byId });
    const whole = await search(world, { filter: byId, whole: true });
    expect(outline.batches[0]?.latest[0]?.record).toBeNull();
    expect(whole.batches[0]?.latest[0]?.record).toMatchObject({ eventName: 'DescribeSlackChannels' });
  });

  test('a reader who stops early ends the search', async () => {
    const world = await setUp({ records: records(500) });
    const options = { signal: patient, asker: 'trail-cli', hiding: { own: { roles: [], callers: [] }, ignore: [] } };
    const fetch: Fetch = {
      source: 'event-history',
      account: ambient,
      region: 'us-east-2',
      filter: byName,
      window: { start: now - hour, end: now },
      effort: 'complete',
      limit: 5,
      whole: false,
    };
    const opened = await world.history.open([fetch], options);
    for await (const _ of opened.search(fetch)) break;
    expect(world.aws.lookups().length).toBeLessThanOrEqual(2);
  });
});

/** A role's session: how it was handed out, and one call made in it. */
function sessionOf(roleName: string, session: string, ago: number, path = '', call: Record<string, unknown> = {}) {
  const assumedBy = {
    eventSource: 'sts.amazonaws.com',
    eventName: 'AssumeRole',
    requestParameters: { roleArn: `arn:aws:iam::111122223333:role/${path}${roleName}`, roleSessionName: session },
    responseElements: {
      assumedRoleUser: { arn: `arn:aws:sts::111122223333:assumed-role/${roleName}/${session}` },
    },
    resources: [{ ARN: `arn:aws:iam::111122223333:role/${path}${roleName}`, type: 'AWS::IAM::Role' }],
  };
  const arn = `arn:aws:sts::111122223333:assumed-role/${roleName}/${session}`;
  return [
    ...records(1, assumedBy, ago),
    ...records(1, { userIdentity: { type: 'AssumedRole', arn, accountId: '111122223333' }, ...call }, ago - 1),
  ];
}

describe('a role, which event history can’t be asked for', () => {
  const days = 24 * 3600;
  const by = (...who: string[]) => [where('by', ...who)];
  const week = { start: now - 7 * 24 * hour, end: now };

  test('is found in a list whether its path was written or not', async () => {
    const world = await setUp({ records: [...sessionOf('plain', 'p1', 900), ...sessionOf('pathy', 'q1', 800, 'a/')] });
    for (const filter of [by('role/plain', 'role/pathy'), by('role/pathy', 'role/plain')])
      expect((await search(world, { filter })).counted).toBe(2);
  });

  test('does not keep a service, an account or an ID beside it in a list from being found', async () => {
    const service = records(3, { userIdentity: { type: 'AWSService', invokedBy: 'ec2.amazonaws.com' } }, 700);
    const account = records(1, { userIdentity: { type: 'AWSAccount', accountId: '999988887777' } }, 600);
    const world = await setUp({ records: [...service, ...account, ...records(5, identityOf('alice'), 500)] });
    expect((await search(world, { filter: by('alice', 'ec2.amazonaws.com') })).counted).toBe(8);
    expect((await search(world, { filter: by('999988887777', 'alice') })).counted).toBe(6);
  });

  test('is asked for by the sessions of the time that is asked about, whatever was asked before', async () => {
    const world = await setUp({ records: [...sessionOf('plain', 'old', 5 * days), ...sessionOf('plain', 'new', 900)] });
    const lately = { start: now - hour, end: now };
    expect((await search(world, { filter: by('role/plain'), window: lately })).counted).toBe(1);
    await search(world, { filter: by('new'), window: week });
    expect((await search(world, { filter: by('role/plain'), window: week })).counted).toBe(2);
  });

  test('whose sessions could not be looked for is looked for again', async () => {
    const world = await setUp({
      records: sessionOf('plain', 'p1', 900),
      faults: [{ error: 'AccessDeniedException', times: 1 }],
    });
    expect((await search(world, { filter: by('plain') })).missed).toMatchObject([{ reason: 'access-denied' }]);
    expect(await search(world, { filter: by('plain') })).toMatchObject({ counted: 1, missed: [] });
  });

  const deleting = { eventName: 'DeleteBucket', eventSource: 's3.amazonaws.com', readOnly: false };
  const chatbotCall = sessionOf('ChatbotRole', 'aws-chatbot-1', 900, '', deleting);
  const deletion = sessionOf('deploy', 'run-1', 700, '', deleting);
  const deleteBucket = where('event', { name: 'DeleteBucket', source: null });

  test('is found by a rare call of AWS Chatbot’s, whose sessions nobody looked for', async () => {
    const world = await setUp({ records: [...chatbotCall, ...deletion] });
    expect(await search(world, { filter: [deleteBucket, where('chatbot', true)] })).toMatchObject({ counted: 1 });
    expect(world.aws.lookups()).toHaveLength(1);
  });

  test('is found by a rare call after its name was looked up as a session’s', async () => {
    const world = await setUp({ records: [...chatbotCall, ...deletion] });
    await search(world, { filter: [where('session', 'deploy')] });
    expect(await search(world, { filter: [deleteBucket, ...by('deploy')] })).toMatchObject({ counted: 1 });
  });

  test('has its own sessions beside those of AWS Chatbot', async () => {
    const world = await setUp({
      records: [...chatbotCall, ...deletion, ...sessionOf('ChatbotRole', 'mine', 500, '', deleting)],
    });
    const both = (role: string) => [...by(role), where('chatbot', true)];
    expect((await search(world, { filter: both('role/ChatbotRole') })).counted).toBe(1);
    expect((await search(world, { filter: both('role/deploy') })).counted).toBe(0);
  });

  test('has its own sessions beside those of another role that must hold as well', async () => {
    const world = await setUp({ records: [...sessionOf('deploy', 'alice', 900), ...sessionOf('alice', 's1', 800)] });
    const both = [...by('deploy'), ...by('alice')];
    expect((await search(world, { filter: both })).counted).toBe(1);
    expect((await search(world, { filter: [...both].reverse() })).counted).toBe(1);
    expect((await search(world, { filter: [...by('alice'), where('session', 'role/deploy')] })).counted).toBe(1);
  });

  test('is found by the ARN of its sessions without a session', async () => {
    const world = await setUp({ records: deletion });
    const filter = by('arn:aws:sts::111122223333:assumed-role/deploy');
    expect((await search(world, { filter })).counted).toBe(1);
  });

  test('is found in a Region by sessions that the global endpoint handed out', async () => {
    const [assumed, call] = deletion;
    const world = await setUp({ records: [{ ...assumed, awsRegion: 'us-east-1' }, { ...call }] });
    expect((await search(world, { filter: by('role/deploy') })).counted).toBe(1);
  });

  test('is found by the sessions of all Regions that are searched, whichever were searched before', async () => {
    const [assumed, call] = deletion;
    const world = await setUp({ records: [{ ...assumed, awsRegion: 'eu-west-1' }, { ...call }] });
    await search(world, { filter: by('role/deploy') });
    const found = await searchAll(world, ['us-east-2', 'eu-west-1'], { filter: by('role/deploy') });
    expect(found.counted).toBe(1);
  });

  describe('with more sessions than are looked up', () => {
    const many = Array.from({ length: 60 }, (_, at) => sessionOf('busy', `s${at}`, 4000 + at * 300)).flat();
    const early = { start: now - 4000_000 - 60 * 300_000, end: now - 4000_000 - 45 * 300_000 + 1000 };

    test('is said to be searched in part only, and a shorter time finds all of its own', async () => {
      const world = await setUp({ records: many });
      const whole = await search(world, { filter: by('role/busy') });
      expect(whole).toMatchObject({ counted: 40, missed: [{ reason: 'timeout', region: 'us-east-2' }] });
      expect(whole.missed[0]?.message).toContain('20 more sessions of role busy');
      const part = await search(world, { filter: by('role/busy'), window: early });
      expect(part).toMatchObject({ counted: 15, missed: [] });
    });

    test('is found by another way that is searched whole, without a word of its sessions', async () => {
      const world = await setUp({ records: many });
      const found = await search(world, { filter: [...byService, ...by('role/busy')] });
      expect(found).toMatchObject({ counted: 60, missed: [], notes: [] });
    });

    test('gives no warning of a leak', async () => {
      const warnings: Error[] = [];
      const listen = (warning: Error) => warnings.push(warning);
      process.on('warning', listen);
      await search(await setUp({ records: many }), { filter: by('role/busy') });
      process.off('warning', listen);
      expect(warnings).toEqual([]);
    });
  });

  test('is answered from what was read for a wider question or a longer time, without a call', async () => {
    const world = await setUp({ records: [...deletion, ...sessionOf('deploy', 'run-2', 5000)] });
    expect((await search(world, { filter: by('deploy') })).counted).toBe(2);
    // One look-up here and one at the global endpoint find its sessions; then two spellings and two sessions are looked up.
    expect(world.aws.lookups()).toHaveLength(6);
    const lately = { start: now - hour, end: now };
    expect((await search(world, { filter: by('deploy'), window: lately })).counted).toBe(1);
    expect((await search(world, { filter: [deleteBucket, ...by('deploy')] })).counted).toBe(1);
    expect(world.aws.lookups()).toHaveLength(6);
  });

  test('may hide behind a path in another account than the one where it was found', async () => {
    const world = await setUp({ records: deletion });
    const accounts = [ambient, { ...ambient, id: '333344445555', name: 'lab' }];
    const fetches = accounts.map((account): Fetch => ({ ...base, account, region: 'us-east-2', filter: by('deploy') }));
    const { report } = await world.history.open(fetches, { signal: patient, asker: 'trail-cli', hiding });
    expect(report.notes).toContainEqual(expect.stringContaining('ask for role/deploy account:lab'));
  });

  test('may hide behind a path: which of several was not found is said of each', async () => {
    const world = await setUp({ records: [...deletion, ...sessionOf('pathy', 'p1', 500, 'a/')] });
    const { notes } = await search(world, { filter: by('deploy', 'pathy', 'jdoe') });
    const hints = notes.filter((note) => String(note).includes('with a path'));
    expect(hints).toEqual(['pathy', 'jdoe'].map((name) => expect.stringContaining(`ask for role/${name}`)));
  });

  test('that was assumed too often for one question is said not to be searched whole', async () => {
    const often = Array.from({ length: 2_200 }, (_, at) => sessionOf('busy', `s${at}`, 100 + at * 2)[0] ?? {});
    const world = await setUp({ records: often });
    const { missed } = await search(world, { filter: by('role/busy'), effort: 'open-ended' });
    expect(missed).toMatchObject([
      { region: 'us-east-2', message: expect.stringContaining('Not all sessions of the role could be found') },
      { region: 'us-east-2', message: expect.stringContaining('more sessions of role busy were not looked up') },
    ]);
  });
});

test('an event that was delivered twice counts once', async () => {
  const [twice] = records(1, identityOf('bob'));
  const world = await setUp({ records: [twice ?? {}, ...records(60, identityOf('bob'), 90), twice ?? {}] });
  expect((await search(world)).counted).toBe(61);
});

describe('the role', () => {
  test('is assumed once for all Regions of an asker, narrowed to looking up events, in the asker’s name', async () => {
    const world = await setUp({ records: records(3, { recipientAccountId: '222233334444' }) });
    const regions = ['us-east-1', 'us-east-2', 'eu-central-1'];
    const found = await Promise.all(regions.map((region) => search(world, { account: prod, region })));
    expect(found.map(({ counted }) => counted)).toEqual([0, 3, 0]);
    const assumed = world.aws.calls.filter(({ operation }) => operation === 'AssumeRole');
    expect(assumed).toHaveLength(1);
    expect(assumed[0]).toMatchObject({ role, sessionName: 'trail-U012AB3CD', externalId: 'red-42' });
    expect(JSON.parse(assumed[0]?.sessionPolicy ?? '')).toMatchObject({
      Statement: [{ Effect: 'Allow', Action: 'cloudtrail:LookupEvents', Resource: '*' }],
    });
    expect(world.aws.lookups().every(({ userAgent }) => userAgent.includes('trail-audit/9.8.7'))).toBe(true);
    await search(world, { account: prod, asker: 'trail-cli', window: { start: now - 2 * 24 * hour, end: now } });
    expect(world.aws.calls.filter(({ operation }) => operation === 'AssumeRole')).toHaveLength(2);
  });

  test('is not assumed without one: the ambient credentials are used, and say whose they are', async () => {
    const world = await setUp({ records: records(1) });
    await search(world);
    expect(world.aws.calls.map(({ operation }) => operation)).toEqual(['LookupEvents']);
    const [one, other] = await Promise.all([world.clients.callerIdentity(), world.clients.callerIdentity()]);
    expect(one).toEqual({ account: '111122223333', arn: 'arn:aws:iam::111122223333:user/trail' });
    expect(other).toBe(one);
    expect(world.aws.calls.filter(({ operation }) => operation === 'GetCallerIdentity')).toHaveLength(1);
  });
});

describe('what goes wrong', () => {
  test('a role that may not be assumed is named, with what to do', async () => {
    const { miss } = await search(await setUp({ roles: { [role]: { account: '222233334444', deny: true } } }), {
      account: prod,
    });
    expect(miss?.reason).toBe('access-denied');
    expect(miss?.message).toContain(role);
    expect(miss?.message).toContain('trust policy');
  });

  test('a role that may not look up events says which permission is missing where', async () => {
    const world = await setUp({
      faults: [{ error: 'AccessDeniedException', message: 'User arn:… AKIASECRET is not' }],
    });
    const { miss } = await search(world, { account: prod });
    expect(miss).toEqual({
      reason: 'access-denied',
      message: `${role} may not look up events in us-east-2: allow cloudtrail:LookupEvents there.`,
      anyRegion: `${role} may not look up events in the Region: allow cloudtrail:LookupEvents there.`,
    });
    expect(world.calls).toEqual(['222233334444 us-east-2 denied']);
  });

  test('a Region that does not take the credentials is not asked again', async () => {
    const world = await setUp({ faults: [{ error: 'UnrecognizedClientException' }] });
    const { miss } = await search(world, { account: prod });
    expect(miss?.reason).toBe('access-denied');
    expect(miss?.message).toContain('enabled for the account');
    expect(world.aws.lookups()).toHaveLength(1);
  });

  test('expired credentials are renewed once, and only once', async () => {
    let time = Date.now();
    const deps = { clock: () => time };
    const aws = await startAws({
      limit: { perSecond: null },
      roles,
      records: records(60, { recipientAccountId: '222233334444' }),
    });
    Object.assign(process.env, aws.env);
    const clients = createClients({ version: '1', ...deps });
    running.push({ aws, close: clients.close });
    const service = createAwsLookups({ clients, pacing: { spacing: 0 } });
    const history = createEventHistory({ service, ...deps });
    const window = { start: now - hour, end: now };
    expect(await search({ history }, { account: prod, window, effort: 'glance' })).toMatchObject({ counted: 50 });
    time += 60_000;
    aws.addFault({ error: 'ExpiredTokenException', times: 1 });
    expect(await search({ history }, { account: prod, window })).toMatchObject({ counted: 60, miss: null });
    expect(aws.calls.filter(({ operation }) => operation === 'AssumeRole')).toHaveLength(2);
    time += 20 * 60_000;
    aws.addFault({ error: 'ExpiredTokenException' });
    const { miss } = await search({ history }, { account: prod, window });
    expect(miss?.reason).toBe('access-denied');
    expect(aws.calls.filter(({ operation }) => operation === 'AssumeRole')).toHaveLength(3);
  });

  test('a lost connection is tried again, and a dead one reported', async () => {
    const world = await setUp({ records: records(60), faults: [{ breaks: 'reset', times: 2 }] });
    expect(await search(world)).toMatchObject({ counted: 60, miss: null });
    expect(world.calls).toEqual(
      ['unreachable', 'unreachable', 'ok', 'ok'].map((outcome) => `111122223333 us-east-2 ${outcome}`),
    );
    await world.aws.stop();
    const { miss } = await search(world, { region: 'eu-west-1' });
    expect(miss?.reason).toBe('unreachable');
    expect(miss?.message).toContain('eu-west-1');
  });

  test('what was found before a failure stands', async () => {
    const world = await setUp({ records: records(120), faults: [{ error: 'AccessDeniedException', after: 1 }] });
    expect(await search(world)).toMatchObject({ counted: 50, miss: { reason: 'access-denied' } });
  });

  test('an answer that AWS would not give is a failure of that Region, never of the process', async () => {
    const world = await setUp({ faults: [{ error: 'SomethingNewException', status: 418 }] });
    const { miss } = await search(world);
    expect(miss).toMatchObject({ reason: 'unreachable' });
    expect(miss?.message).toContain('SomethingNewException');
  });
});

describe('time', () => {
  test('being throttled by others is waited out', async () => {
    const world = await setUp({ records: records(60), faults: [{ error: 'ThrottlingException', times: 1 }] });
    expect(await search(world)).toMatchObject({ counted: 60, miss: null });
    expect(world.service.quota()).toEqual([
      { account: '111122223333', region: 'us-east-2', calls: expect.any(Number), throttled: true },
    ]);
  });

  test('where others leave nothing of the quota until time is up, that is the reason', async () => {
    const world = await setUp({ faults: [{ error: 'ThrottlingException' }] });
    const patience = new AbortController();
    const searching = search(world, { signal: patience.signal });
    await until(() => world.calls.length > 0);
    patience.abort(new DOMException('The time is up', 'TimeoutError'));
    expect((await searching).miss?.reason).toBe('throttled');
  });

  test('time that is up and a search that is cancelled are told apart', async () => {
    const world = await setUp({ latency: 1500 });
    expect((await search(world, { signal: AbortSignal.timeout(100) })).miss?.reason).toBe('timeout');
    const cancelling = new AbortController();
    const cancelled = search(world, { signal: cancelling.signal });
    cancelling.abort();
    expect((await cancelled).miss?.reason).toBe('cancelled');
    expect((await search(world, { signal: cancelling.signal })).miss?.reason).toBe('cancelled');
  });

  test('the pace is kept over all look-ups, questions and askers of a Region: none is ever throttled', async () => {
    const world = await setUp({ records: records(150), limit: { perSecond: 2 } });
    const found = await Promise.all([
      search(world, { asker: 'trail-U1' }),
      search(world, { asker: 'trail-U2', filter: byService }),
      search(world, { asker: 'trail-U3', region: 'eu-central-1' }),
    ]);
    expect(found.map(({ counted }) => counted)).toEqual([150, 150, 0]);
    expect(world.aws.throttledCalls()).toEqual([]);
  });
});
