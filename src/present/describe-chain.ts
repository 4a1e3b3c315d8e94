import type { Link } from '../trail/chain.ts';
import type { Phrase } from './answer.ts';
import { describePrincipal } from './describe-principal.ts';
import { type AccountNames, plain } from './text.ts';

export const chainTitle = 'From the person to the session';

/** `jdoe · role admin, issued <time> in us-east-1 (key match)`: one step of the way, and how sure it is. */
export function describeLink({ principal, event, confidence }: Link, accounts: AccountNames): Phrase {
  const sure = confidence === null ? '' : ` (${confidence})`;
  const who = describePrincipal(principal, accounts);
  if (event === null) return [`${who}${sure}`];
  return [`${who}, issued `, { time: event.time }, ` in ${plain(event.region, 25)}${sure}`];
}
