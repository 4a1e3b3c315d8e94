import { assumeRole } from '../assume-role.ts';
import { addresses, agents, prod } from '../company.ts';
import { consoleUser, iamUser } from '../identity.ts';
import { consoleSignIn } from '../sign-in.ts';
import { day, hour, minute, type Story } from './story.ts';

const where = { region: 'us-east-2', from: addresses.office, agent: agents.slackConsole };
const asked = { SlackTeamId: 'T0EXAMPLE1', MaxResults: 1000 };

/** jdoe connects a Slack workspace in the console of AWS Chatbot. Event IDs are those of AWS's documentation. */
export const slackSetup: Story = {
  name: 'slack-setup',
  questions: [
    {
      ask: 'who DescribeSlackChannels',
      finds: 'jdoe listed the channels of the Slack workspace, from the office.',
      evidence: ['jdoe', '10.24.34.3', 'us-east-2'],
    },
    {
      ask: 'event 5b2805a5-3e06-4437-a7a2-b5fdb5cbb4e2',
      finds: 'The whole record of one of those calls, as AWS’s documentation shows it.',
      evidence: ['SlackTeamId', 'T0EXAMPLE1'],
    },
    {
      ask: 'who RedeemSlackOAuthCode since:30d',
      finds: 'jdoe connected the workspace nine days ago.',
      evidence: ['jdoe'],
    },
  ],
  tell(now) {
    const jdoe = iamUser(prod, 'jdoe');
    const role = { by: jdoe, account: prod, role: 'user', session: 'jdoe', mfa: true, ...where };
    const then = now - 9 * day;
    const first = assumeRole({ ...role, at: then - 20 * minute, accessKey: 'ASIAI44QH8DHBEXAMPLE' });
    const today = now - 3 * hour;
    const second = assumeRole({ ...role, at: today - 10 * minute, accessKey: 'ASIAIOSFODNN7EXAMPLE' });
    const by = second.session;
    return [
      consoleSignIn({ at: then - 30 * minute, by: consoleUser(prod, 'jdoe'), from: addresses.office, mfa: true }),
      first.call,
      { at: then - 2 * minute, event: 'chatbot:GetSlackOAuthParameters', by: first.session, ...where },
      { at: then, event: 'chatbot:RedeemSlackOAuthCode', by: first.session, ...where, readOnly: false },
      second.call,
      {
        at: today,
        event: 'chatbot:DescribeSlackWorkspaces',
        by,
        ...where,
        id: '3f061095-b488-43d4-becc-f8652d459ac5',
      },
      {
        at: today + minute,
        event: 'chatbot:DescribeSlackChannels',
        by,
        ...where,
        request: asked,
        id: '5b2805a5-3e06-4437-a7a2-b5fdb5cbb4e2',
      },
      { at: today + 6 * minute, event: 'chatbot:DescribeSlackChannels', by, ...where, request: asked },
      { at: today + 30 * minute, event: 'chatbot:DescribeSlackChannels', by, ...where, request: asked },
    ];
  },
};
