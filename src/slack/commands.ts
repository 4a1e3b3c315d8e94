import type { App } from '@slack/bolt';
import { commandPayload } from './payloads.ts';
import { createResponseOutlet } from './response-url.ts';
import type { SlackDeps } from './slack-deps.ts';
import { readTyped } from './typed-text.ts';
import { postMessage } from './web-client.ts';

/** Answers the slash command, whatever the workspace called it. */
export function registerCommands(app: App, { answering, client, apiUrl, timing, log }: SlackDeps): void {
  app.command(/^\//, async ({ ack, command }) => {
    await ack();
    const read = commandPayload.safeParse(command);
    if (!read.success)
      return log.warn({ fields: read.error.issues.length }, 'A command lacks what is needed to answer it');
    const { text, user_id: user, team_id: team, channel_id: channel, response_url: url } = read.data;
    const outlet = createResponseOutlet({
      url,
      apiUrl,
      timeout: timing.request,
      rescue: async (message) => (await postMessage(client, user, null, message)).sent,
    });
    await answering.answer({ text: readTyped(text), user, team, channel }, outlet);
  });
}
