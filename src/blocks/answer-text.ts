import type { AccountNames } from '../present/account-names.ts';
import type { Answer } from '../present/answer.ts';
import type { CoverageWords } from '../present/describe-coverage.ts';
import { describePrincipal } from '../present/describe-principal.ts';
import { leftOut } from '../present/group-columns.ts';
import { escaped } from '../present/text.ts';
import { counted, figure } from '../present/words.ts';
import { chartText } from './chart.ts';
import { limits } from './limits.ts';
import { dateToken, phraseToken } from './phrase-elements.ts';

const maxGroups = 5;

/**
 * The answer in a few lines of top-level text, for notifications and screen readers: what it says, what was not
 * searched, the first groups. Lines that no longer fit into what Slack takes are left out.
 */
export function answerText(
  answer: Answer,
  coverage: CoverageWords,
  accounts: AccountNames,
  { understood, zone }: { understood?: string; zone?: string } = {},
): string {
  const groups = answer.groups.slice(0, maxGroups).map(({ key, principal, sessions, count, errors, last }) => {
    const who = principal !== null && principal.name === key ? describePrincipal(principal, accounts, sessions) : key;
    const failed = errors > 0 ? `, ${figure(errors)} failed` : '';
    return `${escaped(who, 200)}: ${counted(count, 'call')}${failed}, last ${dateToken(last)}`;
  });
  const rest = leftOut(answer, maxGroups);
  const misses = coverage.misses.map(({ places, reason }) => `Not searched: ${escaped(`${places}, ${reason}`, 250)}`);
  const overTime = answer.final && zone !== undefined ? chartText(answer.timeline ?? [], zone) : null;
  const lines = [
    phraseToken(answer.headline),
    ...(understood === undefined ? [] : [`Understood as: ${escaped(understood, 500)}`]),
    ...misses,
    ...groups,
    ...(rest === null ? [] : [rest]),
    ...(overTime === null ? [] : [overTime]),
  ];
  return lines.reduce((text, next) => (text.length + next.length < limits.topText ? `${text}\n${next}` : text));
}
