import { createQuestionLog, type QuestionLog } from '../ask/ask.ts';
import { explain } from '../errors.ts';
import { openStore, type StatePlace } from '../state/open-store.ts';
import { StoreFailed } from '../state/store-failed.ts';
import type { Millis } from '../trail/event.ts';

interface Recording {
  place: StatePlace;
  clock: () => Millis;
  /** Hears why a question could not be recorded. */
  err: (text: string) => void;
}

/** Answers a question with an audit log at hand: whatever becomes of that, the answer and its exit code stand. */
export async function record(
  answer: (questionLog?: QuestionLog) => Promise<number>,
  { place, clock, err }: Recording,
): Promise<number> {
  const tell = (why: string) => err(`This question was not recorded: ${why}\n`);
  const opened = await openStore(place, { waits: [], lockWait: 1_000 });
  if (!opened.ok) {
    tell(explain(opened.fault.fault));
    return answer();
  }
  const store = opened.value;
  const onTrouble = (error: unknown) => tell(error instanceof StoreFailed ? error.message : String(error));
  const log = createQuestionLog({ store, clock, onTrouble });
  try {
    return await answer(log);
  } finally {
    await log.settled();
    await store.close();
  }
}
