import { createQuestionLog } from '../ask/question-log.ts';
import { explain } from '../errors.ts';
import { openStore, type StatePlace } from '../state/open-store.ts';
import type { Ending, NewQuestion } from '../state/question.ts';
import { StoreFailed } from '../state/store-failed.ts';
import type { Millis } from '../trail/event.ts';
import { exits } from './terminal.ts';

export interface Recording {
  place: StatePlace;
  clock: () => Millis;
  /** Hears why a question could not be recorded. */
  err: (text: string) => void;
}

/** Answers a question, and records it beside: whatever becomes of the record, the answer and its exit code stand. */
export async function record(text: string, answer: () => Promise<number>, recording: Recording): Promise<number> {
  const { place, clock, err } = recording;
  const time = clock();
  const tell = (why: string) => err(`This question was not recorded: ${why}\n`);
  const opened = await openStore(place, { waits: [], lockWait: 1_000 });
  if (!opened.ok) {
    tell(explain(opened.fault.fault));
    return answer();
  }
  const store = opened.value;
  const log = createQuestionLog(store, (error) => tell(error instanceof StoreFailed ? error.message : String(error)));
  const question: NewQuestion = { user: '', team: '', channel: '', text, time };
  const ended = log.began(question);
  try {
    const code = await answer();
    ended({ ...endingOf(code), took: clock() - time });
    return code;
  } catch (error) {
    ended({ outcome: 'failed', complete: false, took: clock() - time });
    throw error;
  } finally {
    await log.settled();
    await store.close();
  }
}

function endingOf(code: number): Omit<Ending, 'took'> {
  if (code === exits.complete || code === exits.incomplete) {
    return { outcome: 'answered', complete: code === exits.complete };
  }
  return { outcome: code === exits.misunderstood ? 'not-understood' : 'failed', complete: false };
}
