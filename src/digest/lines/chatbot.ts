import { counted } from '../../present/text.ts';
import type { Tally } from '../../trail/tally.ts';
import { inAccounts, lineCommand } from '../line-command.ts';
import { accountsOf, sayLast, type Tell, type Together, together } from './line-input.ts';

const own = 'chatbot.amazonaws.com';

/** What AWS Chatbot / Amazon Q Developer ran, by the role it ran it under, and the calls of its own API. */
export const tellChatbot: Tell = ({ tallies, scope }) =>
  together(tallies.filter(isChatbot), (tally) => (tally.source === own ? '' : (tally.principal.role ?? ''))).map(
    (ran) => ({
      section: 'chatbot',
      text: [
        `${ran.key === '' ? `${counted(ran.calls, 'call')} of its own API` : `${counted(ran.calls, 'call')} under role ${ran.key}`}${inAccounts(scope, accountsOf(ran))}: ${eventsOf(ran)}`,
        ...sayLast(ran, false),
      ],
      command: lineCommand('chatbot', scope, { accounts: accountsOf(ran) }),
      weight: 0,
      late: scope.late,
    }),
  );

/** Its own calls, and those under sessions whose name tells of it. */
function isChatbot({ source, principal }: Tally): boolean {
  return source === own || (principal.role !== null && principal.name.toLowerCase().includes('chatbot'));
}

function eventsOf({ tallies }: Together): string {
  const events = together(tallies, ({ event }) => event);
  const rest = events.length > 3 ? ` and ${counted(events.length - 3, 'more event')}` : '';
  return `${events
    .slice(0, 3)
    .map(({ key }) => key)
    .join(', ')}${rest}`;
}
