import type { App, Context } from '@slack/bolt';
import { fault } from '../errors.ts';
import { readTyped } from './answering.ts';
import { type MessagePayload, messagePayload } from './payloads.ts';
import type { SlackDeps } from './slack-deps.ts';
import { createThreadReply } from './thread.ts';

/** Answers mentions in channels and messages to the app itself, each in its thread. */
export function registerEvents(app: App, deps: SlackDeps): void {
  app.event('app_mention', async ({ event, context }) => {
    const message = messagePayload.safeParse(event);
    if (message.success && isFromPerson(message.data)) await answerMessage(message.data, context, deps);
  });

  app.event('message', async ({ event, context }) => {
    const message = messagePayload.safeParse(event);
    if (!message.success || message.data.channel_type !== 'im') return;
    if (isFromPerson(message.data)) await answerMessage(message.data, context, deps);
  });
}

/** Bots are not answered, or two of them would talk for ever; edits, joins and the like are no questions. */
function isFromPerson({ bot_id, subtype }: MessagePayload): boolean {
  return bot_id === undefined && (subtype === undefined || subtype === 'thread_broadcast');
}

async function answerMessage(message: MessagePayload, context: Context, deps: SlackDeps): Promise<void> {
  const { answering, conversations, client } = deps;
  const { text, user, channel, ts, thread_ts: thread = ts, user_team: home } = message;
  const reply = createThreadReply({ client, channel, thread, user });
  const stranger = home !== undefined && home !== context.teamId && home !== context.enterpriseId;
  if (stranger && !deps.restricted) {
    return answering.decline(fault('not-allowed', ['people of other workspaces need an access rule']), reply);
  }
  const turn = conversations.begin(channel, thread);
  const previous = message.thread_ts === undefined ? {} : { previous: await turn.previous() };
  const asking = { user, team: context.teamId ?? '', channel, speaks: true, open: true, ...previous };
  await answering.answer({ ...asking, text: readTyped(text) }, reply, turn.onRead);
  turn.end();
}
