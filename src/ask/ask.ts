import { type Fault, fault, type Result } from '../errors.ts';
import type { Account } from '../plan/plan.ts';
import type { Answer } from '../present/answer.ts';
import type { PlainReading } from '../query/plain/read-plain.ts';
import type { Query, QuestionName } from '../query/query.ts';
import { understand } from '../query/understand.ts';
import { conclude } from '../questions/conclude.ts';
import { questionNamed, shapes } from '../questions/index.ts';
import type { Question } from '../questions/question.ts';
import type { NewQuestion, QuestionEnding } from '../state/question.ts';
import type { Store } from '../state/store.ts';
import type { Millis } from '../trail/event.ts';
import { type Asker, type Authority, authorise, sessionNameOf } from './authorise.ts';
import type { AskRequest, Command } from './request.ts';
import { createSearch, type SearchDeps } from './search.ts';

/** What questions need of the world. */
export interface AskContext extends SearchDeps, Pick<Authority, 'access'> {
  /** The configured accounts, or the ambient credentials' own. */
  accounts: () => Promise<readonly Account[]>;
}

export interface AskDeps<Reply> extends AskContext {
  commands: readonly Command<Reply>[];
  questionLog: QuestionLog;
}

/** What becomes of a question: a command's reply, a fault or several readings at once, or a search and answers, the last of them final. */
export type AskStep<Reply> =
  | { kind: 'reply'; command: QuestionName; reply: Reply }
  | { kind: 'fault'; fault: Fault }
  | Extract<PlainReading, { kind: 'ambiguous' }>
  /** `query`: the question as it was understood; null where a command searches. */
  | { kind: 'searching'; public: boolean; accounts: number; regions: number; query: Query | null }
  | { kind: 'answer'; public: boolean; answer: Answer; query: Query; layout: Question['layout'] };

/**
 * What every door asks by: read, authorise, plan, search, trace, conclude; and the audit log is told who asked what,
 * and how it ended. Aborting the signal ends it with what was found.
 */
export async function* ask<Reply>(
  request: AskRequest,
  deps: AskDeps<Reply>,
  signal: AbortSignal,
): AsyncGenerator<AskStep<Reply>> {
  const { text, asker, taker } = request;
  const ended = deps.questionLog.began(asker, taker === undefined ? text : `export ${text}`, signal);
  let ending: Ended | null = null;
  try {
    for await (const step of answer(request, deps, signal)) {
      ending = endingOf(step);
      yield step;
    }
  } catch (error) {
    ending = null;
    throw error;
  } finally {
    ended(ending);
  }
}

async function* answer<Reply>(
  request: AskRequest,
  deps: AskDeps<Reply>,
  signal: AbortSignal,
): AsyncGenerator<AskStep<Reply>> {
  const { text, asker, zone, speaks = false, previous, taker } = request;
  const now = deps.clock();
  const accounts = await deps.accounts();
  const read = understand(text, { now, zone, accounts, shapes }, { speaks, previous });
  if (read.kind !== 'query') return yield read;

  const question = questionNamed(read.query.question);
  if (question === null && taker === undefined) return yield* obey(read.query, request, deps);
  if (question === null || (taker !== undefined && question.strategy.probes))
    return yield refused(fault('export-empty', []));

  const allowed = authorise(question, read.query, asker, { accounts, access: deps.access, logs: deps.logs });
  if (!allowed.ok) return yield refused(allowed.fault);

  const search = createSearch(allowed.value, { ...deps, asker: sessionNameOf(asker), now, signal });
  if (search.obstacle !== null) return yield refused(search.obstacle);
  yield { kind: 'searching', public: read.query.public, ...search.extent, query: read.query };

  for await (const found of taker === undefined ? search.run() : search.whole(taker)) {
    const concluded = conclude(question, allowed.value.query, found);
    yield { kind: 'answer', public: read.query.public, layout: question.layout, query: read.query, answer: concluded };
  }
}

async function* obey<Reply>(query: Query, request: AskRequest, deps: AskDeps<Reply>): AsyncGenerator<AskStep<Reply>> {
  const command = deps.commands.find(({ name }) => name === query.question);
  if (command === undefined) throw new Error(`Nothing answers ${query.question}.`);
  if (command.searches(query) && request.open !== true) {
    yield { kind: 'searching', public: false, accounts: 0, regions: 0, query: null };
  }
  const replied = await command.run(query, request);
  yield replied.ok ? { kind: 'reply', command: command.name, reply: replied.value } : refused(replied.fault);
}

const refused = (fault: Fault) => ({ kind: 'fault', fault }) as const;

/** How a step would end the question, as the audit log tells it; null where it goes on. */
function endingOf(step: AskStep<unknown>): Ended | null {
  switch (step.kind) {
    case 'answer':
      return step.answer.final ? { outcome: 'answered', complete: step.answer.coverage.complete } : null;
    case 'reply':
      return { outcome: 'answered', complete: true };
    case 'fault':
      return endedBy(step.fault);
    case 'ambiguous':
      return { outcome: 'not-understood', complete: false };
    case 'searching':
      return null;
  }
}

/** How a question ended, but for how long it took. */
export type Ended = Omit<QuestionEnding, 'took'>;

/** The audit log: who asked what, and how it ended. Nobody waits for it, and no question fails because of it. */
export interface QuestionLog {
  /**
   * Somebody asks; what is returned takes how it ended, null where it came to no end: then it failed, or was
   * cancelled if the signal has aborted.
   */
  began(asker: Asker, text: string, signal: AbortSignal): (ended: Ended | null) => void;
  /** Resolves when all that was told is kept, or could not be. */
  settled(): Promise<void>;
}

interface QuestionLogDeps {
  store: Pick<Store, 'questions'>;
  clock: () => Millis;
  /** Hears of every question that could not be kept. */
  onTrouble: (error: unknown) => void;
}

export function createQuestionLog({ store: { questions }, clock, onTrouble }: QuestionLogDeps): QuestionLog {
  const writing = new Set<Promise<unknown>>();
  const write = <T>(work: Promise<T>): Promise<T | null> => {
    const done = work.catch((error: unknown) => {
      onTrouble(error);
      return null;
    });
    writing.add(done);
    void done.then(() => writing.delete(done));
    return done;
  };
  return {
    began(asker, text, signal) {
      const time = clock();
      const started = write(questions.start({ ...whereOf(asker), text, time }));
      return (ended) => {
        const ending = { ...(ended ?? unended(signal)), took: clock() - time };
        void write(started.then((id) => (id === null ? undefined : questions.finish(id, ending))));
      };
    },
    async settled() {
      while (writing.size > 0) await Promise.all(writing);
    },
  };
}

/** For where nothing is remembered. */
export const noQuestionLog: QuestionLog = { began: () => () => undefined, settled: async () => undefined };

/** Does what somebody asks for; who asked, and how it ended, is written down. */
export async function recorded<Value>(
  log: QuestionLog,
  { asker, text, signal }: { asker: Asker; text: string; signal: AbortSignal },
  work: () => Promise<Result<Value>>,
  isComplete: (value: Value) => boolean,
): Promise<Result<Value>> {
  const ended = log.began(asker, text, signal);
  let ending: Ended | null = null;
  try {
    const done = await work();
    ending = done.ok ? { outcome: 'answered', complete: isComplete(done.value) } : endedBy(done.fault);
    return done;
  } finally {
    ended(ending);
  }
}

/** How a question ended that was not answered: not allowed, or not understood. */
function endedBy({ id }: Fault): Ended {
  return { outcome: id === 'not-allowed' ? 'refused' : 'not-understood', complete: false };
}

function unended({ aborted }: AbortSignal): Ended {
  return { outcome: aborted ? 'cancelled' : 'failed', complete: false };
}

function whereOf(asker: Asker): Pick<NewQuestion, 'user' | 'team' | 'channel'> {
  if (asker.kind === 'local') return { user: '', team: '', channel: '' };
  const { user, team, channel } = asker;
  return { user, team, channel };
}
