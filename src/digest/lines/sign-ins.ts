import { where } from '../../condition/condition.ts';
import { principalKey } from '../../questions/conclude.ts';
import { signInOf } from '../../trail/sign-ins.ts';
import type { Tally } from '../../trail/tally.ts';
import type { DigestLine } from '../content.ts';
import { byFilter, inAccounts, lineCommand } from '../line-command.ts';
import { accountsOf, type LineInput, sayLast, sayTimes, type Tell, type Together, together } from './line-input.ts';

/** So many failed sign-ins of one principal are more than a mistyped password. */
const many = 5;

/** Sign-ins without MFA, and those that failed. */
export const tellSignIns: Tell = (input) => {
  const { tallies } = input;
  const tried = together(tallies.filter(failed), principalKey);
  return [...withoutMfa(input), ...tried.map((one) => tellFailed(one, input))];
};

/** A sign-in that worked although no second factor was used; where the record does not say, it is not counted. */
export function worksWithoutMfa(tally: Tally): boolean {
  const { event, source, outcome, principal } = tally;
  return signInOf(event, source)?.step === false && outcome === 'ok' && principal.mfa === false;
}

/** A federation token is also what programs ask for: that they were refused it tells nothing of anybody's sign-in. */
function failed({ event, source, outcome }: Tally): boolean {
  return outcome !== 'ok' && source !== 'sts.amazonaws.com' && signInOf(event, source) !== null;
}

function withoutMfa({ tallies, scope, before }: LineInput): DigestLine[] {
  return together(tallies.filter(worksWithoutMfa), principalKey).map((signedIn) => ({
    section: 'logins',
    text: [
      `${signedIn.key} signed in without MFA${sayTimes(signedIn.calls)}${inAccounts(scope, accountsOf(signedIn))}`,
      ...sayLast(signedIn),
    ],
    command: lineCommand('logins', scope, {
      filter: byFilter(signedIn.newest.principal),
      accounts: accountsOf(signedIn),
    }),
    weight: before.saw('changes', `${signedIn.key}\tno-mfa`) === true ? 0 : 60,
    late: scope.late,
  }));
}

function tellFailed(tried: Together, { scope }: LineInput): DigestLine {
  const { key, calls, newest } = tried;
  const from = newest.address === '' ? '' : ` from ${newest.address}`;
  const told = `${calls === 1 ? 'A sign-in' : `${calls} sign-ins`} of ${key} failed${inAccounts(scope, accountsOf(tried))}`;
  return {
    section: 'logins',
    text: [told, calls === 1 ? ', at ' : ', last at ', { time: newest.last }, from],
    command: lineCommand('logins', scope, {
      filter: [...byFilter(newest.principal), where('is', 'error')],
      accounts: accountsOf(tried),
    }),
    weight: calls >= many ? 65 : 0,
    late: scope.late,
  };
}
