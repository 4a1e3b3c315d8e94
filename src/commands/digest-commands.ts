import { renderDigest } from '../blocks/digest.ts';
import { renderChanged, renderDigests, renderMade } from '../blocks/digest-replies.ts';
import type { Message } from '../blocks/message.ts';
import { build } from '../digest/build.ts';
import type { DigestContext } from '../digest/context.ts';
import { horizonOf } from '../digest/covered.ts';
import { lastDue } from '../digest/due.ts';
import { mayTell } from '../digest/may-tell.ts';
import type { Passes } from '../digest/pass.ts';
import type { DigestPost } from '../digest/post.ts';
import { writeSchedule } from '../digest/schedule.ts';
import { scheduleOf } from '../digest/schedule-of.ts';
import { type SectionName, sectionNames } from '../digest/sections.ts';
import { type Fault, failed, fault, ok, type Result } from '../errors.ts';
import { closestOf } from '../query/edit-distance.ts';
import type { Digest, NewDigest } from '../state/digest.ts';
import type { Store } from '../state/store.ts';
import { StoreFailed } from '../state/store-failed.ts';
import type { Millis } from '../trail/event.ts';
import { type DigestRequest, type Limits, readRequest } from './read-digest-request.ts';

/** Who asks something of digests, and from where. */
export interface DigestAsker {
  user: string;
  team: string;
  /** Empty where it is asked outside of any channel, as from the Home tab. */
  channel: string;
  zone: string;
  usergroups: readonly string[];
  /** Whether others see the answer anyway, so that a channel need not be told besides. */
  open: boolean;
}

/** Takes what people ask of digests. */
export interface DigestDesk {
  /** Answers what follows the word `digest`. Never rejects for what the store or Slack can't do. */
  answer(asked: string, asker: DigestAsker, post: DigestPost): Promise<Result<Message>>;
  /** Those of a workspace, the oldest first. */
  list(team: string): Promise<Digest[]>;
}

export interface DeskDeps {
  store: Store;
  context: DigestContext;
  passes: Passes;
  clock: () => Millis;
}

/** A workspace has no more. */
export const mostDigests = 50;
const day: Millis = 86_400_000;

export function createDesk({ store, context, passes, clock }: DeskDeps): DigestDesk {
  async function make(
    { schedule, accounts, sections }: Extract<DigestRequest, { kind: 'make' }>,
    asker: DigestAsker,
    post: DigestPost,
  ): Promise<Result<Message>> {
    const { user, team, channel } = asker;
    if (!/^[CGD]/.test(channel)) return failed(fault('digest-no-channel', [], { example: 'digest daily 09:00' }));
    const made: NewDigest = {
      team,
      channel,
      maker: user,
      made: clock(),
      origin: 'slack',
      schedule: writeSchedule(schedule),
      accounts,
      sections,
    };
    const allowed = await mayTell(made, context, { usergroupsOf: async () => asker.usergroups });
    if (!allowed.ok) return failed({ ...allowed.fault, example: exampleFor(allowed.fault) });
    if ((await store.digests.list({ team })).length >= mostDigests) {
      return failed(fault('digest-too-many', [mostDigests], { example: 'digest list' }));
    }
    const digest = await store.digests.create(made);
    const message = renderMade(digest, schedule, clock());
    if (asker.open) return ok(message);
    const closed = await announce(message, channel, post);
    if (closed === null) return ok(message);
    await store.digests.delete(digest.id);
    return failed(closed);
  }

  async function list({ team, channel }: DigestAsker): Promise<Result<Message>> {
    const all = await store.digests.list({ team });
    return ok(renderDigests(all, channel, clock()));
  }

  async function now(
    { id, accounts, sections }: Extract<DigestRequest, { kind: 'now' }>,
    asker: DigestAsker,
  ): Promise<Result<Message>> {
    const digest = id === null ? null : await findDigest(id, asker);
    if (digest !== null && !digest.ok) return digest;
    return preview(digest?.value ?? null, { accounts, sections }, asker);
  }

  /** What a digest would say of the time since its last, or one of the last day. */
  async function preview(digest: Digest | null, limits: Limits, asker: DigestAsker): Promise<Result<Message>> {
    const accounts = limits.accounts ?? digest?.accounts ?? null;
    const of = { maker: asker.user, channel: asker.channel, accounts, origin: 'slack' as const };
    const allowed = await mayTell(of, context, { usergroupsOf: async () => asker.usergroups });
    if (!allowed.ok) return allowed;
    const end = horizonOf(clock());
    const last = digest === null ? null : await store.runs.findLastDelivered(digest.id);
    const since = last?.window?.end ?? end - day;
    const { content } = await build(
      {
        window: { start: since < end ? since : end - day, end },
        last: null,
        accounts: allowed.value.accounts,
        limited: accounts !== null,
        sections: limits.sections ?? sectionsOf(digest),
        zone: (digest === null ? null : scheduleOf(digest)?.zone) ?? asker.zone,
        priority: 'person',
      },
      { passes, store },
    );
    const note = allowed.value.note === null ? [] : [allowed.value.note];
    return ok(
      renderDigest(content, {
        accountNames: context.accountNames,
        notes: ['A preview that only you see; what it tells is still told when the digest is due.', ...note],
      }),
    );
  }

  async function change(kind: 'on' | 'off' | 'delete', id: string, asker: DigestAsker): Promise<Result<Message>> {
    const found = await findDigest(id, asker);
    if (!found.ok) return found;
    const digest = found.value;
    const asked = { ...digest, maker: asker.user, origin: 'slack' as const };
    const allowed = await mayTell(asked, context, { usergroupsOf: async () => asker.usergroups });
    if (!allowed.ok) return allowed;
    if (kind === 'delete' && digest.origin === 'config') return failed(fault('digest-of-config', [digest.id]));
    const at = clock();
    if (kind === 'off') await store.digests.pause(digest.id, { since: at, by: asker.user, why: null });
    if (kind === 'delete') await store.digests.delete(digest.id);
    if (kind === 'on') await resume(digest, at);
    return ok(renderChanged(kind, digest, scheduleOf(digest), at));
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

  async function findDigest(id: string, { team }: DigestAsker): Promise<Result<Digest>> {
    const found = await store.digests.find(id);
    if (found !== null && found.team === team) return ok(found);
    const ids = (await store.digests.list({ team })).map((digest) => digest.id);
    const [meant] = closestOf(id, ids);
    const hints = meant === undefined ? {} : { didYouMean: `digest off ${meant}` };
    return failed(fault('digest-unknown', [id], { ...hints, example: 'digest list' }));
  }

  return {
    list: (team) => store.digests.list({ team }),
    async answer(asked, asker, post) {
      const accounts = await context.accounts();
      const request = readRequest(asked, { zone: asker.zone, accounts });
      if (!request.ok) return request;
      const { value } = request;
      try {
        switch (value.kind) {
          case 'make':
            return await make(value, asker, post);
          case 'list':
            return await list(asker);
          case 'now':
            return await now(value, asker);
          default:
            return await change(value.kind, value.id, asker);
        }
      } catch (error) {
        if (error instanceof StoreFailed) return failed(error.fault);
        throw error;
      }
    },
  };
}

function sectionsOf(digest: Digest | null): readonly SectionName[] | null {
  const sections = digest?.sections ?? null;
  return sections === null ? null : sectionNames.filter((name) => sections.includes(name));
}

/** The channel is told that it has a digest from now on: whether Trail may post there is known by it. Null where it may. */
async function announce(message: Message, channel: string, post: DigestPost): Promise<Fault | null> {
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
