import type { Fault, Result } from '../errors.ts';
import type { NewQuestion, QuestionEnding } from '../state/question.ts';
import type { Store } from '../state/store.ts';
import type { Millis } from '../trail/event.ts';
import type { Asker } from './asker.ts';

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
export function endedBy({ id }: Fault): Ended {
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
