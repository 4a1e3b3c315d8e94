import type { SampleCall } from '../call.ts';
import { addresses, prod } from '../company.ts';
import { roleArn, samlUser } from '../identity.ts';
import { hour, minute, type Story } from './story.ts';

/** A mention of everybody, a link that shows another address, and characters that turn text around. */
const markup = '<!channel> <http://evil.example|console> *urgent* \u202e';
const stranger = samlUser('partner-login', markup);

/** An attacker writes Slack's own markup into what CloudTrail records, for whoever reads it in Slack. */
export const slackMarkup: Story = {
  name: 'slack-markup',
  questions: [
    {
      ask: 'ip 203.0.113.66 since:7d',
      finds: 'Text that would call a whole channel and forge a link, shown as nothing but text.',
      evidence: ['AssumeRoleWithSAML', 'evil.example'],
    },
  ],
  tell: (now) =>
    Array.from(
      { length: 5 },
      (_, index): SampleCall => ({
        at: now - 10 * hour - 10 * minute + index * minute,
        event: 'sts:AssumeRoleWithSAML',
        by: stranger,
        account: prod,
        from: addresses.hostile,
        agent: `curl/8.16.0 ${markup}`,
        request: { roleArn: roleArn(prod, 'admin'), roleSessionName: markup, principalArn: markup },
        error: { code: 'AccessDenied', message: `Not authorized to perform sts:AssumeRoleWithSAML: ${markup}` },
      }),
    ),
};
