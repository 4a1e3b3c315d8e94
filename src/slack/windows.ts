import type { ModalView } from '@slack/types';
import type { WebClient } from '@slack/web-api';
import type { Logger } from 'pino';
import { type Fault, failed, fault, ok, type Result } from '../errors.ts';
import { slackErrorOf } from './web-client.ts';

/** Opens a window while Slack still allows it: within three seconds of a press. Its ID, or what to do about the refusal. */
export async function openWindow(client: WebClient, trigger: string, view: ModalView): Promise<Result<string>> {
  try {
    const opened = await client.views.open({ trigger_id: trigger, view });
    return ok(opened.view?.id ?? '');
  } catch (error) {
    return failed(faultOf(slackErrorOf(error)));
  }
}

/** Shows something else in an open window; one that was closed meanwhile needs nothing. */
export async function changeWindow(client: WebClient, id: string, view: ModalView, log: Logger): Promise<void> {
  try {
    await client.views.update({ view_id: id, view });
  } catch (error) {
    log.warn({ reason: slackErrorOf(error) }, 'A window could not be changed');
  }
}

const expired = new Set(['expired_trigger_id', 'exchanged_trigger_id', 'invalid_trigger_id', 'trigger_expired']);

function faultOf(reason: string): Fault {
  return expired.has(reason) ? fault('trigger-expired', []) : fault('window-refused', [reason]);
}
