import type { Outlet } from './outlet.ts';
import type { PressPayload } from './payloads.ts';
import { createResponseOutlet } from './response-url.ts';
import type { SlackDeps } from './slack-deps.ts';
import { createThreadOutlet } from './thread.ts';
import { postMessage } from './web-client.ts';

/**
 * Where a press is answered: in the thread of the message that was pressed, beside it for the presser alone,
 * or, from the Home tab, as a direct message.
 */
export function outletOfPress(payload: Omit<PressPayload, 'value'>, deps: SlackDeps): Outlet {
  const { user, channel, thread, responseUrl: url } = payload;
  const { client, apiUrl, timing } = deps;
  if (channel === null) return createThreadOutlet({ client, channel: user, thread: null, user });
  if (thread !== null) return createThreadOutlet({ client, channel, thread, user, discreet: true });
  const rescue = async (message: Parameters<Outlet['rescue']>[0]) =>
    (await postMessage(client, user, null, message)).sent;
  return createResponseOutlet({ url: url ?? '', apiUrl, timeout: timing.request, rescue, pressed: true });
}
