import { where } from '../condition/condition.ts';
import type { Section } from '../present/answer.ts';
import { describeScope, totalsOf } from '../present/describe-coverage.ts';
import { lastCall, mostly, sayGroup } from '../present/describe-principal.ts';
import { sayNothing } from '../present/nothing.ts';
import { counted, figure, withFailures } from '../present/text.ts';
import type { Tally } from '../trail/tally.ts';
import { byEvent, byPrincipal } from './conclude.ts';
import { defineQuestion } from './question.ts';

/** What changed: every call that is not read-only, per event and principal. */
export const changes = defineQuestion({
  name: 'changes',
  answers: 'what changed, and by whom',
  usage: 'changes [modifiers]',
  examples: ['changes', 'changes service:notifications since:7d', 'changes by jdoe in us-east-1 since:24h'],
  subject: null,
  strategy: { lookBack: 'one-day', whole: false },
  implies: [where('is', 'write')],
  layout: 'groups',
  summarise({ filter }, found) {
    const groups = byEvent(found.tallies);
    const scope = describeScope(filter, [], ['write'], 'by');
    const [first] = groups;
    if (first === undefined) {
      return { headline: sayNothing(found, `nothing changed${scope}`, `what changed${scope}`), groups };
    }
    const { calls, failed } = totalsOf(found.tallies);
    const people = counted(byPrincipal(found.tallies).length, 'principal');
    const made = `${counted(calls, 'change')}${scope} by ${people}${withFailures(failed)}`;
    const most = groups.length === 1 ? `, all ${first.key}` : mostly(groups);
    return {
      headline: [`${made}${most}; `, ...lastCall(found, true, 'by')],
      groups,
      sections: [makers(found.tallies)],
    };
  },
});

const shown = 10;

/** Who changed what, the busiest first. */
function makers(tallies: readonly Tally[]): Section {
  const groups = byPrincipal(tallies);
  const lines = groups.slice(0, shown).map((group) => {
    const { count, events } = group;
    const named = events.slice(0, 4).join(', ');
    const rest = events.length > 4 ? ` and ${counted(events.length - 4, 'more event')}` : '';
    return [`${sayGroup(group)}: ${figure(count)}, ${named}${rest}`];
  });
  const more = groups.length > shown ? [[`and ${counted(groups.length - shown, 'more principal')}`]] : [];
  return { title: 'By principal', lines: [...lines, ...more] };
}
