import { assumeRole } from '../assume-role.ts';
import { addresses, agents, prod } from '../company.ts';
import { iamUser } from '../identity.ts';
import { hour, minute, type Story } from './story.ts';

const where = { from: addresses.office, agent: agents.sdk };
const configuration = `arn:aws:notifications::${prod}:configuration/a01gkwmqgt1341mdc6ptedbxpad`;
const contact = `arn%3Aaws%3Anotifications-contacts%3A%3A${prod}%3Aemailcontact%2Ff4u7r2ic`;
const hidden = 'HIDDEN_DUE_TO_SECURITY_REASONS';

/** jdoe has AWS notify a channel, in the session that he set Slack up with. */
export const notifications: Story = {
  name: 'notifications',
  questions: [
    {
      ask: 'changes service:notifications since:7d',
      finds: 'jdoe made a notification configuration and joined a channel to it.',
      evidence: ['AssociateChannel', 'CreateNotificationConfiguration', 'jdoe'],
    },
    {
      ask: `touched ${configuration}`,
      finds: 'What happened to one notification configuration.',
      evidence: ['AssociateChannel'],
    },
  ],
  tell(now) {
    const at = now - 2 * hour - 20 * minute;
    const { session: by } = assumeRole({
      at: now - 3 * hour - 10 * minute,
      by: iamUser(prod, 'jdoe'),
      account: prod,
      role: 'user',
      session: 'jdoe',
      accessKey: 'ASIAIOSFODNN7EXAMPLE',
      mfa: true,
    });
    return [
      {
        at,
        event: 'notifications:ListChannels',
        by,
        ...where,
        request: { notificationConfigurationArn: configuration },
      },
      {
        at: at + minute,
        event: 'notifications-contacts:CreateEmailContact',
        by,
        ...where,
        request: { name: hidden, emailAddress: hidden },
      },
      {
        at: at + 2 * minute,
        event: 'notifications:CreateNotificationConfiguration',
        by,
        ...where,
        request: { name: 'production-alarms', description: hidden },
        response: { arn: configuration, status: 'ACTIVE' },
      },
      {
        at: at + 3 * minute,
        event: 'notifications:AssociateChannel',
        by,
        ...where,
        request: { notificationConfigurationArn: configuration, arn: contact },
      },
    ];
  },
};
