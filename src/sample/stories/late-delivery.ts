import { addresses, agents, prod } from '../company.ts';
import { iamUser } from '../identity.ts';
import { day, minute, type Story } from './story.ts';

const mateo = iamUser(prod, 'mateo');
const where = { from: addresses.vpn, agent: agents.cli };
const request = { secretId: 'web/database' };

/** CloudTrail delivers late: a call of twelve minutes ago that event history will not hold for two minutes more. */
export const lateDelivery: Story = {
  name: 'late-delivery',
  questions: [
    {
      ask: 'touched web/database is:write since:14d',
      finds: 'A secret was rotated a week ago. It was again just now: ask once more in a few minutes.',
      evidence: ['RotateSecret', 'mateo', 'last 15 minutes'],
    },
  ],
  tell: (now) => [
    { at: now - 7 * day, event: 'secretsmanager:RotateSecret', by: mateo, ...where, request },
    {
      at: now - 12 * minute,
      event: 'secretsmanager:RotateSecret',
      by: mateo,
      ...where,
      request,
      delay: 14 * minute,
    },
  ],
};
