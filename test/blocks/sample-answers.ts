import type { Missed, Searched } from '../../src/plan/coverage.ts';
import type { Answer, Group } from '../../src/present/answer.ts';
import type { Link } from '../../src/trail/chain.ts';
import type { Principal, TrailEvent } from '../../src/trail/event.ts';

const end = Date.parse('2026-11-20T10:00:00Z');
const hour = 3_600_000;
const account = '111122223333';

export function samplePrincipal(given: Partial<Principal> = {}): Principal {
  return {
    type: 'AssumedRole',
    name: 'jdoe',
    role: 'user',
    arn: `arn:aws:sts::${account}:assumed-role/user/jdoe`,
    account,
    id: 'AROAEXAMPLEEXAMPLEXX:jdoe',
    accessKey: 'ASIAIOSFODNN7EXAMPLE',
    mfa: false,
    invokedBy: null,
    console: false,
    credentials: 'temporary role',
    sourceIdentity: null,
    person: null,
    ...given,
  };
}

export function sampleEvent(given: Partial<TrailEvent> = {}): TrailEvent {
  return {
    kind: 'call',
    summary: null,
    id: '5b28dbc3-0000-4000-8000-000000000001',
    time: end - hour,
    name: 'DescribeSlackChannels',
    source: 'chatbot.amazonaws.com',
    region: 'us-east-2',
    account,
    principal: samplePrincipal(),
    address: '10.24.34.3',
    userAgent: 'aws-internal/3',
    outcome: 'ok',
    error: null,
    reason: null,
    readOnly: true,
    resources: [],
    eventType: 'AwsApiCall',
    sharedId: null,
    sessionStart: null,
    issued: null,
    understood: true,
    record: null,
    ...given,
  };
}

export function sampleGroup(given: Partial<Group> = {}): Group {
  return {
    key: 'jdoe',
    principal: samplePrincipal(),
    sessions: 0,
    events: ['DescribeSlackChannels'],
    count: 3,
    errors: 0,
    first: end - 48 * hour,
    last: end - hour,
    regions: ['us-east-2'],
    addresses: ['10.24.34.3'],
    reasons: [],
    sessionIssuer: null,
    ...given,
  };
}

export const regions = [
  'us-east-1',
  'us-east-2',
  'us-west-1',
  'us-west-2',
  'eu-central-1',
  'eu-west-1',
  'eu-west-2',
  'eu-west-3',
  'eu-north-1',
  'ap-south-1',
  'ap-southeast-1',
  'ap-southeast-2',
  'ap-northeast-1',
  'ap-northeast-2',
  'ap-northeast-3',
  'ca-central-1',
  'sa-east-1',
];

export function sampleLink(given: Partial<Link> = {}): Link {
  const event = { id: '5b28dbc3-0000-4000-8000-000000000002', time: end - 2 * hour, account, region: 'us-east-1' };
  return { principal: samplePrincipal(), event, confidence: 'key match', ...given };
}

export function sampleSearched(given: Partial<Searched> = {}): Searched {
  const start = end - 7 * 24 * hour;
  return {
    account,
    region: 'us-east-2',
    source: 'event-history',
    start,
    end,
    recordsRead: 57,
    pages: 2,
    cached: false,
    ...given,
  };
}

export function sampleMissed(given: Partial<Missed> = {}): Missed {
  return {
    account,
    region: 'us-east-1',
    source: 'event-history',
    reason: 'access-denied',
    message: 'The role may not call cloudtrail:LookupEvents; allow it in the role’s policy.',
    ...given,
  };
}

export function sampleAnswer(given: Partial<Answer> = {}): Answer {
  return {
    question: 'who',
    asked: 'who DescribeSlackChannels since 7d',
    headline: [
      'jdoe called DescribeSlackChannels 3 times, last ',
      { time: end - hour },
      ' from 10.24.34.3 in us-east-2.',
    ],
    window: { start: end - 7 * 24 * hour, end },
    total: 3,
    groups: [sampleGroup()],
    events: [0, 1, 47].map((ago) => sampleEvent({ id: `event-${ago}`, time: end - hour - ago * hour })),
    chain: null,
    record: null,
    sections: [],
    hidden: 0,
    partiallyRead: 0,
    coverage: {
      complete: true,
      searched: regions.slice(0, 2).map((region) => sampleSearched({ region })),
      missed: [],
      notes: [],
    },
    final: true,
    done: 1,
    ...given,
  };
}

/** Text that would be a mention, a link, markup, a command to a terminal or a flood, if anything let it. */
export const hostile =
  '<!channel> <!here> <@U1> <#C1> <!subteam^S1> <http://evil.example|console> &amp; `code` *bold* _it_ ~no~ :skull: ' +
  '\u001b[31mred\u001b]0;title\u0007 \u202edrawkcab\u202c z\u200be\u200bro \u0000\u0085 a\u0301\u0302\u0303\u0304\u0305\u0306 ';
export const flood = hostile.repeat(Math.ceil(100_000 / hostile.length));

const hostilePrincipal = samplePrincipal({
  type: flood,
  name: flood,
  role: flood,
  arn: flood,
  account: flood,
  accessKey: flood,
  invokedBy: flood,
});
const places = ['111122223333', '444455556666'].flatMap((id) =>
  regions.map((region) => sampleSearched({ account: id, region })),
);
const oneFile = { files: 1, partly: 0, folders: 0 };
const names = ['CreateTrail', 'StopLogging', 'DeleteTrail'];

/** Every answer that must read well. */
export const sampleAnswers: Record<string, Answer> = {
  'one caller': sampleAnswer(),
  '500 callers': sampleAnswer({
    asked: 'who DescribeInstances',
    headline: [
      '500 principals called DescribeInstances 126,750 times, most often caller-000, last ',
      { time: end - 60_000 },
      '.',
    ],
    total: 126_750,
    groups: Array.from({ length: 500 }, (_, at) =>
      sampleGroup({
        key: `caller-${String(at).padStart(3, '0')}`,
        principal: samplePrincipal({
          name: `caller-${String(at).padStart(3, '0')}`,
          role: at % 3 === 0 ? 'AWSReservedSSO_AdministratorAccess_0123456789abcdef' : 'build',
        }),
        sessions: at === 1 ? 37 : 0,
        events: ['DescribeInstances'],
        count: 501 - at === 501 ? 2000 : 504 - at,
        errors: at % 4 === 0 ? at : 0,
        regions: regions.slice(0, (at % 6) + 1),
        addresses: Array.from({ length: (at % 5) + 1 }, (_, host) => `10.0.${at % 256}.${host}`),
        last: end - 60_000 * (at + 1),
      }),
    ),
    events: Array.from({ length: 20 }, (_, at) =>
      sampleEvent({
        id: `event-${at}`,
        time: end - 60_000 * (at + 1),
        name: 'DescribeInstances',
        source: 'ec2.amazonaws.com',
        principal: samplePrincipal({ name: `caller-${String(at).padStart(3, '0')}`, role: 'build' }),
        address: `10.0.${at}.0`,
      }),
    ),
    hidden: 12,
    coverage: {
      complete: true,
      searched: places,
      missed: [],
      notes: [
        ['Searched back to ', { time: Date.parse('2026-08-22T10:00:00Z') }, ', as far as event history reaches.'],
        'CloudTrail delivers late: events of the last 15 minutes may still be missing.',
      ],
    },
  }),
  nobody: sampleAnswer({
    headline: ['Nobody called DescribeSlackChannels between ', { time: end - 168 * hour }, ' and ', { time: end }, '.'],
    total: 0,
    groups: [],
    events: [],
    coverage: { complete: true, searched: places, missed: [], notes: [] },
  }),
  'all Regions denied': sampleAnswer({
    headline: ['DescribeSlackChannels could not be searched: no Region could be read.'],
    total: 0,
    groups: [],
    events: [],
    coverage: { complete: false, searched: [], missed: regions.map((region) => sampleMissed({ region })), notes: [] },
  }),
  'partially denied': sampleAnswer({
    coverage: {
      complete: false,
      searched: regions.slice(2).map((region) => sampleSearched({ region, cached: region < 'c' })),
      missed: [
        sampleMissed({ region: 'us-east-1' }),
        sampleMissed({ region: 'us-east-2' }),
        ...regions.map((region) =>
          sampleMissed({
            account: '444455556666',
            region,
            reason: 'unreachable',
            message: `cloudtrail.${region}.amazonaws.com could not be reached; check the network and proxy settings.`,
            anyRegion: 'cloudtrail.*.amazonaws.com could not be reached; check the network and proxy settings.',
          }),
        ),
      ],
      notes: [],
    },
    partiallyRead: 1,
  }),
  'files not read': sampleAnswer({
    headline: ['Nobody called DescribeSlackChannels in what could be read; 3 of 9 files were not read.'],
    total: 0,
    groups: [],
    events: [],
    coverage: {
      complete: false,
      searched: [sampleSearched({ source: 'log-files' })],
      missed: ['<!channel> *a*.json is empty: fetch it again.', 'b.json is empty: fetch it again.', hostile].map(
        (message) => sampleMissed({ account: 'all', region: 'all', source: 'log-files', message, unread: oneFile }),
      ),
      files: 9,
      notes: ['Not read, as they hold no calls: leftovers of other programs (2 files: .DS_Store, <!channel>/._a).'],
    },
  }),
  'partial progress': sampleAnswer({
    headline: ['So far jdoe called DescribeSlackChannels once, ', { time: end - hour }, '.'],
    total: 1,
    groups: [sampleGroup({ count: 1 })],
    events: [sampleEvent()],
    coverage: { complete: false, searched: places.slice(0, 5), missed: [], notes: [] },
    final: false,
    done: 0.4,
  }),
  'failed calls': sampleAnswer({
    question: 'errors',
    asked: 'errors service cloudtrail since 24h',
    headline: ['3 calls failed, 2 of them denied, last ', { time: end - hour }, '.'],
    groups: [
      sampleGroup({ count: 2, errors: 2, events: names.slice(0, 2) }),
      sampleGroup({
        key: 'root',
        principal: samplePrincipal({ type: 'Root', name: 'root', role: null, accessKey: null, credentials: 'root' }),
        count: 1,
        errors: 1,
        events: ['DeleteTrail'],
        addresses: ['2001:db8::1'],
      }),
    ],
    events: [
      sampleEvent({
        name: 'StopLogging',
        outcome: 'denied',
        error: {
          code: 'AccessDenied',
          message: `User: arn:aws:sts::${account}:assumed-role/user/jdoe is not authorized to perform: cloudtrail:StopLogging`,
        },
      }),
      sampleEvent({
        name: 'CreateTrail',
        outcome: 'denied',
        error: { code: 'Client.UnauthorizedOperation', message: null },
      }),
      sampleEvent({
        name: 'DeleteTrail',
        principal: samplePrincipal({ type: 'Root', name: 'root', role: null, accessKey: null, credentials: 'root' }),
        address: '2001:db8::1',
        outcome: 'error',
        error: { code: 'TrailNotFoundException', message: 'Unknown trail: audit' },
      }),
    ],
  }),
  'events of one principal': sampleAnswer({
    question: 'what',
    asked: 'what jdoe since 24h',
    headline: ['jdoe made 1,206 calls of 3 kinds, last ', { time: end - hour }, ' from 10.24.34.3.'],
    total: 1206,
    groups: names.map((name, at) =>
      sampleGroup({ key: name, principal: null, events: [name], count: [1200, 5, 1][at] ?? 0 }),
    ),
    events: names.map((name, at) => sampleEvent({ name, time: end - hour - at * 60_000, understood: at < 2 })),
  }),
  'session behind': sampleAnswer({
    question: 'session',
    asked: 'session user/jdoe',
    headline: ['ann started the session jdoe of role user at ', { time: end - 2 * hour }, '.'],
    groups: [
      sampleGroup({
        sessionIssuer: sampleLink({
          principal: samplePrincipal({ name: 'ann', role: null }),
          confidence: 'ARN and time',
        }),
      }),
    ],
    chain: [
      sampleLink({
        principal: samplePrincipal({ type: 'IAMUser', name: 'ann', role: null }),
        event: null,
        confidence: null,
      }),
      sampleLink(),
    ],
    sections: [{ title: 'First seen', lines: [['It began ', { time: end - 2 * hour }, '.'], ['It still lives.']] }],
  }),
  'hostile text': sampleAnswer({
    asked: flood,
    chain: Array.from({ length: 10 }, () => sampleLink({ principal: hostilePrincipal })),
    record: { [flood]: flood },
    sections: Array.from({ length: 10 }, () => ({
      title: flood,
      lines: [[flood], [flood, { time: end }], [flood], [flood]],
    })),
    headline: [`${flood} called `, { time: end - hour }, ` ${flood}`],
    groups: Array.from({ length: 40 }, () =>
      sampleGroup({
        key: flood,
        principal: hostilePrincipal,
        sessionIssuer: sampleLink({ principal: hostilePrincipal }),
        events: [flood, hostile, flood, flood],
        regions: [flood, hostile, flood, flood],
        addresses: [flood, hostile, flood, flood],
      }),
    ),
    events: Array.from({ length: 20 }, () =>
      sampleEvent({
        id: flood,
        name: flood,
        source: flood,
        region: flood,
        account: flood,
        principal: hostilePrincipal,
        address: flood,
        userAgent: flood,
        outcome: 'error',
        error: { code: flood, message: flood },
      }),
    ),
    coverage: {
      complete: false,
      searched: [sampleSearched({ account: flood, region: flood })],
      missed: Array.from({ length: 10 }, (_, at) =>
        sampleMissed({
          account: flood,
          region: `${at}${hostile}`,
          message: `${at}${flood}`,
          anyRegion: `the Region${flood.slice(hostile.length)}`,
        }),
      ),
      notes: [
        ...Array.from({ length: 10 }, () => flood),
        ['Searched back to ', { time: Date.parse('2026-08-22T10:00:00Z') }, ` for ${hostile}`],
      ],
    },
  }),
};
