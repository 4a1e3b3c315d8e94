import { where } from '../condition/condition.ts';
import type { Section } from '../present/answer.ts';
import { describeScope, totalsOf } from '../present/describe-coverage.ts';
import { lastCall } from '../present/describe-principal.ts';
import { sayNothing } from '../present/nothing.ts';
import { counted, figure } from '../present/text.ts';
import type { Tally } from '../trail/tally.ts';
import { byPrincipal } from './conclude.ts';
import { defineQuestion } from './question.ts';

/** Console sign-ins: which worked, which failed, which used no MFA. */
export const logins = defineQuestion({
  name: 'logins',
  answers: 'console sign-ins: successes, failures, without MFA',
  usage: 'logins [modifiers]',
  examples: ['logins since:7d', 'logins by jdoe since:30d', 'logins is:error since:7d'],
  subject: null,
  strategy: { lookBack: 'one-day', whole: false },
  implies: [where('event', { name: 'ConsoleLogin', source: 'signin.amazonaws.com' })],
  layout: 'groups',
  summarise({ filter }, found) {
    const groups = byPrincipal(found.tallies);
    const scope = describeScope(filter, ['event']);
    if (groups.length === 0) {
      const matter = `who signed in to the console${scope}`;
      return { headline: sayNothing(found, `nobody signed in to the console${scope}`, matter), groups };
    }
    const { calls, failed } = totalsOf(found.tallies);
    const without = totalsOf(found.tallies.filter(worksWithoutMfa)).calls;
    const none = (count: number) => (count === 0 ? 'none' : figure(count));
    const told = `${counted(calls, 'console sign-in')}${scope}: ${none(failed)} failed, ${none(without)} without MFA; `;
    return { headline: [told, ...lastCall(found, calls > 1, 'by')], groups, sections: split(found.tallies) };
  },
});

/** A sign-in that worked although no second factor was used; where the record does not say, it is not counted. */
function worksWithoutMfa({ outcome, principal }: Tally): boolean {
  return outcome === 'ok' && principal.mfa === false;
}

function split(tallies: readonly Tally[]): Section[] {
  const kinds = [
    { title: 'Signed in', tallies: tallies.filter(({ outcome }) => outcome === 'ok') },
    { title: 'Failed', tallies: tallies.filter(({ outcome }) => outcome !== 'ok') },
    { title: 'Signed in without MFA', tallies: tallies.filter(worksWithoutMfa) },
  ];
  return kinds
    .filter((kind) => kind.tallies.length > 0)
    .map((kind) => ({ title: kind.title, lines: [[people(kind.tallies)]] }));
}

const shown = 10;

/** `jdoe 3, alice 1 and 4 more principals` */
function people(tallies: readonly Tally[]): string {
  const groups = byPrincipal(tallies);
  const named = groups.slice(0, shown).map(({ key, count }) => `${key} ${figure(count)}`);
  const rest = groups.length - named.length;
  return `${named.join(', ')}${rest > 0 ? ` and ${counted(rest, 'more principal')}` : ''}`;
}
