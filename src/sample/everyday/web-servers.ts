import { assumeRole } from '../assume-role.ts';
import type { SampleCall } from '../call.ts';
import { agents, prod } from '../company.ts';
import { awsService, exampleId } from '../identity.ts';
import type { Random } from '../random.ts';
import { type Day, type Routine, timesIn } from './routine.ts';

/** Instances live for days: there are few of them, each with an address of its own. */
const instances = [
  { id: 'i-0abc1234def567890', address: '10.0.3.17', region: 'us-east-1' },
  { id: 'i-0def1234abc567891', address: '10.0.3.58', region: 'us-east-1' },
  { id: 'i-0fed9876cba543210', address: '10.1.7.4', region: 'us-west-2' },
] as const;

const reads = ['ssm:GetParametersByPath', 'ssm:GetParameter', 'secretsmanager:DescribeSecret'] as const;

/** The web servers read their settings, in sessions that EC2 names by instance. */
export const webServers: Routine = {
  name: 'web-servers',
  events: ['sts:AssumeRole', ...reads],
  day: (day, random) => instances.flatMap((instance) => dayOf(instance, day, random)),
};

function dayOf({ id, address, region }: (typeof instances)[number], day: Day, random: Random): SampleCall[] {
  const accessKey = exampleId('ASIA', random);
  const role = { account: prod, role: 'web', session: id, accessKey, region };
  const { call, session } = assumeRole({ at: day.start, by: awsService('ec2'), ...role });
  const calls = timesIn(day, 22, random).map((at): SampleCall => {
    const event = random.pick(reads);
    const request = event.startsWith('ssm:') ? { name: '/web/settings' } : { secretId: 'web/database' };
    return { at, event, by: session, region, from: address, agent: agents.sdk, request };
  });
  return [call, ...calls];
}
