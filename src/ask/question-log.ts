import type { Ending, NewQuestion } from '../state/question.ts';
import type { Store } from '../state/store.ts';

/** Keeps who asked what, and how it ended. Nobody waits for it, and no question fails because of it. */
export interface QuestionLog {
  /** A question is asked; what is returned tells how it ended. */
  began(question: NewQuestion): (ending: Ending) => void;
  /** Resolves when all that was told is kept, or could not be. */
  settled(): Promise<void>;
}

/** `onTrouble` hears of every question that could not be kept. */
export function createQuestionLog(
  { questions }: Pick<Store, 'questions'>,
  onTrouble: (error: unknown) => void,
): QuestionLog {
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
    began(question) {
      const started = write(questions.start(question));
      return (ending) => void write(started.then((id) => (id === null ? undefined : questions.finish(id, ending))));
    },
    async settled() {
      while (writing.size > 0) await Promise.all(writing);
    },
  };
}
