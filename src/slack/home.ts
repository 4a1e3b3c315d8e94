import type { App } from '@slack/bolt';
import { errorFields } from './library-log.ts';
import { homePayload } from './payloads.ts';
import type { SlackDeps } from './slack-deps.ts';

/** Shows help in the app's Home tab. */
export function registerHome(app: App, { ask, client, log }: SlackDeps): void {
  app.event('app_home_opened', async ({ event, context }) => {
    const read = homePayload.safeParse(event);
    if (!read.success || read.data.tab !== 'home') return;
    const { user, channel } = read.data;
    const asker = { user, channel, team: context.teamId ?? '', zone: 'UTC', usergroups: [] };
    try {
      for await (const step of ask.ask('help', asker, AbortSignal.timeout(5_000))) {
        if (step.kind !== 'help') continue;
        await client.views.publish({ user_id: user, view: { type: 'home', blocks: [...step.message.blocks] } });
      }
    } catch (error) {
      log.warn(errorFields(error), 'The Home tab could not be shown');
    }
  });
}
