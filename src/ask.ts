import type { AccessRule } from './access/decide.ts';
import type { Fault } from './errors.ts';
import type { Account } from './plan/plan.ts';
import { prepare } from './prepare.ts';
import type { QuestionName } from './query/query.ts';
import { readQuery } from './query/read-query.ts';
import type { Answer } from './questions/answer.ts';
import { conclude } from './questions/conclude.ts';
import { questionNamed, shapes } from './questions/index.ts';
import type { Question } from './questions/question.ts';
import { createSearch, type SearchDeps } from './search.ts';

/** Who asks, and from where. */
export interface Asker {
  /** How the STS session is named: `trail-U012AB3CD`, `trail-cli`. */
  tag: string;
  /** IANA zone in which times without one are read. */
  zone: string;
  /** null: a terminal, which access rules don't concern. */
  slack: { user: string; channel: string; usergroups: readonly string[] } | null;
}

export interface AskDeps extends SearchDeps {
  /** The configured accounts, or the ambient credentials' own. */
  accounts: () => Promise<readonly Account[]>;
  /** null: everybody may ask everything. */
  access: readonly AccessRule[] | null;
}

/** What becomes of a question: help or a fault at once, or a search and answers, the last of them final. */
export type Progress =
  | { kind: 'help'; about: QuestionName | null }
  | { kind: 'fault'; fault: Fault }
  | { kind: 'searching'; public: boolean; accounts: number; regions: number }
  | { kind: 'answer'; public: boolean; answer: Answer; layout: Question['layout'] };

/** Answers a question: read, decide, plan, search, summarise. Aborting the signal ends it with what was found. */
export async function* ask(text: string, asker: Asker, deps: AskDeps, signal: AbortSignal): AsyncGenerator<Progress> {
  const now = deps.clock();
  const accounts = await deps.accounts();
  const read = readQuery(text, { now, zone: asker.zone, accounts, shapes });
  if (!read.ok) return yield { kind: 'fault', fault: read.fault };
  const question = questionNamed(read.value.question);
  if (question === null) return yield { kind: 'help', about: read.value.about };

  const prepared = prepare(question, read.value, {
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
    yield { kind: 'answer', public: query.public, layout: question.layout, answer: conclude(question, query, found) };
  }
}
