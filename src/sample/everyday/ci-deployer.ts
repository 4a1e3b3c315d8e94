import { assumeRole } from '../assume-role.ts';
import type { SampleCall } from '../call.ts';
import { addresses, agents, prod } from '../company.ts';
import { exampleId, iamUser } from '../identity.ts';
import type { Random } from '../random.ts';
import { minute, type Routine, timesIn } from './routine.ts';

const deployer = iamUser(prod, 'ci-deployer');

/** What one deployment calls, in its order. */
const steps = [
  'sts:GetCallerIdentity',
  'cloudformation:DescribeStacks',
  'cloudformation:CreateChangeSet',
  'cloudformation:DescribeChangeSet',
  'cloudformation:DescribeChangeSet',
  'cloudformation:ExecuteChangeSet',
  'lambda:UpdateFunctionCode20150331v2',
  'lambda:UpdateFunctionConfiguration20150331v2',
  'iam:GetRole',
  'ecs:RegisterTaskDefinition',
  'ecs:UpdateService',
  'ecs:DescribeServices',
  'ecs:DescribeServices',
  'ecs:DescribeServices',
  'cloudformation:DescribeStackEvents',
  'cloudformation:DescribeStackEvents',
  'cloudformation:DescribeStackEvents',
  'logs:PutRetentionPolicy',
  'cloudformation:DescribeStacks',
] as const;

const functions = ['orders', 'payments', 'mailer'] as const;

/** The pipeline: the noisiest caller of all, every working hour and now and then at night. */
export const ciDeployer: Routine = {
  name: 'ci-deployer',
  events: ['sts:AssumeRole', ...steps],
  day: (day, random) =>
    timesIn(day, day.working ? random.between(7, 10) : 2, random, { from: 7, to: 19 }).flatMap((at) =>
      deployment(at, random),
    ),
};

function deployment(at: number, random: Random): SampleCall[] {
  const region = random.pick(['us-east-1', 'us-east-1', 'eu-west-1']);
  const name = random.pick(functions);
  const { call, session } = assumeRole({
    at,
    by: deployer,
    account: prod,
    role: 'deploy',
    session: `ci-${name}`,
    accessKey: exampleId('ASIA', random),
    region,
    from: addresses.ci,
    agent: agents.terraform,
  });
  const made = steps.map((event, index): SampleCall => {
    const common = {
      at: at + (index + 1) * 9000,
      event,
      by: session,
      region,
      from: addresses.ci,
      agent: agents.terraform,
    };
    if (event.startsWith('lambda:')) return { ...common, request: { functionName: name } };
    if (event.startsWith('cloudformation:')) return { ...common, request: { stackName: `${name}-${region}` } };
    if (event === 'iam:GetRole') return { ...common, request: { roleName: `${name}-role` } };
    return common;
  });
  return random.chance(0.06) ? [call, ...made, failure(made, at)] : [call, ...made];
}

/** Some deployments find the stack busy. */
function failure([, , changeSet]: readonly SampleCall[], at: number): SampleCall {
  if (changeSet === undefined) throw new Error('A deployment makes a change set.');
  const message = 'Stack is in UPDATE_IN_PROGRESS state and can not be updated.';
  return { ...changeSet, at: at + 4 * minute, error: { code: 'ValidationException', message } };
}
