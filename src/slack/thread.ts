import type { WebClient } from '@slack/web-api';
import type { Message } from './ask-service.ts';
import type { Outlet, Sent } from './outlet.ts';
import { postMessage, sentOf } from './web-client.ts';

/** Answers in the thread of a message: one message there, changed as the answer grows. Everybody in the channel sees it. */
export function createThreadOutlet(client: WebClient, channel: string, thread: string): Outlet {
  let posted: string | null = null;

  async function post(message: Message): Promise<Sent> {
    const { sent, ts } = await postMessage(client, channel, thread, message);
    posted = ts;
    return sent;
  }

  return {
    left: Number.POSITIVE_INFINITY,
    async show(message) {
      if (posted === null) return post(message);
      const sent = await update(client, channel, posted, message);
      const gone = sent.kind === 'refused' && ['message_not_found', 'edit_window_closed'].includes(sent.reason);
      return gone ? post(message) : sent;
    },
    async rescue() {
      return { kind: 'refused', reason: 'no_other_way' };
    },
  };
}

/** Blocks are always sent: without them Slack would leave those that are there. */
async function update(client: WebClient, channel: string, ts: string, { text, blocks }: Message): Promise<Sent> {
  try {
    await client.chat.update({ channel, ts, text, blocks: [...blocks] });
    return { kind: 'shown' };
  } catch (error) {
    return sentOf(error);
  }
}
