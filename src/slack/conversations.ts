import type { WebClient } from '@slack/web-api';
import { LRUCache } from 'lru-cache';
import type { Logger } from 'pino';
import { z } from 'zod';
import type { Previous } from '../query/understand.ts';
import { answerMetadata, slackErrorOf } from './web-client.ts';

/** What the answers in threads were about, so that a follow-up need only say what changes. Never rejects. */
export interface Conversations {
  remember(channel: string, thread: string, about: Previous): void;
  /** The last answer's; null where it is not known. */
  of(channel: string, thread: string): Promise<Previous | null>;
}

interface ConversationsDeps {
  client: WebClient;
  log: Logger;
  /** Trail's own bot ID: what others write is no answer of Trail's. */
  botId: () => string | undefined;
}

const mostThreads = 10_000;
const pageSize = 200;
const maxPages = 5;

/** Reads the metadata of Trail's answers where Slack allows it, else what this process remembers. */
export function createConversations({ client, log, botId }: ConversationsDeps): Conversations {
  const memory = new LRUCache<string, Previous>({ max: mostThreads });
  /** Kinds of channels, by the first letter of their IDs, that Slack does not let Trail read. */
  const closed = new Set<string>();

  async function read(channel: string, thread: string): Promise<Previous | null> {
    let last: Previous | null = null;
    let cursor: string | undefined;
    for (let page = 0; page < maxPages; page += 1) {
      const more = cursor === undefined ? {} : { cursor };
      const read = await client.conversations.replies({
        channel,
        ts: thread,
        include_all_metadata: true,
        limit: pageSize,
        ...more,
      });
      last = aboutIn(read.messages ?? [], botId()) ?? last;
      cursor = read.response_metadata?.next_cursor || undefined;
      if (cursor === undefined) break;
    }
    return last;
  }

  return {
    remember(channel, thread, about) {
      memory.set(`${channel} ${thread}`, about);
    },
    async of(channel, thread) {
      const remembered = memory.get(`${channel} ${thread}`) ?? null;
      const kind = channel.charAt(0);
      if (closed.has(kind)) return remembered;
      try {
        return (await read(channel, thread)) ?? remembered;
      } catch (error) {
        const reason = slackErrorOf(error);
        if (reason === 'missing_scope') closed.add(kind);
        log.info({ reason, kind }, 'A thread could not be read; what is remembered of it is used');
        return remembered;
      }
    },
  };
}

const names = z
  .string()
  .max(20_000)
  .transform((text) => text.split('\n').filter((name) => name !== ''));
const answered = z.object({
  bot_id: z.string(),
  metadata: z.object({
    event_type: z.literal(answerMetadata),
    event_payload: z.object({
      command: z.string().max(2000),
      principals: names,
      sessions: names,
    }),
  }),
});

function aboutIn(messages: readonly unknown[], botId: string | undefined): Previous | null {
  const found = messages.map((message) => answered.safeParse(message)).filter(({ success }) => success);
  const own = found.flatMap(({ data }) => (data !== undefined && data.bot_id === botId ? [data] : []));
  return own.at(-1)?.metadata.event_payload ?? null;
}
