import { assumeRole } from '../assume-role.ts';
import type { SampleCall } from '../call.ts';
import { addresses, agents, partner, prod } from '../company.ts';
import { exampleId, type SampleIdentity } from '../identity.ts';
import { type Routine, timesIn } from './routine.ts';

const reads = ['monitoring:GetMetricData', 'ec2:DescribeInstances', 'ecs:ListClusters', 'tag:GetResources'] as const;

/** Across accounts a trail knows only the caller's account and ID: its name stands in its own account's trail. */
const vendor: SampleIdentity = { type: 'AWSAccount', principalId: 'AIDAPARTNEREXAMPLE1', accountId: partner };

/** A vendor's monitoring comes from an account of its own, every half hour. */
export const partnerMonitoring: Routine = {
  name: 'partner-monitoring',
  events: ['sts:AssumeRole', ...reads],
  day: (day, random) =>
    timesIn(day, 22, random).flatMap((at): SampleCall[] => {
      const region = random.pick(['us-east-1', 'eu-west-1']);
      const accessKey = exampleId('ASIA', random);
      const where = { region, from: addresses.partner, agent: agents.sdk };
      const role = { account: prod, role: 'partner-monitoring', session: 'vendor-monitoring', accessKey };
      const { call, session } = assumeRole({ at, by: vendor, ...role, ...where });
      const shared = { ...call, extra: { sharedEventID: random.uuid() } };
      return [shared, ...reads.map((event, index) => ({ at: at + (index + 1) * 1000, event, by: session, ...where }))];
    }),
};
