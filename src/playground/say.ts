import type { Requests } from './api.ts';
import { channels } from './people.ts';
import { typedCommand } from './present.ts';
import type { Fields } from './slack/json.ts';
import type { LocalSlack } from './slack/local-slack.ts';
import type { Message } from './slack/messages.ts';
import { mention } from './slack/payloads.ts';
import { mentionsBot, typedMessage } from './typed-message.ts';

type Said = Requests['say'];

const slackbot = 'slackbot';

/** Does what Slack does with what somebody sends: runs a command, or posts a message and tells the bot what concerns it. */
export async function say(slack: LocalSlack, given: Said): Promise<void> {
  const said = { ...given, text: given.text.trim() };
  if (said.text === '') return;
  if (said.text.startsWith('/')) return runCommand(slack, said);

  const { person, channel, thread } = said;
  const text = typedMessage(said.text, slack.workspace);
  const message = slack.messages.post({ text }, { channel, thread, author: person }, 'typed');
  const direct = channels.find(({ id }) => id === channel)?.directWith;
  if (direct === person)
    return tell(slack, said, { ...eventOf(slack, said, message), type: 'message', channel_type: 'im' });
  if (!mentionsBot(text, slack.workspace)) return;
  const member = slack.workspace.channels.find(({ id }) => id === channel)?.member !== false;
  if (member) return tell(slack, said, eventOf(slack, said, message));
  whisper(
    slack,
    said,
    'You mentioned Trail, but Trail is not in this channel, so Slack does not tell it. Commands work here.',
  );
}

async function runCommand(slack: LocalSlack, said: Said): Promise<void> {
  const { person, channel, thread } = said;
  const [, command = '', text = ''] = /^(\/\S*)\s*(.*)$/s.exec(said.text) ?? [];
  if (thread !== null) return whisper(slack, said, `${command} is not supported in threads. Sorry!`);
  if (command !== '/trail') return whisper(slack, said, `${command} is not a valid command. The one here is /trail.`);
  slack.messages.post({ text: said.text }, { channel, user: person, author: person }, typedCommand);
  const { status } = await slack.command({ text, command, userId: person, channelId: channel });
  if (status !== 200) whisper(slack, said, `${command} failed with the error “${errorOf(status)}”.`);
}

async function tell(slack: LocalSlack, said: Said, event: Fields): Promise<void> {
  const { status } = await slack.event({ event });
  if (status !== 200) whisper(slack, said, `Trail did not take the message (${errorOf(status)}).`);
}

function eventOf({ workspace }: LocalSlack, { person, channel, thread }: Said, { ts, text, time }: Message): Fields {
  const about = { text, userId: person, channelId: channel, threadTs: thread ?? undefined, ts };
  return { ...mention(workspace, about, time), text };
}

/** Slackbot says something that only one person sees. */
function whisper(slack: LocalSlack, { person, channel, thread }: Said, text: string): void {
  slack.messages.post({ text }, { channel, thread, user: person, author: slackbot }, slackbot);
}

/** As Slack names what went wrong between it and an app. */
export function errorOf(status: number): string {
  return status === 0 ? 'operation_timeout' : 'dispatch_failed';
}
