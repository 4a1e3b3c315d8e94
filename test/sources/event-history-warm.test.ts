import { afterAll, beforeAll, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type Filter, isValues } from '../../src/condition/condition.ts';
import { matcher } from '../../src/condition/match.ts';
import type { Account, Effort, Fetch } from '../../src/plan/plan.ts';
import { homeRegion } from '../../src/query/regions.ts';
import { createClients } from '../../src/sources/aws/clients.ts';
import { createAwsLookups } from '../../src/sources/event-history/aws-lookups.ts';
import { createEventHistory, type LookupService } from '../../src/sources/event-history/event-history.ts';
import type { EventSource } from '../../src/sources/source.ts';
import type { TrailEvent } from '../../src/trail/event.ts';
import { readRecord } from '../../src/trail/read-record.ts';
import { anyFilter } from '../condition/any-filter.ts';
import { type FakeAws, startAws } from '../fakes/aws.ts';
import { type RecordSpec, record } from '../records/make.ts';

/** A Wednesday noon long past, so that everything has arrived. */
const now = Date.parse('2026-11-18T12:00:00Z');
const minute = 60_000;
const hour = 60 * minute;

const trailRole = 'arn:aws:iam::222233334444:role/trail-read-only';
const own: Account = { id: '111122223333', name: 'own', role: null, externalId: null, regions: [], archive: null };
const prod: Account = { ...own, id: '222233334444', name: 'prod', role: trailRole };
const accounts = [own, prod];
const regions = ['us-east-1', 'us-east-2', 'eu-west-1'];

/** A session of a role: where and by which call it was handed out, and where and when it was used. */
interface Used {
  account: string;
  role: string;
  path?: string;
  session: string;
  by?: 'AssumeRole' | 'AssumeRoleWithSAML';
  issuedIn: string;
  usedIn: string;
  hoursAgo: number;
}

const calls = ['DeleteBucket', 'ListBuckets', 'ListBuckets', 'DescribeInstances', 'ListBuckets'];

/** The call that handed a session out, and what was done in it. */
function recordsOf({ account, role, path = '', session, by = 'AssumeRole', issuedIn, usedIn, hoursAgo }: Used) {
  const time = now - hoursAgo * hour;
  const roleArn = `arn:aws:iam::${account}:role/${path}${role}`;
  const arn = `arn:aws:sts::${account}:assumed-role/${role}/${session}`;
  const assumed = record({
    eventName: by,
    account,
    region: issuedIn,
    user: 'gateway',
    time,
    request: { roleArn, roleSessionName: session },
    response: { assumedRoleUser: { arn } },
    resources: [{ ARN: roleArn, type: 'AWS::IAM::Role' }],
  });
  const used = calls.map((eventName, at) =>
    record({ eventName, account, region: usedIn, role, session, time: time + (at + 1) * 20 * minute }),
  );
  return [assumed, ...used];
}

const admin = 'AWSReservedSSO_Admin_0123456789abcdef';
const [a, b] = ['111122223333', '222233334444'];
const [use1, use2, euw1] = ['us-east-1', 'us-east-2', 'eu-west-1'];
const sessions: Used[] = [
  { account: a, role: 'deploy', session: 'run-1', issuedIn: use1, usedIn: euw1, hoursAgo: 5 },
  { account: a, role: 'deploy', session: 'run-2', issuedIn: use2, usedIn: use2, hoursAgo: 40 },
  { account: a, role: 'deploy', session: 'alice', issuedIn: euw1, usedIn: use2, hoursAgo: 60 },
  { account: a, role: 'deploy', session: 'deploy', issuedIn: use2, usedIn: use2, hoursAgo: 90 },
  { account: a, role: 'alice', session: 's1', issuedIn: use2, usedIn: use2, hoursAgo: 30 },
  { account: a, role: 'alice', session: 'aws-chatbot-9', issuedIn: use1, usedIn: use2, hoursAgo: 33 },
  { account: b, role: 'deploy', path: 'ci/', session: 'run-9', issuedIn: use2, usedIn: use2, hoursAgo: 20 },
  { account: b, role: 'pathy', path: 'a/', session: 'run-1', issuedIn: euw1, usedIn: euw1, hoursAgo: 25 },
  {
    account: b,
    role: admin,
    path: 'aws-reserved/sso.amazonaws.com/',
    session: 'jdoe@example.com',
    by: 'AssumeRoleWithSAML',
    issuedIn: use1,
    usedIn: use2,
    hoursAgo: 50,
  },
  { account: a, role: 'ChatbotRole', session: 'aws-chatbot-1', issuedIn: use2, usedIn: use2, hoursAgo: 12 },
  { account: a, role: 'ChatbotRole', session: 'aws-chatbot-2', issuedIn: use1, usedIn: euw1, hoursAgo: 80 },
  { account: a, role: 'ChatbotRole', session: 'mine', issuedIn: use2, usedIn: use2, hoursAgo: 14 },
  ...Array.from({ length: 60 }, (_, at) => {
    const issuedIn = regions[at % 3] ?? use1;
    return { account: a, role: 'busy', session: `b${at}`, issuedIn, usedIn: use2, hoursAgo: 6 + 2 * at };
  }),
];

const alone: RecordSpec[] = [
  { user: 'alice', eventName: 'DeleteBucket', region: use2 },
  { user: 'alice', eventName: 'ListBuckets', region: use1 },
  { user: 'jdoe', eventName: 'CreateUser', region: use1 },
  { user: 'jdoe', eventName: 'ListBuckets', region: euw1 },
  { user: 'jdoe', account: b, eventName: 'DeleteBucket', region: euw1 },
  { root: true, eventName: 'ConsoleLogin', region: use1 },
  { root: true, account: b, eventName: 'DeleteBucket', region: use2 },
  { service: 'ec2.amazonaws.com', eventName: 'ListBuckets', region: use2 },
  { service: 'AWS Internal', eventName: 'DeleteBucket', region: use2 },
  { user: 'alice', invokedBy: 'AWS Internal', eventName: 'ListBuckets', region: use2 },
  { user: 'jdoe', eventName: 'DescribeSlackChannels', region: use2 },
  { identity: { type: 'AWSAccount', accountId: '999988887777' }, eventName: 'ListBuckets', region: use1 },
  {
    identity: { type: 'WebIdentityUser', userName: 'repo:acme/shop:ref:refs/heads/main' },
    eventName: 'AssumeRoleWithWebIdentity',
    region: use2,
  },
];
const records = [
  ...sessions.flatMap(recordsOf),
  ...alone.flatMap((spec, at) =>
    [10, 70, 110].map((ago) => record({ ...spec, time: now - (ago * hour + at * minute) })),
  ),
];
const events = records.map((raw) => readRecord(raw));

let aws: FakeAws;
let clients: ReturnType<typeof createClients>;
let service: LookupService;
beforeAll(async () => {
  const roles = { [trailRole]: { account: '222233334444' } };
  aws = await startAws({ records, now: () => now, limit: { perSecond: null }, roles });
  Object.assign(process.env, aws.env);
  clients = createClients({ version: '1', clock: Date.now });
  service = createAwsLookups({ clients, pacing: { spacing: 0 } });
});
afterAll(async () => {
  clients.close();
  await aws.stop();
});

interface Asked {
  accounts: Account[];
  regions: string[];
  filter: Filter;
  hours: [ago: number, length: number];
  effort: Effort;
  whole: boolean;
}

const principals = [
  ...[
    'deploy',
    'role/deploy',
    'alice',
    'user/alice',
    'role/alice',
    'jdoe',
    'pathy',
    'role/pathy',
    'Admin',
    'role/Admin',
  ],
  ...['ChatbotRole', 'role/ChatbotRole', 'busy', 'role/busy', 'root', 'deploy/alice', 'run-1', 'ec2.amazonaws.com'],
  ...['arn:aws:iam::111122223333:role/deploy', 'arn:aws:sts::111122223333:assumed-role/deploy', 'AWS Internal', admin],
  ...['arn:aws:sts::111122223333:assumed-role/deploy/alice', '999988887777', 'repo:acme/shop:ref:refs/heads/main'],
];
const event = fc.constantFrom('DeleteBucket', 'ListBuckets', 'AssumeRole', 'CreateUser');
const bySessions = {
  event: event.map((name) => ({ name, source: null })),
  by: fc.oneof(fc.constantFrom('deploy', 'alice', 'role/busy', 'role/ChatbotRole'), fc.constantFrom(...principals)),
  chatbot: fc.constant<true>(true),
};
const anything = {
  ...bySessions,
  service: fc.constantFrom('s3.amazonaws.com', 'sts.amazonaws.com', 'chatbot.amazonaws.com', 'iam.amazonaws.com'),
  is: fc.constantFrom(...isValues),
  session: fc.constantFrom('deploy', 'alice', 'run-1', 'deploy/alice', 'role/deploy', 'aws-chatbot-1', 'b3'),
};
const wanted = (filter: Filter): Filter => filter.map((condition) => ({ ...condition, not: false }));
const questions = fc.record<Asked>({
  accounts: fc.subarray(accounts, { minLength: 1 }),
  regions: fc.oneof(fc.constant(regions), fc.subarray(regions, { minLength: 1 })),
  filter: fc.oneof(anyFilter(bySessions, 2).map(wanted), anyFilter(anything)),
  hours: fc.oneof(fc.constant<[number, number]>([0, 150]), fc.tuple(fc.nat(100), fc.integer({ min: 1, max: 60 }))),
  effort: fc.oneof({ weight: 9, arbitrary: fc.constant('complete' as const) }, fc.constantFrom('open-ended', 'glance')),
  whole: fc.boolean(),
});

/** A question, and those asked before it: half of them are about some of what it is about, in other times and places. */
const conversations = questions.chain((asked) =>
  fc.record({
    asked: fc.constant(asked),
    before: fc.array(
      fc
        .record({ other: questions, filter: fc.subarray([...asked.filter]), related: fc.boolean() })
        .map(({ other, filter, related }) => (related ? { ...other, filter } : other)),
      { maxLength: 4 },
    ),
  }),
);

/** What a process finds, and what it says that it did not. */
async function ask(history: EventSource, { accounts: asked, regions: among, filter, hours, effort, whole }: Asked) {
  const [ago, length] = hours;
  const window = { start: now - (ago + length) * hour, end: now - ago * hour };
  const base = { source: 'event-history', filter, window, effort, limit: 5000, whole } as const;
  const fetches = asked.flatMap((account) => among.map((region): Fetch => ({ ...base, account, region })));
  const hiding = { own: { roles: [], callers: [] }, ignore: [] };
  const { report, search } = await history.open(fetches, {
    signal: new AbortController().signal,
    asker: 'trail-cli',
    hiding,
  });
  const found: string[] = [];
  let short = false;
  for (const fetch of fetches) {
    let reached = Number.POSITIVE_INFINITY;
    for await (const batch of search(fetch)) {
      found.push(...batch.latest.map(({ id }) => id));
      reached = batch.reached;
    }
    short ||= reached > window.start;
  }
  const there = events
    .filter(({ account, region }) => fetches.some((one) => one.account.id === account && one.region === region))
    .filter(({ time }) => time >= window.start && time <= window.end)
    .filter(matcher(filter));
  const excused = report.notes.map(String);
  const silent = there.filter(({ id }) => !found.includes(id)).filter((event) => !isToldOf(event, excused, among));
  return {
    doubled: found.length - new Set(found).size,
    wrong: found.filter((id) => !there.some((event) => event.id === id)),
    silent: short || report.missed.length > 0 ? [] : silent.map(({ id }) => id),
  };
}

/** Whether the answer says of such an event that it may be missing: sessions of roles with a path, or from elsewhere. */
function isToldOf(
  { principal: { role, name }, account }: TrailEvent,
  notes: readonly string[],
  among: readonly string[],
) {
  const used = sessions.find((one) => one.role === role && one.session === name && one.account === account);
  if (used === undefined || !notes.some((note) => note.startsWith('Event history can’t be asked for a role')))
    return false;
  if (![...among, homeRegion('aws')].includes(used.issuedIn)) return true;
  const shown = role === admin ? 'Admin' : used.role;
  return used.path !== undefined && notes.some((note) => note.startsWith(`If ${shown} is a role with a path`));
}

test('whatever was asked before, an answer is what a new process and all records tell, or says what it lacks', async () => {
  await fc.assert(
    fc.asyncProperty(conversations, async ({ before, asked }) => {
      const warm = createEventHistory({ service, clock: () => now });
      for (const other of before) await ask(warm, other);
      const right = { doubled: 0, wrong: [], silent: [] };
      expect(await ask(warm, asked)).toEqual(right);
      expect(await ask(createEventHistory({ service, clock: () => now }), asked)).toEqual(right);
    }),
    { numRuns: 100 },
  );
});
