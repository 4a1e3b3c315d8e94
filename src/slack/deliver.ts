import type { Logger } from 'pino';
import type { Millis } from '../trail/event.ts';
import { isEnding, type SlackEnding, type SlackMessage, type SlackStep } from './answer-service.ts';
import { pause } from './pause.ts';
import { formsOf, type ReplyChannel, type Sent } from './reply-channel.ts';
import type { Timing } from './timing.ts';

/** How the final answer reached its asker: whole, without some or all of its blocks, another way, or not at all. */
type Delivered = 'whole' | 'text' | 'rescued' | 'lost';

interface DeliveryContext {
  timing: Timing;
  log: Logger;
}

/** The longest that Slack may ask to wait before a final answer is tried another way. */
const longestWait = 30_000;

/**
 * Shows the steps of an answer as they come, the last one for certain: a refused or lost update costs nothing,
 * the final answer is tried again, as text, and by another way.
 * Rejects only where the steps themselves do, or end without an ending.
 */
export async function deliver(
  steps: AsyncIterable<SlackStep>,
  reply: ReplyChannel,
  context: DeliveryContext,
): Promise<{ ending: SlackEnding; delivered: Delivered }> {
  const state = { refused: 0 };
  const updates = new Updates((update) => showUpdate(update, reply, state, context.log), context.timing);
  try {
    for await (const step of steps) {
      if (!isEnding(step)) {
        if (!reply.lasting || (step.kind === 'searching' && !step.public)) updates.offer(updateOf(step));
        continue;
      }
      await updates.end();
      return { ending: step, delivered: await deliverEnding(step, reply, context, state.refused) };
    }
    throw new Error('The steps of a question ended without an answer');
  } finally {
    await updates.end();
  }
}

/**
 * Shows what must not be lost, in the first of its forms that Slack takes. `refused`: how many forms it refused of
 * the messages before; it would refuse those again.
 */
export async function deliverEnding(
  step: SlackEnding,
  reply: ReplyChannel,
  context: DeliveryContext,
  refused = 0,
): Promise<Delivered> {
  const { message } = step;
  const forms = formsOf(message);
  const usual = refused > 0 && reply.left < forms.length ? forms.slice(-reply.left) : forms;
  const isPublic = step.kind === 'answer' && step.public;
  const { showPrivately } = reply;
  if (showPrivately !== undefined && isForAskerAlone(step, reply)) {
    if ((await showOne(forms, showPrivately, context)) !== null) return 'whole';
    if ((await showOne(forms, (form) => reply.rescue(form), context)) !== null) return 'rescued';
  }
  const shown = await showOne(usual, (form) => reply.show(form, isPublic), context);
  if (shown !== null) return shown === message ? 'whole' : 'text';
  if ((await showOne(forms, (form) => reply.rescue(form), context)) !== null) return 'rescued';
  context.log.error({ event: 'answer-lost' }, 'An answer could not be delivered');
  return 'lost';
}

/** Why somebody may not ask is nobody else's business. */
function isForAskerAlone(step: SlackEnding, { discreet = false }: ReplyChannel): boolean {
  if (step.kind === 'reply') return step.alone;
  return step.kind === 'fault' && (discreet || step.fault.id === 'not-allowed');
}

/** The first of the forms that Slack takes; null where it takes none, or can't be reached. */
async function showOne(
  forms: readonly SlackMessage[],
  show: (form: SlackMessage) => Promise<Sent>,
  { timing, log }: DeliveryContext,
): Promise<SlackMessage | null> {
  for (const form of forms) {
    const sent = await persist(() => show(form), timing);
    if (sent.kind === 'shown') return form;
    log.warn({ reason: sent.reason, blocks: typesOf(form) }, 'Slack did not take an answer');
    if (sent.kind === 'lost') return null;
  }
  return null;
}

async function persist(attempt: () => Promise<Sent>, { retries }: Timing): Promise<Sent> {
  for (const wait of retries) {
    const sent = await attempt();
    if (sent.kind !== 'lost' || (sent.wait ?? 0) > longestWait) return sent;
    await pause(Math.max(wait, sent.wait ?? 0));
  }
  return attempt();
}

/** Once blocks were refused, later updates come without them: a refusal may have cost one of few messages. */
async function showUpdate(update: Update, reply: ReplyChannel, state: { refused: number }, log: Logger): Promise<void> {
  const forms = formsOf(update.message);
  const form = forms[Math.min(state.refused, forms.length - 1)] ?? update.message;
  const sent = await reply.show(form, update.public);
  if (sent.kind === 'shown') return;
  if (sent.kind === 'refused') state.refused += 1;
  log.warn({ reason: sent.reason, blocks: typesOf(form) }, 'Slack did not take a partial answer');
}

const typesOf = ({ blocks }: SlackMessage) => [...new Set(blocks.map(({ type }) => type))].join(' ');

function updateOf(step: Exclude<SlackStep, { kind: 'reply' | 'fault' | 'ambiguous' }>): Update {
  if (step.kind === 'answer') return { message: step.message, public: step.public };
  const { regions, accounts, about } = step;
  const where = regions === 0 ? '' : ` ${regions} ${regions === 1 ? 'Region' : 'Regions'}`;
  const whose = accounts > 1 ? ` of ${accounts} accounts` : '';
  const message = { text: `Searching${where}${whose}…`, blocks: [] };
  return { message: about === undefined ? message : { ...message, about }, public: step.public };
}

export interface Update {
  message: SlackMessage;
  public: boolean;
}

/**
 * Shows the newest of what is offered before the final answer, few times and well spaced:
 * one first sign of life, then as many updates as there are gaps. What comes between is left out.
 */
class Updates {
  readonly #show: (update: Update) => Promise<void>;
  readonly #timing: Timing;
  #newest: Update | null = null;
  #shown = 0;
  #timer: NodeJS.Timeout | null = null;
  #showing: Promise<void> | null = null;
  #over = false;

  /** `show` must not reject. */
  constructor(show: (update: Update) => Promise<void>, timing: Timing) {
    this.#show = show;
    this.#timing = timing;
  }

  offer(update: Update): void {
    this.#newest = update;
    const { gaps, settle, gather } = this.#timing;
    const waiting = this.#timer !== null || this.#showing !== null;
    if (waiting || this.#over || this.#shown > gaps.length) return;
    this.#wake(this.#shown === 0 ? settle : gather);
  }

  /** No more updates; resolves when the last one is through, so that it can't overtake what comes next. */
  async end(): Promise<void> {
    this.#over = true;
    if (this.#timer !== null) clearTimeout(this.#timer);
    await this.#showing;
  }

  #wake(wait: Millis): void {
    this.#timer = setTimeout(() => {
      this.#timer = null;
      const update = this.#newest;
      if (update !== null) this.#showing = this.#showNow(update);
    }, wait);
  }

  async #showNow(update: Update): Promise<void> {
    this.#newest = null;
    this.#shown += 1;
    await this.#show(update);
    this.#showing = null;
    const gap = this.#timing.gaps[this.#shown - 1];
    if (!this.#over && gap !== undefined) this.#wake(gap);
  }
}
