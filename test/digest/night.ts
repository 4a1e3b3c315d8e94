import { type Before, lookBefore } from '../../src/digest/before.ts';
import type { Material } from '../../src/digest/summarise.ts';
import { takeReading } from '../../src/digest/take-reading.ts';
import type { Tally } from '../../src/trail/tally.ts';
import { principalWith } from '../records/events.ts';
import { day, end, tallyWith, window } from './tallies.ts';

const root = principalWith({
  type: 'Root',
  name: 'root',
  role: null,
  credentials: 'root',
  mfa: false,
  accessKey: null,
});
const alice = { type: 'IAMUser', name: 'alice', role: null, credentials: 'console' } as const;

/** A night in which something of every section happened, in two accounts. */
export const night: Tally[] = [
  tallyWith({ count: 9_000, event: 'DescribeInstances', first: end - day, last: end - 60_000 }),
  tallyWith({ count: 5_000, account: '444455556666', name: 'ci-deployer', role: 'deploy', event: 'GetObjectAcl' }),
  tallyWith({
    principal: root,
    event: 'ConsoleLogin',
    source: 'signin.amazonaws.com',
    readOnly: false,
    address: '192.0.2.7',
  }),
  tallyWith({
    principal: root,
    event: 'CreateAccessKey',
    source: 'iam.amazonaws.com',
    readOnly: false,
    address: '192.0.2.7',
    last: end - 3_000_000,
  }),
  tallyWith({
    principal: principalWith({ ...alice, mfa: false }),
    event: 'ConsoleLogin',
    source: 'signin.amazonaws.com',
    readOnly: false,
  }),
  tallyWith({
    principal: principalWith(alice),
    event: 'ConsoleLogin',
    source: 'signin.amazonaws.com',
    outcome: 'error',
    error: 'Failed authentication',
    count: 7,
    readOnly: false,
    address: '198.51.100.9',
  }),
  tallyWith({
    name: 'bob',
    role: 'dev',
    event: 'RunInstances',
    outcome: 'denied',
    error: 'Client.UnauthorizedOperation',
    count: 34,
    readOnly: false,
  }),
  tallyWith({
    name: 'bob',
    role: 'dev',
    event: 'CreateBucket',
    source: 's3.amazonaws.com',
    outcome: 'denied',
    error: 'AccessDenied',
    count: 2,
    readOnly: false,
  }),
  tallyWith({
    name: 'carol',
    event: 'StopLogging',
    source: 'cloudtrail.amazonaws.com',
    readOnly: false,
    account: '444455556666',
  }),
  tallyWith({ name: 'carol', event: 'AuthorizeSecurityGroupIngress', readOnly: false, count: 2 }),
  tallyWith({ name: 'carol', event: 'DeleteBucketPublicAccessBlock', source: 's3.amazonaws.com', readOnly: false }),
  tallyWith({ name: 'carol', event: 'CreateUser', source: 'iam.amazonaws.com', readOnly: false }),
  tallyWith({ name: 'carol', event: 'AttachUserPolicy', source: 'iam.amazonaws.com', readOnly: false, count: 3 }),
  tallyWith({
    name: 'carol',
    event: 'DeleteAlarms',
    source: 'monitoring.amazonaws.com',
    readOnly: false,
    region: 'eu-south-1',
  }),
  tallyWith({
    name: 'chatbot-session',
    role: 'chat-reader',
    event: 'DescribeAlarms',
    source: 'monitoring.amazonaws.com',
    count: 4,
  }),
];

/** A night like any other: what the week before held, and nothing else. */
export const quiet: Tally[] = night.slice(0, 2);

/** What a week of quiet nights, and two refusals of bob's in each, left behind. */
export function before(): Before {
  const usual = [
    ...quiet,
    tallyWith({ name: 'bob', role: 'dev', event: 'RunInstances', outcome: 'denied', count: 2, readOnly: false }),
  ];
  const readings = Array.from({ length: 7 }, (_, at) => {
    const shift = (at + 1) * day;
    const shifted = usual.map((tally) => ({ ...tally, first: tally.first - shift, last: tally.last - shift }));
    return ['111122223333', '444455556666'].map((account) =>
      takeReading(
        { id: `${account}-${at}`, account, window: { start: window.start - shift, end: window.end - shift } },
        shifted.filter((tally) => tally.account === account),
      ),
    );
  });
  return lookBefore(readings.flat(), window);
}

/** All that a digest is made of, of these calls. */
export function materialOf(tallies: readonly Tally[], more: Partial<Material> = {}): Material {
  const searched = ['111122223333', '444455556666'].map((account) => ({
    account,
    region: 'us-east-1',
    source: 'event-history' as const,
    start: window.start,
    end: window.end - 1000,
    recordsRead: tallies.reduce((sum, { count }) => sum + count, 0),
    pages: 3,
    cached: false,
  }));
  return {
    window,
    zone: 'Europe/Berlin',
    tallies,
    followed: [],
    late: { tallies: [], window: { start: window.start - day, end: window.start } },
    before: before(),
    accounts: [
      { id: '111122223333', name: 'prod' },
      { id: '444455556666', name: 'dev' },
    ],
    limited: false,
    sections: null,
    coverage: { complete: true, searched, missed: [], notes: [] },
    hidden: 12,
    partiallyRead: 0,
    ...more,
  };
}
