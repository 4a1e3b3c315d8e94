import type { AskContext, QuestionLog } from '../ask/ask.ts';
import {
  type Asker,
  type Authorised,
  authorise,
  type ScheduleAsker,
  type SearchableQuestion,
  type SlackAsker,
} from '../ask/authorise.ts';
import { failed, fault, ok, type Result } from '../errors.ts';
import type { Account } from '../plan/plan.ts';
import { defaultLimit, type Query } from '../query/query.ts';
import type { Digest } from '../state/digest.ts';
import type { DigestPost } from './post.ts';

/** What digests know of the world: what every question does. */
export interface DigestContext extends AskContext {
  questionLog: QuestionLog;
}

/** What decides of which accounts digests may tell. */
export type Authorities = Pick<DigestContext, 'accounts' | 'access' | 'logs'>;

/** What a digest may be made of. */
interface AuthorisedDigest {
  /** Everything that happened in the accounts it may tell of. */
  allowed: Authorised;
  /** What it should say of accounts that were left out; null where none was. */
  note: string | null;
}

/** A digest is made of everything; rules speak of it as of any question. */
const everything: SearchableQuestion = {
  name: 'digest',
  examples: ['digest daily 09:00', 'digest list', 'digest now'],
  implies: [],
  strategy: { lookBack: 'one-day', whole: false },
};

/** The accounts a digest may tell of now: those of the names, else of all, that its asker may ask about. */
export async function authoriseDigest(
  names: readonly string[] | null,
  asker: Asker,
  { accounts: configured, access, logs }: Authorities,
): Promise<Result<AuthorisedDigest>> {
  const accounts = await configured();
  const meant = names === null ? accounts : accounts.filter(({ name }) => names.includes(name));
  if (meant.length === 0) {
    const known = accounts.map(({ name }) => name).join(', ');
    return failed(fault('unknown-account', [(names ?? []).join(', '), known]));
  }
  const allowed = authorise(everything, queryOf(names === null ? null : meant), asker, { accounts, access, logs });
  if (!allowed.ok) return allowed;
  if (logs !== null) return ok({ allowed: allowed.value, note: allowed.value.notes[0] ?? null });
  const closed = meant.length - allowed.value.accounts.length;
  return ok({ allowed: allowed.value, note: closed === 0 ? null : noteOf(closed) });
}

/** A digest asks as who made it may, in its channel; one of trail.yml may ask what the file says. */
export async function askerOf(
  { maker, team, channel, accounts, origin }: Digest,
  { usergroupsOf }: Pick<DigestPost, 'usergroupsOf'>,
): Promise<ScheduleAsker> {
  const asker = { kind: 'schedule', user: maker, team, channel } as const;
  if (origin === 'slack') return { ...asker, usergroups: await usergroupsOf(maker), grants: [] };
  const grant = { users: [], usergroups: [], channels: [channel], accounts, questions: ['digest' as const] };
  return { ...asker, usergroups: [], grants: [grant] };
}

/** The digests that somebody may know of: those they made, and those that tell only of accounts they may ask about. */
export async function digestsOpenTo(
  asker: SlackAsker,
  digests: readonly Digest[],
  context: Authorities,
  post: Pick<DigestPost, 'usergroupsOf'>,
): Promise<Digest[]> {
  if (context.access === null) return [...digests];
  const open = digests.map(async (digest) => {
    if (digest.maker === asker.user) return [digest];
    const asked = await authoriseDigest(digest.accounts, asker, context);
    if (!asked.ok) return [];
    if (asked.value.note === null) return [digest];
    const told = await authoriseDigest(digest.accounts, await askerOf(digest, post), context);
    return told.ok && isWithin(told.value.allowed, asked.value.allowed) ? [digest] : [];
  });
  return (await Promise.all(open)).flat();
}

function isWithin(told: Authorised, open: Authorised): boolean {
  return told.accounts.every((account) =>
    open.accounts.some((one) => one.name === account.name && holds(one, account)),
  );
}

/** Whether all records that may be read of one may be read of the other. */
function holds({ archive: open }: Account, { archive: told }: Account): boolean {
  const all = open?.accounts;
  return all === undefined || told?.accounts?.every((id) => all.includes(id)) === true;
}

function queryOf(accounts: readonly Account[] | null): Query {
  return {
    question: 'digest',
    asked: '',
    filter: [],
    about: null,
    window: null,
    regions: null,
    accounts: accounts?.map(({ name }) => name) ?? null,
    limit: defaultLimit,
    public: false,
  };
}

function noteOf(closed: number): string {
  return closed === 1
    ? 'One configured account is not open to who made this digest, and was left out.'
    : `${closed} configured accounts are not open to who made this digest, and were left out.`;
}
