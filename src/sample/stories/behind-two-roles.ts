import { assumeRole } from '../assume-role.ts';
import { addresses, agents, prod } from '../company.ts';
import { iamUser } from '../identity.ts';
import { hour, minute, type Story } from './story.ts';

const region = 'us-east-2';
const trail = `arn:aws:cloudtrail:${region}:${prod}:trail/management-events`;

/** mateo hides behind two roles, one assumed from the other, and stops the logging. */
export const behindTwoRoles: Story = {
  name: 'behind-two-roles',
  questions: [
    {
      ask: 'who StopLogging',
      finds: 'A session named maintenance stopped the trail, in a role that should not.',
      evidence: ['maintenance', 'log-admin'],
    },
    {
      ask: 'session log-admin/maintenance',
      finds: 'mateo is behind it, through two roles in two Regions.',
      evidence: ['mateo', 'support', 'key match', 'StopLogging'],
    },
    {
      ask: 'what role/log-admin is:write since:24h',
      finds: 'All that was done with that role.',
      evidence: ['StopLogging', 'PutEventSelectors'],
    },
  ],
  tell(now) {
    const where = { from: addresses.vpn, agent: agents.cli };
    const at = now - 8 * hour;
    const support = assumeRole({
      ...where,
      at,
      by: iamUser(prod, 'mateo'),
      account: prod,
      role: 'support',
      session: 'ticket-4711',
      accessKey: 'ASIASUPPORT11EXAMPLE',
      region: 'us-east-1',
    });
    const admin = assumeRole({
      ...where,
      at: at + 7 * minute,
      by: support.session,
      account: prod,
      role: 'log-admin',
      session: 'maintenance',
      accessKey: 'ASIALOGADMIN1EXAMPLE',
      region,
    });
    const call = { by: admin.session, region, ...where };
    const request = { name: trail };
    return [
      support.call,
      admin.call,
      { at: at + 8 * minute, event: 'cloudtrail:GetTrailStatus', ...call, request },
      { at: at + 9 * minute, event: 'cloudtrail:PutEventSelectors', ...call, request: { trailName: trail } },
      { at: at + 11 * minute, event: 'cloudtrail:StopLogging', ...call, request },
    ];
  },
};
