import type { Logger } from 'pino';
import { explain, type Fault, fault } from '../errors.ts';
import type { Metrics } from '../metrics.ts';
import type { Millis } from '../trail/event.ts';
import type { AskService, Ending, Progress } from './ask-service.ts';
import { deliver, deliverFinal } from './deliver.ts';
import { errorFields } from './library-log.ts';
import type { Outlet } from './outlet.ts';
import type { People } from './people.ts';
import type { Timing } from './timing.ts';
import type { Work } from './work.ts';

export interface AnsweringDeps {
  ask: AskService;
  people: People;
  work: Work;
  metrics: Metrics;
  log: Logger;
  clock: () => Millis;
  timing: Timing;
}

/** One question as it came from Slack. */
export interface Asking {
  text: string;
  user: string;
  team: string;
  channel: string;
}

export interface Answering {
  /** Answers a question, however it ends. Never rejects; a stop waits for it. */
  answer(asking: Asking, outlet: Outlet): Promise<void>;
  /** Says why a question is not answered. */
  decline(given: Fault, outlet: Outlet): Promise<void>;
}

/** From a question to its delivered answer: who asks, the steps of the answer, what is counted and logged of it. */
export function createAnswering(deps: AnsweringDeps): Answering {
  const { ask, people, work, metrics, log, clock, timing } = deps;

  async function* steps(asking: Asking, signal: AbortSignal): AsyncGenerator<Progress> {
    const { text, ...asker } = asking;
    const [zone, usergroups] = await Promise.all([people.zoneOf(asking.user), people.usergroupsOf(asking.user)]);
    yield* ask.ask(text, { ...asker, zone, usergroups }, signal);
  }

  async function decline(given: Fault, outlet: Outlet): Promise<void> {
    const delivered = await deliverFinal({ text: explain(given), blocks: [] }, false, outlet, { timing, log });
    metrics.delivered(delivered);
  }

  async function answer(asking: Asking, outlet: Outlet, signal: AbortSignal): Promise<void> {
    const begun = clock();
    metrics.began();
    const count = (question: string, outcome: string) => {
      const took = clock() - begun;
      metrics.answered(question, outcome, took / 1000);
      log.info({ question, outcome, took, user: asking.user }, 'Question answered');
    };
    try {
      const { ending, delivered } = await deliver(steps(asking, signal), outlet, { timing, log });
      metrics.delivered(delivered);
      count(questionOf(ending), outcomeOf(ending));
    } catch (error) {
      log.error(errorFields(error), 'A question failed');
      count('unknown', signal.aborted ? 'stopped' : 'failed');
      await decline(signal.aborted ? fault('stopped', []) : fault('internal', []), outlet);
    }
  }

  return {
    answer: (asking, outlet) => work.run((signal) => answer(asking, outlet, signal)),
    decline: (given, outlet) => work.run(() => decline(given, outlet)),
  };
}

function questionOf(ending: Ending): string {
  if (ending.kind === 'answer') return ending.answer.question;
  return ending.kind === 'help' ? 'help' : 'unknown';
}

function outcomeOf(ending: Ending): string {
  if (ending.kind === 'fault') return ending.fault.id;
  if (ending.kind === 'help') return 'complete';
  return ending.answer.coverage.complete ? 'complete' : 'incomplete';
}
