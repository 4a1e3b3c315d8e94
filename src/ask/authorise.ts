import { type AccessRule, type AskedBy, decide } from '../access/decide.ts';
import {
  accountsLeftOut,
  type Condition,
  except,
  type Filter,
  findClash,
  ordered,
  where,
} from '../condition/condition.ts';
import { failed, fault, ok, type Result } from '../errors.ts';
import type { Account } from '../plan/plan.ts';
import { listed } from '../present/text.ts';
import { nameCondition } from '../query/command-form.ts';
import type { Query, QuestionName } from '../query/query.ts';
import { isAccountId, unknownAccount } from '../query/read-values.ts';
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
  authority: Authority,
): Result<Authorised> {
  const filter = narrow(question, query.filter);
  if (!filter.ok) return filter;
  const named = allOf((query.accounts ?? []).map((one) => accountNamed(one, authority)));
  if (!named.ok) return named;
  const leftOut = allOf(accountsLeftOut(filter.value).map((one) => accountNamed(one, authority)));
  if (!leftOut.ok) return leftOut;
  const wanted = query.accounts === null ? null : named.value;
  const allowed = allow(question.name, wanted, asker, authority);
  if (!allowed.ok) return allowed;
  const accounts = allowed.value.accounts.filter((account) => !leftOut.value.some((one) => isSame(one, account)));
  if (accounts.length === 0) return failed(fault('accounts-excluded', [], { example: 'status' }));
  const bound = asker.kind !== 'local' && authority.access !== null;
  const own = bound && authority.logs === null ? accounts.map(withoutStrangers) : accounts;
  const unread = accounts.filter((account) => !own.includes(account)).map(({ name }) => noteOnArchive(name));
  return ok(
    new Permit({
      query: { ...query, filter: ordered([...filter.value.filter(isNoAccount), ...ofAccounts(wanted, leftOut.value)]) },
      strategy: question.strategy,
      accounts: authority.logs === null ? own : inOnePass(accounts, authority.logs, bound),
      notes: [...(allowed.value.note === null ? [] : [allowed.value.note]), ...unread],
    }),
  );
}

/** An account that a question names: those configured so, and its ID, where either is known. */
interface NamedAccount {
  configured: readonly Account[];
  id: string | null;
}

/** Log files may hold any account; AWS is asked of those that are configured, and of one whose ID is not known yet. */
function accountNamed(given: string, { accounts, logs }: Authority): Result<NamedAccount> {
  const configured = accounts.filter(({ id, name }) => id === given || name.toLowerCase() === given.toLowerCase());
  const id = configured[0]?.id ?? (isAccountId(given) ? given : null);
  if (configured.length === 0 && (id === null || (logs === null && accounts.every((one) => one.id !== null))))
    return failed(unknownAccount(given, accounts));
  return logs !== null && id === null ? failed(fault('account-unnumbered', [given])) : ok({ configured, id });
}

function allOf<T>(results: readonly Result<T>[]): Result<T[]> {
  const values: T[] = [];
  for (const result of results) {
    if (!result.ok) return result;
    values.push(result.value);
  }
  return ok(values);
}

const isSame = ({ configured, id }: NamedAccount, account: Account) =>
  configured.includes(account) || (id !== null && account.id === id);

const isNoAccount = ({ kind }: Condition) => kind !== 'account';

/** What must hold of a record’s account: it is not left out, and where one that is not configured is asked for, it is among those. */
function ofAccounts(wanted: readonly NamedAccount[] | null, leftOut: readonly NamedAccount[]): Filter {
  const unwanted = leftOut.flatMap(({ id }) => id ?? []);
  const ids = (wanted ?? []).flatMap(({ id }) => id ?? []);
  const isUnsure = (wanted ?? []).some(({ configured }) => configured.length === 0);
  return [
    ...(isUnsure && ids.length === wanted?.length ? [where('account', ...ids)] : []),
    ...(unwanted.length > 0 ? [except('account', ...unwanted)] : []),
  ];
}

/** The accounts that may be searched for somebody, of those wanted; null: of all there are. */
function allow(
  question: QuestionName,
  wanted: readonly NamedAccount[] | null,
  asker: Asker,
  { accounts, access, logs }: Authority,
): Result<{ accounts: readonly Account[]; note: string | null }> {
  const chosen = logs === null ? chosenOfAws(wanted, accounts) : chosenOfLogs(wanted, logs);
  if (asker.kind === 'local') return ok({ accounts: chosen, note: null });
  const rules = rulesFor(asker, access);
  const decided = decide(rules, asker, { question, accounts: chosen, named: wanted !== null });
  if (decided.ok || logs === null || wanted !== null) return decided;
  // Not all of a folder is open to them; what is configured may be.
  const numbered = accounts.filter(({ id }) => id !== null);
  const narrowed = decide(rules, asker, { question, accounts: numbered, named: false });
  if (!narrowed.ok) return narrowed;
  const open = listed(narrowed.value.accounts.map(({ name }) => name));
  return ok({
    accounts: narrowed.value.accounts,
    note: `Only records of ${open} were read: others are not open to you.`,
  });
}

function rulesFor(asker: Exclude<Asker, { kind: 'local' }>, access: Authority['access']): Authority['access'] {
  return access === null || asker.kind !== 'schedule' ? access : [...access, ...asker.grants];
}

/** Where no account has the ID that was named, it may be that of credentials whose account is not known. */
function chosenOfAws(wanted: readonly NamedAccount[] | null, accounts: readonly Account[]): readonly Account[] {
  const unnumbered = accounts.filter(({ id }) => id === null);
  if (wanted === null) return accounts;
  return [...new Set(wanted.flatMap(({ configured }) => (configured.length > 0 ? configured : unnumbered)))];
}

/** A folder of log files as one account, whosever records lie in it. */
const whole = (logs: string): Account => {
  return { id: null, name: 'all', role: null, externalId: null, regions: [], archive: { logs, athena: null } };
};

function chosenOfLogs(wanted: readonly NamedAccount[] | null, logs: string): Account[] {
  if (wanted === null) return [whole(logs)];
  return wanted.map(({ configured, id }) => ({ ...whole(logs), id, name: configured[0]?.name ?? id ?? 'all' }));
}

/** Of an archive, the records of an account whose ID nobody knows can’t be told from those of accounts that may be closed. */
function withoutStrangers(account: Account): Account {
  return account.id !== null || account.archive === null ? account : { ...account, archive: null };
}

const noteOnArchive = (name: string) =>
  `The archive of ${name} was not read, for its records can’t be told from those of others: give ${name} an id in trail.yml.`;

/** A folder is read once, whosever records are wanted of it; `closed`: what else lies in it may not be told. */
function inOnePass(accounts: readonly Account[], logs: string, closed: boolean): readonly Account[] {
  const ids = [...new Set(accounts.flatMap(({ id }) => id ?? []))];
  if (ids.length === 0) return accounts;
  const archive = { logs, athena: null, accounts: ids, closed };
  const [id = null, ...others] = ids;
  const [{ name } = whole(logs)] = accounts;
  return [{ ...whole(logs), ...(others.length === 0 ? { id, name } : {}), archive }];
}

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
