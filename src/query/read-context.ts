import type { QuestionShape } from './query.ts';
import type { Clock } from './read-time.ts';
import type { KnownAccount } from './read-values.ts';

/** What a question is read against: the moment of asking, the asker's IANA zone, the accounts and the questions there are. */
export interface ReadContext extends Clock {
  accounts: readonly KnownAccount[];
  shapes: readonly QuestionShape[];
}
