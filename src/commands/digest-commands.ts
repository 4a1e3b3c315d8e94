import type { SlackAsker } from '../ask/authorise.ts';
import type { Command } from '../ask/request.ts';
import { type Authorities, authoriseDigest, type DigestContext } from '../digest/authorise-digest.ts';
import { build } from '../digest/build.ts';
import type { DigestContent } from '../digest/content.ts';
import { horizonOf } from '../digest/covered.ts';
import type { DigestService } from '../digest/digests.ts';
import { lastDue } from '../digest/due.ts';
import type { DigestMessage, DigestPost } from '../digest/post.ts';
import { type Schedule, writeSchedule } from '../digest/schedule.ts';
import { scheduleOf } from '../digest/schedule-of.ts';
import { type SectionName, sectionNames } from '../digest/sections.ts';
import { type Fault, failed, fault, ok, type Result } from '../errors.ts';
import { closestOf } from '../query/modifiers.ts';
import type { Digest } from '../state/digest.ts';
import type { Store } from '../state/store.ts';
import { StoreFailed } from '../state/store-failed.ts';
import type { Millis } from '../trail/event.ts';
import { type DigestRequest, type Limits, readRequest } from './read-digest-request.ts';

/** What becomes of a digest that is asked for, as data: each door makes its own message of it. */
export type DigestReply =
  | Extract<DigestMessage, { kind: 'made' }>
  /** What a digest would say now, for its asker alone. */
  | { kind: 'preview'; content: DigestContent; notes: readonly string[] }
  | { kind: 'changed'; change: Change; digest: Digest; schedule: Schedule | null; at: Millis }
  /** The digests of a workspace that the asker may know of, asked for in a channel. */
  | { kind: 'list'; digests: readonly Digest[]; channel: string; at: Millis };

type Change = 'on' | 'off' | 'delete';

interface DigestCommandDeps {
  store: Store;
  digests: Pick<DigestService, 'passes' | 'post' | 'list'>;
  context: Authorities & Pick<DigestContext, 'clock'>;
}

/** Somebody in Slack who asks something of digests. */
interface DigestAsker {
  asker: SlackAsker;
  zone: string;
  /** Whether others see the answer anyway, so that a channel need not be told besides. */
  open: boolean;
}

/** A workspace has no more. */
export const maxDigests = 50;
const day: Millis = 86_400_000;

/** What people ask of digests. Never rejects for what the store or Slack can't do. */
export function createDigestCommand({ store, digests, context }: DigestCommandDeps): Command<DigestReply> {
  const { clock } = context;

  async function make(
    { schedule, accounts, sections }: Extract<DigestRequest, { kind: 'make' }>,
    { asker, open }: DigestAsker,
    post: DigestPost,
  ): Promise<Result<DigestReply>> {
    const { user, team, channel } = asker;
    if (!/^[CGD]/.test(channel)) return failed(fault('digest-no-channel', [], { example: 'digest daily 09:00' }));
    const allowed = await authoriseDigest(accounts, asker, context);
    if (!allowed.ok) return failed({ ...allowed.fault, example: exampleFor(allowed.fault) });
    if ((await store.digests.list({ team })).length >= maxDigests) {
      return failed(fault('digest-too-many', [maxDigests], { example: 'digest list' }));
    }
    const digest = await store.digests.create({
      team,
      channel,
      maker: user,
      made: clock(),
      origin: 'slack',
      schedule: writeSchedule(schedule),
      accounts,
      sections,
    });
    const made = { kind: 'made', digest, schedule, at: clock() } as const;
    if (open) return ok(made);
    const closed = await announce(made, channel, post);
    if (closed === null) return ok(made);
    await store.digests.delete(digest.id);
    return failed(closed);
  }

  async function list({ asker }: DigestAsker): Promise<Result<DigestReply>> {
    const open = await digests.list(asker);
    if (open.length === 0) {
      const allowed = await authoriseDigest(null, asker, context);
      if (!allowed.ok) return allowed;
    }
    return ok({ kind: 'list', digests: open, channel: asker.channel, at: clock() });
  }

  async function now(
    { id, accounts, sections }: Extract<DigestRequest, { kind: 'now' }>,
    from: DigestAsker,
  ): Promise<Result<DigestReply>> {
    const digest = id === null ? null : await findDigest(id, from);
    if (digest !== null && !digest.ok) return digest;
    return preview(digest?.value ?? null, { accounts, sections }, from);
  }

  /** What a digest would say of the time since its last, or one of the last day. */
  async function preview(
    digest: Digest | null,
    limits: Limits,
    { asker, zone }: DigestAsker,
  ): Promise<Result<DigestReply>> {
    const accounts = limits.accounts ?? digest?.accounts ?? null;
    const authorised = await authoriseDigest(accounts, asker, context);
    if (!authorised.ok) return authorised;
    const { allowed, note } = authorised.value;
    const end = horizonOf(clock());
    const last = digest === null ? null : await store.runs.findLastDelivered(digest.id);
    const since = last?.window?.end ?? end - day;
    const { content } = await build(
      {
        window: { start: since < end ? since : end - day, end },
        last: null,
        allowed,
        limited: accounts !== null,
        sections: limits.sections ?? sectionsOf(digest),
        zone: (digest === null ? null : scheduleOf(digest)?.zone) ?? zone,
        priority: 'person',
      },
      { passes: digests.passes, store },
    );
    const preview = 'A preview that only you see; what it tells is still told when the digest is due.';
    return ok({ kind: 'preview', content, notes: note === null ? [preview] : [preview, note] });
  }

  async function change(change: Change, id: string, from: DigestAsker): Promise<Result<DigestReply>> {
    const found = await findDigest(id, from);
    if (!found.ok) return found;
    const digest = found.value;
    const there = { ...from.asker, channel: digest.channel };
    const allowed = await authoriseDigest(digest.accounts, there, context);
    if (!allowed.ok) return allowed;
    if (change === 'delete' && digest.origin === 'config') return failed(fault('digest-of-config', [digest.id]));
    const at = clock();
    if (change === 'off') await store.digests.pause(digest.id, { since: at, by: from.asker.user, why: null });
    if (change === 'delete') await store.digests.delete(digest.id);
    if (change === 'on') await resume(digest, at);
    return ok({ kind: 'changed', change, digest, schedule: scheduleOf(digest), at });
  }

  /** What was due while it was off is not sent the moment it is on: the next one covers it. */
  async function resume(digest: Digest, at: Millis): Promise<void> {
    if (digest.paused === null) return;
    await store.digests.resume(digest.id);
    const schedule = scheduleOf(digest);
    if (schedule === null) return;
    const run = await store.runs.claim(digest.id, lastDue(schedule, at), { now: at, until: at });
    if (run !== null) await store.runs.markFailed(run, { at, why: 'The digest was off.' });
  }

  async function findDigest(id: string, { asker }: DigestAsker): Promise<Result<Digest>> {
    const found = await store.digests.find(id);
    if (found !== null && found.team === asker.team) return ok(found);
    const ids = (await digests.list(asker)).map((digest) => digest.id);
    const [meant] = closestOf(id, ids);
    const hints = meant === undefined ? {} : { didYouMean: `digest off ${meant}` };
    return failed(fault('digest-unknown', [id], { ...hints, example: 'digest list' }));
  }

  async function answer(words: string, from: DigestAsker, post: DigestPost): Promise<Result<DigestReply>> {
    const request = readRequest(words, { zone: from.zone, accounts: await context.accounts() });
    if (!request.ok) return request;
    const { value } = request;
    switch (value.kind) {
      case 'make':
        return make(value, from, post);
      case 'list':
        return list(from);
      case 'now':
        return now(value, from);
      default:
        return change(value.kind, value.id, from);
    }
  }

  return {
    name: 'digest',
    searches: ({ asked }) => /^now\b/i.test(wordsOf(asked)),
    async run({ asked }, { asker, zone, open = false }) {
      if (asker.kind !== 'slack') return failed(fault('digest-elsewhere', [], { example: 'changes since:24h' }));
      const post = digests.post();
      if (post === null) return failed(fault('digest-unreachable', []));
      try {
        return await answer(wordsOf(asked), { asker, zone, open }, post);
      } catch (error) {
        if (error instanceof StoreFailed) return failed(error.fault);
        throw error;
      }
    },
  };
}

/** What follows the word `digest`. */
function wordsOf(asked: string): string {
  return asked.replace(/^\s*digest\b/i, '').trim();
}

function sectionsOf(digest: Digest | null): readonly SectionName[] | null {
  const sections = digest?.sections ?? null;
  return sections === null ? null : sectionNames.filter((name) => sections.includes(name));
}

/** The channel is told that it has a digest from now on: whether Trail may post there is known by it. Null where it may. */
async function announce(message: DigestMessage, channel: string, post: DigestPost): Promise<Fault | null> {
  const posted = await post.send(channel, message, null);
  if (posted.kind === 'posted') return null;
  if (posted.kind === 'doubtful') return fault('digest-unreachable', []);
  if (posted.wait !== null) return fault('digest-unreachable', []);
  const outside = ['not_in_channel', 'channel_not_found'].includes(posted.reason);
  return outside
    ? fault('digest-not-in-channel', [], { example: 'digest daily 09:00' })
    : fault('digest-channel-closed', [posted.reason], { example: 'digest daily 09:00' });
}

function exampleFor({ example }: Fault): string {
  return example ?? 'digest daily 09:00';
}
