import { assumeRole } from '../assume-role.ts';
import type { SampleCall } from '../call.ts';
import { addresses, agents, dev, prod } from '../company.ts';
import { consoleUser, exampleId, iamUser, type SampleIdentity } from '../identity.ts';
import type { Random } from '../random.ts';
import { consoleSignIn, enterBySet, type PermissionSet } from '../sign-in.ts';
import { type Day, hour, minute, type Routine, timesIn } from './routine.ts';

/** How somebody comes in, and where they work. */
interface Person {
  name: string;
  account: string;
  region: string;
  from: string;
  /** The first hour of the working day, by UTC. */
  begins: number;
  /** Whether they look in at weekends too. */
  onCall?: boolean;
  /** Through Identity Center with a permission set, through a role, in the console, or with a key of their own. */
  comes: { set: PermissionSet['set'] } | { role: string } | 'console' | 'key';
}

const people: readonly Person[] = [
  {
    name: 'jdoe',
    account: prod,
    region: 'us-east-2',
    from: addresses.office,
    begins: 13,
    onCall: true,
    comes: { role: 'user' },
  },
  { name: 'mary.major', account: prod, region: 'us-east-1', from: '10.24.34.12', begins: 13, comes: { set: 'Admin' } },
  {
    name: 'nikki.wolf',
    account: prod,
    region: 'us-east-1',
    from: '10.24.34.19',
    begins: 14,
    comes: { set: 'PowerUser' },
  },
  {
    name: 'saanvi.sarkar',
    account: prod,
    region: 'us-west-2',
    from: '10.24.34.23',
    begins: 15,
    comes: { set: 'PowerUser' },
  },
  { name: 'arnav.desai', account: prod, region: 'eu-west-1', from: '10.31.8.9', begins: 7, comes: { set: 'ReadOnly' } },
  {
    name: 'jane@example.com',
    account: prod,
    region: 'eu-west-1',
    from: addresses.abroad,
    begins: 7,
    onCall: true,
    comes: { set: 'ReadOnly' },
  },
  { name: 'mateo', account: prod, region: 'us-east-1', from: addresses.vpn, begins: 14, comes: 'key' },
  { name: 'Alice', account: dev, region: 'us-east-1', from: addresses.atHome, begins: 13, comes: 'key' },
  { name: 'paulo', account: dev, region: 'eu-west-1', from: '10.31.8.30', begins: 8, comes: 'console' },
  { name: 'richard.roe', account: prod, region: 'us-east-1', from: '10.24.34.41', begins: 13, comes: 'console' },
];

const reads = [
  'ec2:DescribeInstances',
  'ec2:DescribeSecurityGroups',
  's3:ListBuckets',
  'monitoring:DescribeAlarms',
  'logs:DescribeLogGroups',
  'iam:ListRoles',
  'lambda:ListFunctions20150331',
  'rds:DescribeDBInstances',
  'cloudformation:DescribeStacks',
  'ecs:DescribeServices',
  'cloudtrail:DescribeTrails',
] as const;

const arrivals = ['signin:ConsoleLogin', 'sts:AssumeRole', 'sts:AssumeRoleWithSAML'] as const;
const writes = ['logs:StartQuery', 'ec2:CreateTags', 'ssm:PutParameter', 'monitoring:PutMetricAlarm'] as const;

/** Ten people, at their working hours: they look around, and now and then change something. */
export const everybody: readonly Routine[] = people.map((person) => ({
  name: person.name,
  events: [...arrivals, ...reads, ...writes],
  day: (day, random) => (day.working || person.onCall === true ? dayOf(person, day, random) : []),
}));

function dayOf(person: Person, day: Day, random: Random): SampleCall[] {
  const { account, region, from, begins } = person;
  const { arrival, identity, agent } = arrive(
    person,
    day.start + begins * hour + random.between(0, 40) * minute,
    random,
  );
  const count = day.working ? random.between(8, 15) : 3;
  const work = timesIn(day, count, random, { from: begins + 1, to: begins + 9 }).map(
    (at): SampleCall => ({
      at,
      event: random.pick(random.chance(0.12) && !isReadOnly(person) ? writes : reads),
      by: identity,
      account,
      region,
      from,
      agent,
    }),
  );
  return [...arrival, ...work];
}

/** The first call of the day, and who makes the others. */
function arrive(
  { name, account, region, from, comes }: Person,
  at: number,
  random: Random,
): { arrival: SampleCall[]; identity: SampleIdentity; agent: string } {
  if (comes === 'key') return { arrival: [], identity: iamUser(account, name), agent: agents.cli };
  if (comes === 'console') {
    const identity = consoleUser(account, name);
    return { arrival: [consoleSignIn({ at, by: identity, from, mfa: true })], identity, agent: agents.browser };
  }
  const accessKey = exampleId('ASIA', random);
  const common = { at, account, accessKey, region, from };
  if ('role' in comes) {
    const user = { by: iamUser(account, name), session: name, mfa: true, agent: agents.cli };
    const { call, session } = assumeRole({ ...common, ...user, role: comes.role });
    return { arrival: [call], identity: session, agent: agents.cli };
  }
  const { call, session } = enterBySet({ ...common, person: name, set: comes.set });
  return { arrival: [call], identity: session, agent: agents.browser };
}

const isReadOnly = ({ comes }: Person) => typeof comes === 'object' && 'set' in comes && comes.set === 'ReadOnly';
