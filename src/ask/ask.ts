import type { AccessRule } from '../access/decide.ts';
import type { Fault } from '../errors.ts';
import type { Account } from '../plan/plan.ts';
import type { Answer } from '../present/answer.ts';
import type { PlainReading } from '../query/plain/read-plain.ts';
import type { Query, QuestionName } from '../query/query.ts';
import { type Previous, understand } from '../query/understand.ts';
import { conclude } from '../questions/conclude.ts';
import { questionNamed, shapes } from '../questions/index.ts';
import type { Question } from '../questions/question.ts';
import { prepare } from './authorise.ts';
import { createSearch, type SearchDeps } from './search.ts';

/** Who asks, and from where. */
export interface Asker {
  /** How the STS session is named: `trail-U012AB3CD`, `trail-cli`. */
  tag: string;
  /** IANA zone in which times without one are read. */
  zone: string;
  /** null: a terminal, which access rules don't concern. */
  slack: { user: string; channel: string; usergroups: readonly string[] } | null;
  /** Whether they speak, in sentences, rather than type a command. */
  speaks?: boolean;
  /** The answer before in the same thread; null: it is not known any more; absent: there is no thread. */
  previous?: Previous | null;
}

export interface AskDeps extends SearchDeps {
  /** The configured accounts, or the ambient credentials' own. */
  accounts: () => Promise<readonly Account[]>;
  /** null: everybody may ask everything. */
  access: readonly AccessRule[] | null;
}

/** What becomes of a question: help, words for the digests, a fault or several readings at once, or a search and answers, the last of them final. */
export type Progress =
  | { kind: 'help'; about: QuestionName | null }
  | { kind: 'digest'; asked: string }
  | { kind: 'fault'; fault: Fault }
  | Extract<PlainReading, { kind: 'ambiguous' }>
  | { kind: 'searching'; public: boolean; accounts: number; regions: number }
  | { kind: 'answer'; public: boolean; answer: Answer; query: Query; layout: Question['layout'] };

/** Answers a question: read, decide, plan, search, summarise. Aborting the signal ends it with what was found. */
export async function* ask(text: string, asker: Asker, deps: AskDeps, signal: AbortSignal): AsyncGenerator<Progress> {
  const now = deps.clock();
  const accounts = await deps.accounts();
  const { zone, speaks = false, previous } = asker;
  const read = understand(text, { now, zone, accounts, shapes }, { speaks, previous });
  if (read.kind !== 'query') return yield read;
  if (read.query.question === 'digest') return yield { kind: 'digest', asked: digestWords(read.query.asked) };
  const question = questionNamed(read.query.question);
  if (question === null) return yield { kind: 'help', about: read.query.about };

  const prepared = prepare(question, read.query, {
    accounts,
    access: deps.access,
    asker: asker.slack,
    logs: deps.logs,
  });
  if (!prepared.ok) return yield { kind: 'fault', fault: prepared.fault };
  const { query, notes } = prepared.value;
  const search = createSearch(query, question.manner, prepared.value.accounts, {
    ...deps,
    asker: asker.tag,
    now,
    signal,
  });
  yield { kind: 'searching', public: query.public, ...search.extent };

  for await (const found of search.run(notes)) {
    const answer = conclude(question, query, found);
    yield { kind: 'answer', public: query.public, layout: question.layout, query: read.query, answer };
  }
}

/** What follows the word `digest`. */
function digestWords(asked: string): string {
  return asked.replace(/^\s*digest\b/i, '').trim();
}
