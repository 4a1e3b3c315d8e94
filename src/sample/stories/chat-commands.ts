import type { Millis } from '../../trail/event.ts';
import { assumeRole } from '../assume-role.ts';
import type { SampleCall } from '../call.ts';
import { prod } from '../company.ts';
import { awsService } from '../identity.ts';
import { day, hour, type Story } from './story.ts';

const chatbot = awsService('chatbot');
const denial = {
  code: 'AccessDeniedException',
  message: `User: arn:aws:sts::${prod}:assumed-role/chatbot-channel/chatbot-session is not authorized to perform: lambda:InvokeFunction`,
};

/** Commands typed in a Slack channel: the role is assumed where Chatbot runs, the call is made where the resource is. */
export const chatCommands: Story = {
  name: 'chat-commands',
  questions: [
    {
      ask: 'chatbot',
      finds: 'Two commands from chat, each with the AssumeRole in us-west-2 and the call in another Region.',
      evidence: ['ListFunctions20150331', 'eu-west-1', 'us-west-2', 'DescribeAlarms'],
    },
    {
      ask: 'chatbot is:error since:7d',
      finds: 'A command that the channel’s role did not allow.',
      evidence: ['UpdateFunctionCode20150331v2'],
    },
  ],
  tell: (now) => [
    ...command(now - 2 * hour, 'ASIACHATBOT11EXAMPLE', { event: 'lambda:ListFunctions20150331', region: 'eu-west-1' }),
    ...command(now - 5 * hour, 'ASIACHATBOT22EXAMPLE', { event: 'monitoring:DescribeAlarms', region: 'us-east-1' }),
    ...command(now - 4 * day, 'ASIACHATBOT33EXAMPLE', {
      event: 'lambda:UpdateFunctionCode20150331v2',
      region: 'eu-west-1',
      request: { functionName: 'orders' },
      error: denial,
    }),
  ],
};

function command(at: Millis, accessKey: string, ran: Omit<SampleCall, 'at' | 'by'>): SampleCall[] {
  const role = { account: prod, role: 'chatbot-channel', session: 'chatbot-session', accessKey, region: 'us-west-2' };
  const { call, session } = assumeRole({ at, by: chatbot, ...role });
  const from = 'chatbot.amazonaws.com';
  return [call, { ...ran, at: at + 1000, by: session, from, agent: 'aws-chatbot' }];
}
