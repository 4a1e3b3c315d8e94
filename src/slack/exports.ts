import type { App } from '@slack/bolt';
import { actions } from '../blocks/answer.ts';
import { onPress, whereFrom } from './presses.ts';
import type { SlackDeps } from './slack-deps.ts';

/** Sends every call that an answer is about as files: to its thread, or to the one who pressed. */
export function registerExports(app: App, deps: SlackDeps): void {
  onPress(app, actions.export, deps, async ({ payload, value }) => {
    const { asking, reply } = await whereFrom(payload, deps);
    await deps.exporting.run({ ...asking, text: value }, payload.thread, reply);
  });
}
