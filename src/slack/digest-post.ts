import type { WebClient } from '@slack/web-api';
import { z } from 'zod';
import { renderDigestMessage } from '../blocks/replies.ts';
import type { DigestPost, Posted } from '../digest/post.ts';
import type { MessagePlace } from '../state/run.ts';
import type { Millis } from '../trail/event.ts';
import { pause } from './pause.ts';
import type { People } from './people.ts';
import { formsOf } from './reply-channel.ts';
import { digestMetadata, postMessage, sentOf } from './web-client.ts';

interface DigestPostDeps {
  client: WebClient;
  team: string;
  /** Trail's own bot ID: what others write is no digest of Trail's. */
  botId: () => string | undefined;
  people: People;
  /** Configured account names by account ID. */
  accountNames: ReadonlyMap<string, string>;
  /** Between two messages in the same channel. */
  spacing: Millis;
}

const pageSize = 200;
const maxPages = 50;

/** Posts digests, one after the other in each channel, and looks for them in its history where Slack allows that. */
export function createDigestPost({ client, team, botId, people, accountNames, spacing }: DigestPostDeps): DigestPost {
  const turns = new Map<string, Promise<void>>();

  async function inTurn<T>(channel: string, signal: AbortSignal, work: () => Promise<T>): Promise<T> {
    const before = turns.get(channel) ?? Promise.resolve();
    const done = before.then(() => {
      signal.throwIfAborted();
      return work();
    });
    const rest = () => pause(spacing, signal);
    const turn = done.then(rest, rest);
    turns.set(channel, turn);
    void turn.then(() => turns.get(channel) === turn && turns.delete(channel));
    return done;
  }

  async function search(channel: string, run: string, since: Millis): Promise<MessagePlace | 'absent' | 'unreadable'> {
    let cursor: string | undefined;
    for (let page = 0; page < maxPages; page += 1) {
      const read = await client.conversations.history({
        channel,
        oldest: (since / 1000).toFixed(6),
        include_all_metadata: true,
        limit: pageSize,
        ...(cursor === undefined ? {} : { cursor }),
      });
      const found = (read.messages ?? []).map((message) => digested.safeParse(message));
      const own = found.find(({ data }) => data?.bot_id === botId() && data?.metadata.event_payload.run === run);
      if (own?.data !== undefined) return { channel, ts: own.data.ts };
      cursor = read.response_metadata?.next_cursor || undefined;
      if (cursor === undefined) return 'absent';
    }
    return 'unreadable';
  }

  return {
    team,
    usergroupsOf: (user) => people.usergroupsOf(user),
    inTurn,
    async send(channel, said, run) {
      const own = run === null ? {} : { run };
      let posted: Posted = { kind: 'refused', reason: 'no_text', wait: null };
      for (const form of formsOf(renderDigestMessage(said, accountNames))) {
        posted = postedBy(await postMessage(client, channel, null, { ...form, ...own }));
        if (posted.kind !== 'refused' || !ofContent.test(posted.reason)) return posted;
      }
      return posted;
    },
    async find(channel, run, since) {
      try {
        return await search(channel, run, since);
      } catch (error) {
        return sentOf(error).kind === 'lost' ? 'away' : 'unreadable';
      }
    },
  };
}

/** Slack's errors about what a message holds rather than where it goes. */
const ofContent = /^(invalid_|msg_|no_text|metadata_)/;
/** Failures that come before anything is sent. */
const unsent = new Set(['ratelimited', 'ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN']);

function postedBy({ sent, place }: Awaited<ReturnType<typeof postMessage>>): Posted {
  if (sent.kind === 'shown') return place === null ? { kind: 'doubtful', reason: 'no_ts' } : { kind: 'posted', place };
  if (sent.kind === 'refused') return { ...sent, wait: null };
  return unsent.has(sent.reason)
    ? { kind: 'refused', reason: sent.reason, wait: sent.wait ?? 0 }
    : { kind: 'doubtful', reason: sent.reason };
}

const digested = z.object({
  ts: z.string(),
  bot_id: z.string(),
  metadata: z.object({
    event_type: z.literal(digestMetadata),
    event_payload: z.object({ run: z.string() }),
  }),
});
