import type { Filter } from '../condition/condition.ts';
import type { Found } from '../plan/found.ts';
import type { Section } from '../present/answer.ts';
import { describeScope, totalsOf } from '../present/describe-coverage.ts';
import { lastCall, sayGroup } from '../present/describe-principal.ts';
import { sayNothing } from '../present/nothing.ts';
import { reasonSection, sayReasons } from '../present/say-reason.ts';
import { counted, figure } from '../present/text.ts';
import { earliest } from '../trail/tallies.ts';
import { byEvent, byPrincipal } from './conclude.ts';
import type { Summary } from './question.ts';

/** What a summary of failed calls says of them: "denied" or "failed". */
export function summariseFailures(filter: Filter, found: Found, verb: 'denied' | 'failed'): Summary {
  const groups = byPrincipal(found.tallies);
  const scope = describeScope(filter, [], verb === 'denied' ? ['denied', 'error'] : ['error'], 'by');
  const [first] = groups;
  if (first === undefined) {
    return {
      headline: sayNothing(
        found,
        `no call${scope}${verb === 'denied' ? ' was denied' : ' failed'}`,
        `which calls${scope} ${verb}`,
      ),
      groups,
    };
  }
  const { calls } = totalsOf(found.tallies);
  const isDenied = verb === 'denied';
  const ended = isDenied ? `${calls === 1 ? 'was' : 'were'} denied${sayReasons(found.tallies)}` : 'failed';
  const told = `${counted(calls, 'call')}${scope} ${ended}`;
  const sections = [...reasonSection(found.tallies, isDenied), ranking(found)];
  if (calls === 1)
    return {
      headline: [`${told}: ${first.events[0]} by ${sayGroup(first)}, `, ...lastCall(found, false)],
      groups,
      sections,
    };
  const whose =
    groups.length === 1 ? `all by ${sayGroup(first)}` : `mostly by ${sayGroup(first)} (${figure(first.count)})`;
  const range = [{ time: found.tallies.map((tally) => tally.first).reduce(earliest) }, ', last '];
  const last = { time: Math.max(...found.tallies.map((tally) => tally.last)) };
  return { headline: [`${told}, ${whose}; first `, ...range, last, '.'], groups, sections };
}

const ranked = 10;

/** Which events failed most, why, and from when to when. */
function ranking(found: Found): Section {
  const events = byEvent(found.tallies);
  const lines = events.slice(0, ranked).map(({ key, count, first, last }) => {
    const codes = new Set(
      found.tallies
        .filter(({ event }) => event === key)
        .map(({ error, reason }) => [error, reason].filter((part) => part !== null).join(': ') || 'no reason given'),
    );
    const when = count === 1 ? [{ time: last }] : [{ time: first }, ' to ', { time: last }];
    return [`${key}: ${figure(count)} (${[...codes].slice(0, 3).join(', ')}), `, ...when];
  });
  const more = events.length > ranked ? [[`and ${counted(events.length - ranked, 'more event')}`]] : [];
  return { title: 'By event', lines: [...lines, ...more] };
}
