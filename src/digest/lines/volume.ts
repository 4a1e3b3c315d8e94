import { counted, figure } from '../../present/text.ts';
import { inAccounts, lineCommand } from '../line-command.ts';
import { type Tell, together } from './line-input.ts';

/** Accounts with so many calls more than usual, and so many times as many, stand out. */
const stands = { more: 1_000, times: 3 };

/** Accounts with far more calls than the week before. */
export const tellVolume: Tell = ({ tallies, scope, before }) =>
  together(tallies, ({ account }) => account).flatMap(({ key, calls }) => {
    const usual = before.usualCalls(key);
    if (usual === null || calls < usual + stands.more || calls < usual * stands.times) return [];
    const times = usual < 1 ? '' : `, ${figure(Math.round(calls / usual))} times as many as`;
    return [
      {
        section: 'volume' as const,
        text: [`${counted(calls, 'call')}${inAccounts(scope, [key])}${times} usual (${figure(Math.round(usual))})`],
        command: lineCommand('changes', scope, { accounts: [key] }),
        weight: 52,
        late: false,
      },
    ];
  });
