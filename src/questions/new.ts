import type { Section } from '../present/answer.ts';
import { describeScope, totalsOf } from '../present/describe-coverage.ts';
import { within } from '../present/limits.ts';
import { sayNothing } from '../present/nothing.ts';
import { counted, listed } from '../present/text.ts';
import type { Window } from '../query/query.ts';
import type { Tally } from '../trail/tally.ts';
import { byPrincipal, principalKey } from './conclude.ts';
import { defineQuestion } from './question.ts';

/** Principals, events, addresses and Regions that the window before did not have. */
export const novelties = defineQuestion({
  name: 'new',
  answers: 'what was not seen in the window before',
  usage: 'new [modifiers]',
  examples: ['new', 'new since:7d in us-east-1', 'new is:write since:24h'],
  subject: null,
  strategy: { lookBack: 'one-day', whole: false, compares: true },
  implies: [],
  layout: 'groups',
  summarise({ filter }, found) {
    const { start, end } = found.window;
    const before = start - (end - start);
    const kinds = novel(found.tallies, start);
    const people = new Set(kinds.principals);
    const fresh = found.tallies.filter((tally) => people.has(principalKey(tally)) && tally.first >= start);
    const groups = byPrincipal(fresh);
    const scope = describeScope(filter, [], [], 'by');
    const news = [
      [kinds.principals, 'principal', 'principals'],
      [kinds.events, 'event', 'events'],
      [kinds.addresses, 'address', 'addresses'],
      [kinds.regions, 'Region', 'Regions'],
    ] as const;
    const counts = news.flatMap(([values, one, many]) =>
      values.length > 0 ? [counted(values.length, one, many)] : [],
    );
    const sections = sectionsOf(kinds, before, found.window);
    if (Object.values(kinds).every((values) => values.length === 0)) {
      return {
        headline: sayNothing(found, `nothing new was seen${scope}`, `what is new${scope}`),
        groups,
        sections,
        total: 0,
      };
    }
    const told = `${listed(counts)}${scope}, not seen before${within(found)}; compared with `;
    return {
      headline: [told, { time: before }, ' to ', { time: start }, '.'],
      groups,
      sections,
      total: totalsOf(fresh).calls,
    };
  },
});

interface Kinds {
  principals: string[];
  events: string[];
  addresses: string[];
  regions: string[];
}

/** The values that were first seen in the window itself. */
function novel(tallies: readonly Tally[], start: number): Kinds {
  const since = (told: (tally: Tally) => string) => {
    const first = new Map<string, number>();
    for (const tally of tallies) {
      const value = told(tally);
      if (value !== '') first.set(value, Math.min(first.get(value) ?? Number.POSITIVE_INFINITY, tally.first));
    }
    return [...first]
      .filter(([, seen]) => seen >= start)
      .map(([value]) => value)
      .sort();
  };
  return {
    principals: since(principalKey),
    events: since(({ event }) => event),
    addresses: since(({ address }) => address),
    regions: since(({ region }) => region),
  };
}

const shown = 15;

function sectionsOf(kinds: Kinds, before: number, window: Window): Section[] {
  const titled: [string, string[]][] = [
    ['New principals', kinds.principals],
    ['New events', kinds.events],
    ['New addresses', kinds.addresses],
    ['New Regions', kinds.regions],
  ];
  const told = titled
    .filter(([, values]) => values.length > 0)
    .map(([title, values]) => ({ title, lines: [[list(values)]] }));
  return [...told, { title: 'Compared with', lines: [[{ time: before }, ' to ', { time: window.start }]] }];
}

function list(values: readonly string[]): string {
  const rest = values.length > shown ? ` and ${counted(values.length - shown, 'more', 'more')}` : '';
  return `${values.slice(0, shown).join(', ')}${rest}`;
}
