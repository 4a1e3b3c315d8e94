import type { App } from '@slack/bolt';
import { actions } from '../blocks/answer.ts';
import { loadingDetails, messageDetails, renderDetails } from '../blocks/details.ts';
import { explain, fault } from '../errors.ts';
import { onPress, whereFrom } from './presses.ts';
import type { SlackDeps } from './slack-deps.ts';
import { changeWindow, openWindow } from './windows.ts';

/** Shows one event whole in a window: opened at once, filled when the event is found. */
export function registerDetails(app: App, deps: SlackDeps): void {
  const { answering, client, accountNames, log } = deps;
  onPress(app, actions.details, deps, async ({ payload, value }) => {
    const { asking, reply } = await whereFrom(payload, deps);
    const opened = await openWindow(client, payload.trigger, loadingDetails());
    if (!opened.ok) return answering.decline(opened.fault, reply);
    const ending = await answering.conclude({ ...asking, text: value });
    const view =
      ending?.kind === 'answer'
        ? renderDetails(ending.answer, accountNames)
        : messageDetails(ending?.kind === 'fault' ? explain(ending.fault) : explain(fault('internal', [])));
    await changeWindow(client, opened.value, view, log);
  });
}
