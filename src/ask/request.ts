import type { Result } from '../errors.ts';
import type { Query, QuestionName } from '../query/query.ts';
import type { Previous } from '../query/understand.ts';
import type { Asker } from './authorise.ts';
import type { Taker } from './search.ts';

/** What is asked, and by whom. */
export interface AskRequest {
  text: string;
  asker: Asker;
  /** IANA zone in which times without one are read. */
  zone: string;
  /** Whether they speak, in sentences, rather than type a command. */
  speaks?: boolean;
  /** The answer before in the same thread; null: it is not known any more; absent: there is no thread. */
  previous?: Previous | null;
  /** Whether others see the answer anyway. */
  open?: boolean;
  /** Takes every event that the question is about, as an export does. */
  taker?: Taker;
}

/** What is asked for like a question and is none: help, digests. What comes of it is data, for each door to render. */
export interface Command<Reply> {
  name: QuestionName;
  /** Whether it searches for its asker alone, who is told meanwhile. */
  searches(query: Query): boolean;
  run(query: Query, request: AskRequest): Promise<Result<Reply>>;
}
