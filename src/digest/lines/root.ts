import { counted } from '../../present/text.ts';
import { isRoot } from '../../trail/principal-kind.ts';
import { inAccounts, lineCommand } from '../line-command.ts';
import { sayLast, type Tell, together } from './line-input.ts';

/** Every use of the root user, account by account. */
export const tellRoot: Tell = ({ tallies, scope }) =>
  together(
    tallies.filter(({ principal }) => isRoot(principal)),
    ({ account }) => account,
  ).map((use) => {
    const events = [...new Set(use.tallies.map(({ event }) => event))].sort();
    const named = events.slice(0, 3).join(', ');
    const rest = events.length > 3 ? ` and ${events.length - 3} more` : '';
    const what = `${counted(use.calls, 'call')} as root${inAccounts(scope, [use.key])}: ${named}${rest}`;
    return {
      section: 'root',
      text: [what, ...sayLast(use)],
      command: lineCommand('root', scope, { accounts: [use.key] }),
      weight: 90,
      late: scope.late,
    };
  });
