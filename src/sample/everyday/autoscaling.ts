import type { SampleCall } from '../call.ts';
import { prod } from '../company.ts';
import { exampleId, roleSession, type SampleIdentity } from '../identity.ts';
import type { Random } from '../random.ts';
import { type Routine, timesIn } from './routine.ts';

/** The web servers grow with the morning's customers and shrink at night. */
export const autoscaling: Routine = {
  name: 'autoscaling',
  events: ['ec2:DescribeInstances', 'ec2:RunInstances', 'ec2:TerminateInstances'],
  day: (day, random) =>
    timesIn(day, day.working ? 12 : 6, random, { from: 5, to: 23 }).flatMap((at, index) =>
      index % 2 === 0 ? launch(at, random) : retire(at, random),
    ),
};

function launch(at: number, random: Random): SampleCall[] {
  const scaler = scalerAt(at, random);
  const instanceId = `i-0${random.hex(16)}`;
  const region = random.pick(['us-east-1', 'us-west-2']);
  const items = [{ instanceId, imageId: 'ami-0123456789abcdef0', instanceType: 'm7g.large' }];
  return [
    { at, event: 'ec2:DescribeInstances', by: scaler, region },
    {
      at: at + 1000,
      event: 'ec2:RunInstances',
      by: scaler,
      region,
      request: { launchTemplate: { launchTemplateId: 'lt-0123456789abcdef0' } },
      response: { instancesSet: { items } },
    },
  ];
}

function retire(at: number, random: Random): SampleCall[] {
  const instance = { instanceId: `i-0${random.hex(16)}` };
  const request = { instancesSet: { items: [instance] } };
  return [{ at, event: 'ec2:TerminateInstances', by: scalerAt(at, random), region: 'us-east-1', request }];
}

function scalerAt(began: number, random: Random): SampleIdentity {
  const accessKey = exampleId('ASIA', random);
  const session = { account: prod, role: 'AWSServiceRoleForAutoScaling', session: 'AutoScaling', accessKey, began };
  return { ...roleSession(session), invokedBy: 'autoscaling.amazonaws.com' };
}
