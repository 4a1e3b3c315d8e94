import { type Allowed, decide } from '../access/decide.ts';
import { failed, fault, ok, type Result } from '../errors.ts';
import type { Account } from '../plan/plan.ts';
import type { Digest } from '../state/digest.ts';
import type { DigestContext } from './context.ts';
import type { DigestPost } from './post.ts';

type Of = Pick<Digest, 'maker' | 'channel' | 'accounts' | 'origin'>;

/**
 * The accounts a digest may tell of now: those its maker may ask about in its channel. One of trail.yml, whose rules
 * are made by the same hands, may tell of every account it names.
 */
export async function mayTell(
  digest: Of,
  context: DigestContext,
  people: Pick<DigestPost, 'usergroupsOf'>,
): Promise<Result<Allowed>> {
  const all = await context.accounts();
  const named = digest.accounts;
  const accounts = named === null ? all : all.filter(({ name }) => named.includes(name));
  if (accounts.length === 0) {
    const known = all.map(({ name }) => name).join(', ');
    return failed(fault('unknown-account', [(named ?? []).join(', '), known]));
  }
  if (digest.origin === 'config') return ok({ accounts, note: null });
  const by = { user: digest.maker, channel: digest.channel, usergroups: await people.usergroupsOf(digest.maker) };
  const allowed = decide(context.access, by, { question: 'digest', accounts, named: named !== null });
  if (!allowed.ok) return allowed;
  const { note } = allowed.value;
  return ok({
    accounts: allowed.value.accounts,
    note: note === null ? null : noteOf(accounts, allowed.value.accounts),
  });
}

function noteOf(asked: readonly Account[], open: readonly Account[]): string {
  const closed = asked.filter((account) => !open.includes(account)).length;
  return closed === 1
    ? 'One configured account is not open to who made this digest, and was left out.'
    : `${closed} configured accounts are not open to who made this digest, and were left out.`;
}
