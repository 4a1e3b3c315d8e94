import type { Logger } from 'pino';
import { explain, type Fault, fault } from '../errors.ts';
import type { Previous } from '../query/understand.ts';
import type { Millis } from '../trail/event.ts';
import { type AskerInSlack, type AskService, isEnding, type SlackEnding, type SlackStep } from './answer-service.ts';
import { deliver, deliverEnding } from './deliver.ts';
import type { People } from './people.ts';
import type { ReplyChannel } from './reply-channel.ts';
import { errorFields, type Metrics } from './telemetry.ts';
import type { Timing } from './timing.ts';

interface AnsweringDeps {
  ask: AskService;
  /** Told of every question that was answered. */
  onAnswered: (user: string, ending: Extract<SlackEnding, { kind: 'answer' }>) => void;
  people: People;
  /** Aborts where a stop no longer waits for answers. */
  signal: AbortSignal;
  metrics: Metrics;
  log: Logger;
  clock: () => Millis;
  timing: Timing;
}

/** One question as it came from Slack. */
export interface Asking extends Omit<AskerInSlack, 'zone' | 'usergroups'> {
  text: string;
}

type OnRead = (about: Previous | null) => void;

export interface Answering {
  /**
   * Answers a question, however it ends. Never rejects. The ending that was shown, if any. `onRead` hears at each step
   * what the question is about, as far as that is known by then.
   */
  answer(asking: Asking, reply: ReplyChannel, onRead?: OnRead): Promise<SlackEnding | null>;
  /** How a question ends, for whom something else is made of it than a message. Never rejects; null where it failed. */
  conclude(asking: Asking): Promise<SlackEnding | null>;
  /** Who asks, with what Slack knows of them. Never rejects. */
  whoAsks(asking: Omit<Asking, 'text'>): Promise<AskerInSlack>;
  /** Says why a question is not answered. */
  decline(given: Fault, reply: ReplyChannel): Promise<void>;
}

/** From a question to its delivered answer: who asks, the steps of the answer, what is counted and logged of it. */
export function createAnswering(deps: AnsweringDeps): Answering {
  const { ask, onAnswered, people, signal, metrics, log, clock, timing } = deps;

  async function* steps(asking: Asking, onRead: OnRead = () => undefined): AsyncGenerator<SlackStep> {
    const { text, ...asker } = asking;
    for await (const step of ask.ask(text, await whoAsks(asker), signal)) {
      onRead(aboutOf(step));
      yield step;
    }
  }

  async function whoAsks(asker: Omit<Asking, 'text'>): Promise<AskerInSlack> {
    const [zone, usergroups] = await Promise.all([people.zoneOf(asker.user), people.usergroupsOf(asker.user)]);
    return { ...asker, zone, usergroups };
  }

  async function decline(given: Fault, reply: ReplyChannel): Promise<void> {
    const step = { kind: 'fault', fault: given, message: { text: explain(given), blocks: [] } } as const;
    metrics.delivered(await deliverEnding(step, reply, { timing, log }));
  }

  async function watched(
    asking: Asking,
    run: () => Promise<SlackEnding | null>,
    failed: (why: Fault) => Promise<void>,
  ): Promise<SlackEnding | null> {
    const begun = clock();
    metrics.began();
    const count = (question: string, outcome: string) => {
      const took = clock() - begun;
      metrics.answered(question, outcome, took / 1000);
      log.info({ question, outcome, took, user: asking.user }, 'Question answered');
    };
    try {
      const ending = await run();
      if (ending?.kind === 'answer') onAnswered(asking.user, ending);
      count(questionOf(ending), outcomeOf(ending));
      return ending;
    } catch (error) {
      log.error(errorFields(error), 'A question failed');
      count('unknown', signal.aborted ? 'stopped' : 'failed');
      await failed(signal.aborted ? fault('stopped', []) : fault('internal', []));
      return null;
    }
  }

  return {
    whoAsks,
    decline,
    answer(asking, reply, onRead) {
      const run = async () => {
        const { ending, delivered } = await deliver(steps(asking, onRead), reply, { timing, log });
        metrics.delivered(delivered);
        return ending;
      };
      return watched(asking, run, (why) => decline(why, reply));
    },
    conclude(asking) {
      const run = async () => {
        for await (const step of steps(asking)) if (isEnding(step)) return step;
        return null;
      };
      return watched(asking, run, async () => undefined);
    },
  };
}

function aboutOf(step: SlackStep): Previous | null {
  if (step.kind === 'searching') return step.about ?? null;
  return step.kind === 'answer' ? (step.message.about ?? null) : null;
}

function questionOf(ending: SlackEnding | null): string {
  if (ending?.kind === 'answer') return ending.answer.question;
  return ending?.kind === 'reply' ? ending.command : 'unknown';
}

function outcomeOf(ending: SlackEnding | null): string {
  if (ending === null) return 'failed';
  if (ending.kind === 'fault') return ending.fault.id;
  if (ending.kind === 'ambiguous') return 'asked-back';
  if (ending.kind === 'reply') return 'complete';
  return ending.answer.coverage.complete ? 'complete' : 'incomplete';
}

/** What somebody typed, out of what Slack makes of it, and without the mention it began with. */
export function readTyped(text: string): string {
  return fromSlack(text.replace(/^\s*<@[UW][A-Z0-9]+(\|[^>]*)?>[\s:,]*/, '')).trim();
}

/**
 * Undoes what Slack does to text that people type: `&amp;` `&lt;` `&gt;`, and links it makes of addresses
 * (`<mailto:a@b.c|a@b.c>`, `<http://x.y|x.y>`). Mentions such as `<@U1|name>` stay as they are.
 */
export function fromSlack(text: string): string {
  return text.replace(/<(?![@#!])([^<>|]*)(?:\|([^<>]*))?>|&(amp|lt|gt);/g, (whole, target, label, sign) => {
    if (sign !== undefined) return signs[String(sign)] ?? whole;
    if (!/^(?:https?|mailto|tel|ftp):/i.test(target)) return whole;
    return fromSlack(label ?? target.replace(/^(?:mailto|tel):/i, ''));
  });
}

const signs: Record<string, string> = { amp: '&', lt: '<', gt: '>' };
