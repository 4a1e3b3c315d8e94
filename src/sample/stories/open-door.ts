import { agents, prod } from '../company.ts';
import { enterBySet } from '../sign-in.ts';
import { hour, minute, type Story } from './story.ts';

const groupId = 'sg-0123456789abcdef0';
const everywhere = { items: [{ cidrIp: '0.0.0.0/0' }] };
const rule = {
  groupId,
  ipPermissions: { items: [{ ipProtocol: 'tcp', fromPort: 22, toPort: 22, ipRanges: everywhere }] },
};

/** saanvi.sarkar opens a security group to the whole internet, and closes it again much later. */
export const openDoor: Story = {
  name: 'open-door',
  questions: [
    {
      ask: 'touched sg-0123456789abcdef0',
      finds: 'For five hours a security group let everybody in.',
      evidence: ['saanvi.sarkar', 'AuthorizeSecurityGroupIngress', 'RevokeSecurityGroupIngress'],
    },
    {
      ask: 'changes in us-west-2',
      finds: 'The open door among all that changed in a day in Oregon.',
      evidence: ['AuthorizeSecurityGroupIngress', 'saanvi.sarkar'],
    },
  ],
  tell(now) {
    const where = { region: 'us-west-2', from: '10.24.34.23', agent: agents.browser };
    const { call, session: by } = enterBySet({
      ...where,
      at: now - 11 * hour,
      person: 'saanvi.sarkar',
      set: 'PowerUser',
      account: prod,
      accessKey: 'ASIASAANVI111EXAMPLE',
    });
    const opened = now - 10 * hour;
    return [
      call,
      { at: opened - minute, event: 'ec2:DescribeSecurityGroups', by, ...where },
      { at: opened, event: 'ec2:AuthorizeSecurityGroupIngress', by, ...where, request: rule },
      { at: opened + 5 * hour, event: 'ec2:RevokeSecurityGroupIngress', by, ...where, request: rule },
    ];
  },
};
