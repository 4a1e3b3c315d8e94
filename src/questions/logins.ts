import { where } from '../condition/condition.ts';
import type { Section } from '../present/answer.ts';
import { describeScope, totalsOf } from '../present/describe-coverage.ts';
import { lastCall, sayGroup } from '../present/describe-principal.ts';
import { sayNothing } from '../present/nothing.ts';
import { counted, figure } from '../present/text.ts';
import { signInOf, signIns } from '../trail/sign-ins.ts';
import type { Tally } from '../trail/tally.ts';
import { byPrincipal } from './conclude.ts';
import { defineQuestion } from './question.ts';

/** Sign-ins to the console and to Identity Center: which worked, which failed, which used no MFA. */
export const logins = defineQuestion({
  name: 'logins',
  answers: 'console sign-ins: successes, failures, without MFA',
  usage: 'logins [modifiers]',
  examples: ['logins since:7d', 'logins by jdoe since:30d', 'logins is:error since:7d'],
  subject: null,
  strategy: { lookBack: 'one-day', whole: false },
  implies: [where('event', ...signIns.map(({ name, source }) => ({ name, source })))],
  layout: 'groups',
  summarise({ filter }, found) {
    const groups = byPrincipal(found.tallies);
    const scope = describeScope(filter, ['event']);
    if (groups.length === 0) {
      const matter = `who signed in to the console${scope}`;
      return { headline: sayNothing(found, `nobody signed in to the console${scope}`, matter), groups };
    }
    const { calls } = totalsOf(found.tallies);
    return {
      headline: [`${sayTotals(found.tallies, scope)}; `, ...lastCall(found, calls > 1, 'by')],
      groups,
      sections: split(found.tallies),
    };
  },
});

/** `5 sign-ins: 1 failed, none without MFA, 2 with MFA not known to AWS; 3 steps of signing in that worked` */
function sayTotals(tallies: readonly Tally[], scope: string): string {
  const steps = totalsOf(tallies.filter(isStep)).calls;
  const whole = tallies.filter((tally) => !isStep(tally));
  const { calls, failed } = totalsOf(whole);
  const without = totalsOf(whole.filter(worksWithoutMfa)).calls;
  const unknown = totalsOf(whole.filter(worksWithUnknownMfa)).calls;
  const none = (count: number) => (count === 0 ? 'none' : figure(count));
  const toConsole = whole.every(({ event }) => event === 'ConsoleLogin');
  const told = [
    ...(calls === 0
      ? [`No complete sign-in${scope}`]
      : [
          `${counted(calls, toConsole ? 'console sign-in' : 'sign-in')}${scope}: ${none(failed)} failed, ${none(without)} without MFA`,
        ]),
    ...(unknown > 0 ? [`${figure(unknown)} with MFA not known to AWS`] : []),
    ...(steps > 0 ? [`and ${counted(steps, 'step')} of signing in`] : []),
  ];
  return told.join(', ');
}

/** A step of a sign-in that worked: the sign-in itself has a record of its own. */
function isStep({ event, source, outcome }: Tally): boolean {
  return outcome === 'ok' && signInOf(event, source)?.step === true;
}

/** A sign-in that worked although no second factor was used. */
function worksWithoutMfa({ outcome, principal }: Tally): boolean {
  return outcome === 'ok' && principal.mfa === false;
}

/** Of who comes by way of an identity provider, AWS is not told. */
function worksWithUnknownMfa({ outcome, principal }: Tally): boolean {
  return outcome === 'ok' && principal.mfa === null;
}

function split(tallies: readonly Tally[]): Section[] {
  const whole = tallies.filter((tally) => !isStep(tally));
  const kinds = [
    { title: 'Signed in', tallies: whole.filter(({ outcome }) => outcome === 'ok') },
    { title: 'Failed', tallies: whole.filter(({ outcome }) => outcome !== 'ok') },
    { title: 'Signed in without MFA', tallies: whole.filter(worksWithoutMfa) },
    { title: 'Signed in with MFA not known to AWS', tallies: whole.filter(worksWithUnknownMfa) },
  ];
  return kinds
    .filter((kind) => kind.tallies.length > 0)
    .map((kind) => ({ title: kind.title, lines: [[people(kind.tallies)]] }));
}

const shown = 10;

/** `jdoe 3, alice 1 and 4 more principals` */
function people(tallies: readonly Tally[]): string {
  const groups = byPrincipal(tallies);
  const named = groups.slice(0, shown).map((group) => `${sayGroup(group)} ${figure(group.count)}`);
  const rest = groups.length - named.length;
  return `${named.join(', ')}${rest > 0 ? ` and ${counted(rest, 'more principal')}` : ''}`;
}
