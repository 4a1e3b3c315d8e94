import type { WebClient } from '@slack/web-api';
import type { SlackMessage } from './answer-service.ts';
import type { ReplyChannel, Sent } from './reply-channel.ts';
import { metadataOf, postMessage, postPrivately, sentOf } from './web-client.ts';

/** Where a conversation goes on. */
interface ThreadPlace {
  client: WebClient;
  /** A channel, or a user for a direct message. */
  channel: string;
  /** Timestamp of the message it is under; null: in the channel itself. */
  thread: string | null;
  /** Who asks. */
  user: string;
  discreet?: boolean;
}

interface ThreadReply extends ReplyChannel {
  /** The message, once it is shown, and the channel it turned out to be in. */
  readonly place: { channel: string; ts: string } | null;
}

/** Answers in a thread: one message there, changed as the answer grows. Everybody in the channel sees it. */
export function createThreadReply({ client, channel, thread, user, discreet = false }: ThreadPlace): ThreadReply {
  let posted: { channel: string; ts: string } | null = null;

  async function post(message: SlackMessage): Promise<Sent> {
    const { sent, place } = await postMessage(client, channel, thread, message);
    posted = place;
    return sent;
  }

  return {
    left: Number.POSITIVE_INFINITY,
    discreet,
    get place() {
      return posted;
    },
    async show(message) {
      if (posted === null) return post(message);
      const sent = await update(client, posted, message);
      const gone = sent.kind === 'refused' && ['message_not_found', 'edit_window_closed'].includes(sent.reason);
      return gone ? post(message) : sent;
    },
    async rescue(message) {
      if (channel === user) return { kind: 'refused', reason: 'no_other_way' };
      return (await postMessage(client, user, null, message)).sent;
    },
    ...(/^[CG]/.test(channel)
      ? { showPrivately: (message) => postPrivately(client, { channel, thread, user }, message) }
      : {}),
  };
}

/** Answers somebody alone where others are, by messages that can't be changed; as a direct message where that fails. */
export function createPrivateReply({
  client,
  channel,
  user,
}: Pick<ThreadPlace, 'client' | 'channel' | 'user'>): ReplyChannel {
  return {
    left: Number.POSITIVE_INFINITY,
    lasting: true,
    show: (message) => postPrivately(client, { channel, thread: null, user }, message),
    rescue: async (message) => (await postMessage(client, user, null, message)).sent,
  };
}

/** Blocks are always sent: without them Slack would leave those that are there. */
async function update(client: WebClient, place: { channel: string; ts: string }, message: SlackMessage): Promise<Sent> {
  const { text, blocks } = message;
  try {
    await client.chat.update({ ...place, text, blocks: [...blocks], ...metadataOf(message) });
    return { kind: 'shown' };
  } catch (error) {
    return sentOf(error);
  }
}
