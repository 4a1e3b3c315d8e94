import { type AccessRule, type AskedBy, decide } from '../access/decide.ts';
import { type Condition, type Filter, findClash, ordered } from '../condition/condition.ts';
import { failed, fault, ok, type Result } from '../errors.ts';
import type { Account } from '../plan/plan.ts';
import { nameCondition } from '../query/command-form.ts';
import type { Query } from '../query/query.ts';
import type { Question } from '../questions/question.ts';

/** Somebody in Slack, in the channel they ask in. */
export interface SlackAsker extends AskedBy {
  kind: 'slack';
  team: string;
}

/** What comes by itself asks in the name of who set it up, in the channel it comes to. */
export interface ScheduleAsker extends AskedBy {
  kind: 'schedule';
  team: string;
  /** Rules beside those of `access`: what trail.yml sets up may ask what it says, for its rules are made by the same hands. */
  grants: readonly AccessRule[];
}

/** Who asks. Access rules bind all but `local`: who holds the terminal holds the credentials themselves. */
export type Asker = { kind: 'local' } | SlackAsker | ScheduleAsker;

/** Several digests share what is searched for them, and previews do: it bears nobody's name. */
export const digestSession = 'trail-digest';

/** How the STS session is named in which somebody's question is searched for. */
export function sessionNameOf(asker: Asker): string {
  switch (asker.kind) {
    case 'local':
      return 'trail-cli';
    case 'slack':
      return `trail-${asker.user}`;
    case 'schedule':
      return digestSession;
  }
}

/** What decides which accounts a question may be searched in. */
export interface Authority {
  /** All that are configured. */
  accounts: readonly Account[];
  /** null: everybody may ask everything. */
  access: readonly AccessRule[] | null;
  /** Log files to ask instead of AWS: a folder, a file, or `-` for standard input; null: AWS. */
  logs: string | null;
}

/** As much of a question as is needed to search for it. */
export type SearchableQuestion = Pick<Question, 'name' | 'examples' | 'implies' | 'strategy'>;

interface Terms {
  query: Query;
  strategy: Question['strategy'];
  accounts: readonly Account[];
  notes: readonly string[];
}

/** A query that its asker may ask, in accounts that they may ask about. */
class Permit {
  readonly #terms: Terms;

  constructor(terms: Terms) {
    this.#terms = terms;
  }

  /** With all that the question implies. */
  get query(): Query {
    return this.#terms.query;
  }

  get strategy(): Question['strategy'] {
    return this.#terms.strategy;
  }

  /** Those that were asked for and may be searched. */
  get accounts(): readonly Account[] {
    return this.#terms.accounts;
  }

  /** What the answer should say of accounts that were left out. */
  get notes(): readonly string[] {
    return this.#terms.notes;
  }

  /** The same in one of its accounts, over a window and Regions of its own: rules speak of neither. */
  within(account: Account, part: Pick<Query, 'window' | 'regions' | 'limit'>): Permit {
    const accounts = this.#terms.accounts.filter((one) => one === account);
    return new Permit({ ...this.#terms, query: { ...this.#terms.query, ...part }, accounts });
  }
}

/** Only `authorise` makes one, and nothing else can be searched. */
export type Authorised = Permit;

/** From a query as read to what may be searched for it, or the fault that stands in its way. */
export function authorise(
  question: SearchableQuestion,
  query: Query,
  asker: Asker,
  { accounts, access, logs }: Authority,
): Result<Authorised> {
  const filter = narrow(question, query.filter);
  if (!filter.ok) return filter;
  const named = query.accounts !== null;
  const asked = { question: question.name, accounts: chosen(accounts, query.accounts, logs), named };
  const allowed =
    asker.kind === 'local'
      ? ok({ accounts: asked.accounts, note: null })
      : decide(rulesFor(asker, access), asker, asked);
  if (!allowed.ok) return allowed;
  const { note } = allowed.value;
  return ok(
    new Permit({
      query: { ...query, filter: filter.value },
      strategy: question.strategy,
      accounts: allowed.value.accounts,
      notes: note === null ? [] : [note],
    }),
  );
}

function rulesFor(asker: Exclude<Asker, { kind: 'local' }>, access: Authority['access']): Authority['access'] {
  return access === null || asker.kind !== 'schedule' ? access : [...access, ...asker.grants];
}

/** The accounts named by name or ID, case-blind; all where none was named. */
function chosen(
  accounts: readonly Account[],
  named: readonly string[] | null,
  logs: string | null,
): readonly Account[] {
  if (logs !== null) return chosenOfLogs(accounts, named, logs);
  if (named === null) return accounts;
  return named.flatMap((one) => {
    const known = accounts.filter((account) => answersTo(account, one));
    return known.length > 0 ? known : accounts.filter(({ id }) => id === null);
  });
}

/** A folder of log files may hold any account; configured names stand for their IDs. */
function chosenOfLogs(accounts: readonly Account[], named: readonly string[] | null, logs: string): Account[] {
  const any = { id: null, name: 'all', role: null, externalId: null, regions: [], archive: { logs, athena: null } };
  if (named === null) return [any];
  return named.map((one) => {
    const id = accounts.find((account) => answersTo(account, one))?.id ?? one;
    return /^\d{12}$/.test(id) ? { ...any, id } : any;
  });
}

const answersTo = ({ id, name }: Account, given: string) => id === given || name.toLowerCase() === given.toLowerCase();

/**
 * What was asked, together with what the question itself is about (`denied` is about denied calls).
 * A question that contradicts itself (`denied is:ok`) is a fault, not an empty answer: the reader refuses it as typed,
 * and here it is refused however it came about.
 */
export function narrow(
  { name, implies, examples }: Pick<Question, 'name' | 'examples' | 'implies'>,
  asked: Filter,
): Result<Filter> {
  const clash = findClash([...implies, ...asked]);
  if (clash === null) return ok(ordered([...implies, ...asked]));
  const say = (condition: Condition) => (implies.includes(condition) ? name : nameCondition(condition));
  return failed(fault('contradiction', [say(clash[0]), say(clash[1])], { example: examples[0] }));
}
