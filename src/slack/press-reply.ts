import type { PressPayload } from './payloads.ts';
import { createResponseReply, type ReplyChannel } from './reply-channel.ts';
import type { SlackDeps } from './slack-deps.ts';
import { createThreadReply } from './thread.ts';
import { postMessage } from './web-client.ts';

/**
 * Where a press is answered: in the thread of the message that was pressed, beside it for the presser alone,
 * or, from the Home tab, as a direct message.
 */
export function replyToPress(payload: Omit<PressPayload, 'value'>, deps: SlackDeps): ReplyChannel {
  const { user, channel, thread, responseUrl: url } = payload;
  const { client, apiUrl, timing } = deps;
  if (channel === null) return createThreadReply({ client, channel: user, thread: null, user });
  if (thread !== null) return createThreadReply({ client, channel, thread, user, discreet: true });
  const rescue = async (message: Parameters<ReplyChannel['rescue']>[0]) =>
    (await postMessage(client, user, null, message)).sent;
  return createResponseReply({ url: url ?? '', apiUrl, timeout: timing.request, rescue, pressed: true });
}
