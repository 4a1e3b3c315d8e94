import type { WebClient } from '@slack/web-api';
import { LRUCache } from 'lru-cache';
import type { Logger } from 'pino';
import { z } from 'zod';
import type { Previous } from '../query/understand.ts';
import { answerMetadata, slackErrorOf } from './web-client.ts';

/** What the questions in threads were about, so that a follow-up need only say what changes. */
export interface Conversations {
  /** Somebody asks in a thread: later questions are read against this one, whichever is answered first. */
  begin(channel: string, thread: string): Turn;
}

/** One question of a thread. */
interface Turn {
  /** What the question before is about, once that was read; null where it is not known. Never rejects. */
  previous(): Promise<Previous | null>;
  /** The question was read: what it is about, as far as that is known by now. */
  onRead(about: Previous | null): void;
  /** The question was answered, or came to another end. */
  end(): void;
}

/** What is remembered of a thread: the last question that was understood. */
interface Remembered {
  about: Previous;
  turn: number;
  /** Whether it is being answered: Slack's messages may not tell of it yet. */
  open: boolean;
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
  const memory = new LRUCache<string, Remembered>({ max: mostThreads });
  /** By thread, what resolves once all its questions are read that have come so far. */
  const reading = new Map<string, Promise<unknown>>();
  let turns = 0;
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

  async function lastOf(channel: string, thread: string): Promise<Previous | null> {
    const remembered = memory.get(keyOf(channel, thread));
    const about = remembered?.about ?? null;
    const kind = channel.charAt(0);
    if (closed.has(kind) || remembered?.open === true) return about;
    try {
      return (await read(channel, thread)) ?? about;
    } catch (error) {
      const reason = slackErrorOf(error);
      if (reason === 'missing_scope') closed.add(kind);
      log.info({ reason, kind }, 'A thread could not be read; what is remembered of it is used');
      return about;
    }
  }

  return {
    begin(channel, thread) {
      const key = keyOf(channel, thread);
      const turn = ++turns;
      const before = reading.get(key);
      let resolve: () => void = () => undefined;
      const isRead = new Promise<void>((done) => {
        resolve = done;
      });
      const all = Promise.all([before, isRead]).then(() => {
        if (reading.get(key) === all) reading.delete(key);
      });
      reading.set(key, all);
      return {
        async previous() {
          await before;
          return lastOf(channel, thread);
        },
        onRead(about) {
          const isLatest = (memory.get(key)?.turn ?? 0) <= turn;
          if (about !== null && isLatest) memory.set(key, { about, turn, open: true });
          resolve();
        },
        end() {
          const remembered = memory.get(key);
          if (remembered?.turn === turn) memory.set(key, { ...remembered, open: false });
          resolve();
        },
      };
    },
  };
}

const keyOf = (channel: string, thread: string) => `${channel} ${thread}`;

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
