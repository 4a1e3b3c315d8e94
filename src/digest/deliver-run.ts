import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from 'pino';
import { recorded } from '../ask/ask.ts';
import { explain, ok, type Result } from '../errors.ts';
import type { Digest } from '../state/digest.ts';
import type { DigestRun } from '../state/run.ts';
import type { Store } from '../state/store.ts';
import type { Millis } from '../trail/event.ts';
import { askerOf, authoriseDigest, type DigestContext } from './authorise-digest.ts';
import { build } from './build.ts';
import { type Covered, coveredBy } from './covered.ts';
import { nextDue } from './due.ts';
import type { Passes } from './pass.ts';
import type { DigestMessage, DigestPost, Posted } from './post.ts';
import type { Schedule } from './schedule.ts';
import { scheduleOf } from './schedule-of.ts';
import { sectionNames } from './sections.ts';
import type { DigestTiming } from './timing.ts';

export interface Delivering {
  store: Store;
  context: DigestContext;
  passes: Passes;
  post: DigestPost;
  timing: DigestTiming;
  clock: () => Millis;
  log: Logger;
  signal: AbortSignal;
}

/**
 * Brings one run, which this process holds, to its end: told once, or given up with its maker told. Where it stops
 * half-way it rejects, and the run is taken up again when its lease ends.
 */
export async function deliverRun(run: DigestRun, digest: Digest, deps: Delivering): Promise<void> {
  const { store, clock, signal, timing } = deps;
  const schedule = scheduleOf(digest);
  if (schedule === null || digest.paused !== null) {
    await store.runs.markFailed(run, { at: clock(), why: 'The digest was off.' });
    return;
  }
  const held = holdOn(run, deps);
  try {
    await finish(run, digest, schedule, deps, held);
  } finally {
    held.end();
    // Nothing was sent yet: whoever comes next need not wait for the lease to end.
    if (signal.aborted) await store.runs.renew(run, clock() - timing.lease).catch(() => false);
  }
}

interface Held {
  /** Aborts where the run was lost to somebody else, or Trail stops. */
  signal: AbortSignal;
  end(): void;
}

/** Says again and again that this process lives and works on the run. */
function holdOn(run: DigestRun, { store, clock, signal, timing }: Delivering): Held {
  const lost = new AbortController();
  const renew = async () => {
    const held = await store.runs.renew(run, clock() + timing.lease).catch(() => true);
    if (!held) lost.abort(new Error('The run is held by somebody else.'));
  };
  const timer = setInterval(renew, timing.lease / 3);
  return { signal: AbortSignal.any([signal, lost.signal]), end: () => clearInterval(timer) };
}

async function finish(run: DigestRun, digest: Digest, schedule: Schedule, deps: Delivering, held: Held): Promise<void> {
  const { store, clock, log } = deps;
  const deadline = nextDue(schedule, run.due);
  const standing = run.state === 'sending' ? await lookFor(run, digest, deadline, deps, held) : 'absent';
  if (standing === 'told') return;
  const last = await store.runs.findLastDelivered(digest.id);
  const covered = coveredBy(schedule, run.due, last?.window?.end ?? null);
  if (covered === null || clock() >= deadline) {
    const why = covered === null ? 'Its time was told before.' : 'The next is due, and covers its time.';
    await store.runs.markFailed(run, { at: clock(), why });
    return;
  }
  const made = await compose(digest, covered, last, schedule.zone, deps, held);
  held.signal.throwIfAborted();
  if (!made.ok) return giveUp(run, digest, explain(made.fault), deps);

  let doubt = standing === 'unreadable';
  for (let tries = 0; ; tries += 1) {
    const { window, told, message } = made.value;
    const posted = await deps.post.inTurn(digest.channel, held.signal, async () => {
      if (!(await store.runs.markSending(run, { window, told }))) return null;
      return deps.post.send(digest.channel, message(doubt), run.id);
    });
    if (posted === null) return;
    if (posted.kind === 'posted') {
      await store.runs.markDelivered(run, { at: clock(), message: posted.place });
      log.info({ digest: digest.id, run: run.id, late: clock() - run.due }, 'A digest was delivered');
      return;
    }
    log.warn({ digest: digest.id, reason: posted.reason, tries }, 'A digest was not taken; trying again');
    await backOff(posted, tries, deadline, deps, held);
    if (posted.kind === 'doubtful') {
      const found = await lookFor(run, digest, deadline, deps, held);
      if (found === 'told') return;
      doubt ||= found === 'unreadable';
    }
    if (clock() >= deadline) return giveUp(run, digest, reasonOf(posted.reason), deps);
  }
}

async function backOff(posted: Posted, tries: number, deadline: Millis, deps: Delivering, held: Held): Promise<void> {
  const asked = posted.kind === 'refused' ? (posted.wait ?? 0) : 0;
  const wait = Math.min(Math.max(waitAfter(tries, deps.timing), asked), Math.max(0, deadline - deps.clock()));
  await sleep(wait, undefined, { signal: held.signal });
}

function waitAfter(tries: number, { backOff: waits }: DigestTiming): Millis {
  return waits[Math.min(tries, waits.length - 1)] ?? 0;
}

/** Clocks of Slack's and ours may differ. */
const skew: Millis = 300_000;

/** Whether the message of a run stands in its channel; where it does, the run is marked delivered. */
async function lookFor(
  run: DigestRun,
  digest: Digest,
  deadline: Millis,
  deps: Delivering,
  held: Held,
): Promise<'told' | 'absent' | 'unreadable'> {
  const look = () => deps.post.find(digest.channel, run.id, run.due - skew);
  let found = await look();
  for (let tries = 0; found === 'away' && deps.clock() < deadline; tries += 1) {
    await sleep(waitAfter(tries, deps.timing), undefined, { signal: held.signal });
    found = await look();
  }
  if (found === 'absent') return found;
  if (found === 'unreadable' || found === 'away') return 'unreadable';
  await deps.store.runs.markDelivered(run, { at: deps.clock(), message: found });
  deps.log.info({ digest: digest.id, run: run.id }, 'A digest had been delivered before Trail stopped');
  return 'told';
}

interface Composed extends Covered {
  told: string[];
  /** Whether everything it is about was searched. */
  complete: boolean;
  /** `repeats`: whether it may be there already. */
  message(repeats: boolean): DigestMessage;
}

/** Asks in the name of who set the digest up; the audit log tells it as `digest now`, which asks the same. */
async function compose(
  digest: Digest,
  covered: Covered,
  last: DigestRun | null,
  zone: string,
  deps: Delivering,
  { signal }: Held,
): Promise<Result<Composed>> {
  const { store, context, passes, post } = deps;
  const asker = await askerOf(digest, post);
  const work = async (): Promise<Result<Composed>> => {
    const authorised = await authoriseDigest(digest.accounts, asker, context);
    if (!authorised.ok) return authorised;
    const { allowed, note } = authorised.value;
    const { sections } = digest;
    const { content, told } = await build(
      {
        ...covered,
        last: last?.window == null ? null : { window: last.window, told: await store.runs.readTold(digest.id) },
        allowed,
        limited: digest.accounts !== null,
        sections: sections === null ? null : sectionNames.filter((name) => sections.includes(name)),
        zone,
        priority: 'digest',
      },
      { passes, store },
    );
    signal.throwIfAborted();
    const notes = covered.catchesUp ? ['This one covers all the time since the last that was delivered.'] : [];
    if (note !== null) notes.push(note);
    const message = (repeats: boolean): DigestMessage => ({
      kind: 'digest',
      content,
      notes: repeats ? [...notes, mayRepeat] : notes,
    });
    return ok({ ...covered, told, complete: content.coverage.complete, message });
  };
  const question = { asker, text: `digest now ${digest.id}`, signal };
  return recorded(context.questionLog, question, work, ({ complete }) => complete);
}

const mayRepeat =
  'It may repeat one: Trail stopped while it sent it, and may not read this channel to see whether it was delivered.';

/** Nothing more is tried: the digest is paused, and its maker told why. */
async function giveUp(
  run: DigestRun,
  digest: Digest,
  why: string,
  { store, clock, post, log }: Delivering,
): Promise<void> {
  const at = clock();
  await store.runs.markFailed(run, { at, why });
  await store.digests.pause(digest.id, { since: at, by: null, why });
  log.warn({ digest: digest.id, why }, 'A digest is paused');
  if (digest.maker === '') return;
  const told = await post.send(digest.maker, { kind: 'paused', digest, why }, null);
  if (told.kind !== 'posted') log.warn({ digest: digest.id, reason: told.reason }, 'Its maker could not be told');
}

/** Why a channel takes no digest, in a sentence. */
function reasonOf(code: string): string {
  switch (code) {
    case 'is_archived':
      return 'The channel is archived.';
    case 'not_in_channel':
    case 'channel_not_found':
      return 'Trail is no longer in the channel: add it with /invite @Trail.';
    case 'ratelimited':
      return 'Slack took no more messages of Trail’s until the next digest was due.';
    default:
      return `Slack did not take the digest until the next was due (${code}).`;
  }
}
