import type { App } from '@slack/bolt';
import { readTyped } from './answering.ts';
import { openForm } from './form.ts';
import { commandPayload } from './payloads.ts';
import { createResponseReply } from './reply-channel.ts';
import type { SlackDeps } from './slack-deps.ts';
import { postMessage } from './web-client.ts';

/**
 * Answers the slash command, whatever the workspace called it. Without a question, it says so and
 * opens the form that asks for one.
 */
export function registerCommands(app: App, deps: SlackDeps): void {
  const { answering, client, apiUrl, timing, log } = deps;
  app.command(/^\//, async ({ ack, command }) => {
    await ack();
    const read = commandPayload.safeParse(command);
    if (!read.success)
      return log.warn({ fields: read.error.issues.length }, 'A command lacks what is needed to answer it');
    const {
      text,
      user_id: user,
      team_id: team,
      channel_id: channel,
      response_url: url,
      trigger_id: trigger,
    } = read.data;
    const reply = createResponseReply({
      url,
      apiUrl,
      timeout: timing.request,
      rescue: async (message) => (await postMessage(client, user, null, message)).sent,
    });
    const question = readTyped(text);
    if (question === '') void openForm(trigger, channel, deps);
    await answering.answer({ text: question, user, team, channel }, reply);
  });
}
