import { counted, figure } from '../../present/text.ts';
import { principalKey } from '../../questions/conclude.ts';
import { byFilter, inAccounts, lineCommand } from '../line-command.ts';
import { accountsOf, type Tell, together } from './line-input.ts';

/** Where nothing is known of before, so many denied calls of one principal are worth a look. */
const many = 10;

/** Denied calls of each principal that has more of them than usual. */
export const tellDenied: Tell = ({ tallies, scope, before }) =>
  together(
    tallies.filter(({ outcome }) => outcome === 'denied'),
    principalKey,
  ).flatMap((refused) => {
    const { key, calls, newest } = refused;
    const usual = before.usuallyDenied(key);
    if (!isUnusual(calls, usual)) return [];
    const events = [...new Set(refused.tallies.map(({ event }) => event))].sort();
    const named = `${events.slice(0, 2).join(', ')}${events.length > 2 ? ` and ${counted(events.length - 2, 'more event')}` : ''}`;
    const usually = usual === null ? '' : `, usually ${usual < 0.5 ? 'none' : figure(Math.round(usual))}`;
    return [
      {
        section: 'denied' as const,
        text: [
          `${counted(calls, 'denied call')} of ${key}${inAccounts(scope, accountsOf(refused))}${usually}: ${named}, last at `,
          { time: newest.last },
        ],
        command: lineCommand('denied', scope, { filter: byFilter(newest.principal), accounts: accountsOf(refused) }),
        weight: 40 + Math.min(15, Math.log2(calls)),
        late: scope.late,
      },
    ];
  });

/** Twice what is usual, and a few more, so that small numbers do not cry wolf. */
export function isUnusual(calls: number, usual: number | null): boolean {
  if (usual === null) return calls >= many;
  return calls >= 3 && calls > 2 * usual + 2;
}
