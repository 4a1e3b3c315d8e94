import { dev, prod } from '../company.ts';
import { exampleId, roleSession } from '../identity.ts';
import { type Routine, timesIn } from './routine.ts';

const reads = [
  'ec2:DescribeSecurityGroups',
  'ec2:DescribeNetworkInterfaces',
  'ec2:DescribeVolumes',
  'rds:DescribeDBInstances',
  's3:GetBucketEncryption',
  'iam:ListAttachedRolePolicies',
  'lambda:ListFunctions20150331',
  'kms:ListAliases',
] as const;

const places = [
  { account: prod, region: 'us-east-1' },
  { account: prod, region: 'us-east-2' },
  { account: prod, region: 'us-west-2' },
  { account: prod, region: 'eu-west-1' },
  { account: dev, region: 'us-east-1' },
  { account: dev, region: 'eu-west-1' },
] as const;

/** AWS Config looks at everything, day and night. */
export const configRecorder: Routine = {
  name: 'config-recorder',
  events: reads,
  day: (day, random) =>
    places.flatMap(({ account, region }) => {
      const session = 'AWSConfig-Describe';
      const accessKey = exampleId('ASIA', random);
      const role = { account, role: 'AWSServiceRoleForConfig', session, accessKey, began: day.start };
      const by = { ...roleSession(role), invokedBy: 'config.amazonaws.com' };
      return timesIn(day, 26, random).map((at) => ({ at, event: random.pick(reads), by, region }));
    }),
};
