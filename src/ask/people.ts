import { type Condition, conditionsOf, except, type Filter, isEqual, ordered, where } from '../condition/condition.ts';
import type { Found } from '../plan/found.ts';
import type { Fetch, Plan } from '../plan/plan.ts';
import type { Millis } from '../trail/event.ts';
import { Latest, Timeline } from '../trail/latest.ts';
import { createCompletion, isNameless, isOfIdentityCenter } from '../trail/people.ts';
import { namingEvents } from '../trail/sign-ins.ts';
import { Tallies } from '../trail/tallies.ts';

/** Runs a plan to its end. */
type Run = (plan: Plan) => Promise<Found>;

/** Sessions of the access portal last this long unless told otherwise, so those in use began no earlier. */
const longestSession: Millis = 12 * 3_600_000;
/** More people than these are not looked up for one answer. */
const maxPeople = 10;

/**
 * The rest of a search for somebody whom Identity Center knows by a name and an ID: of their calls some have one alone,
 * some the other. Null where what was found, or the sign-ins that tell who is who, tell of nobody such.
 */
export async function planAliases(found: Found, plan: Plan, run: Run): Promise<{ plan: Plan; note: string } | null> {
  const by = principalOf(plan);
  if (by === null) return null;
  const others = await aliasesOf(by, found, plan, run);
  if (others.length === 0) return null;
  const { coverage } = found;
  const start = coverage.complete ? plan.window.start : Math.max(...coverage.searched.map((part) => part.start));
  const within = { start, end: plan.window.end };
  const fetches = plan.fetches.map((fetch) => ({
    ...fetch,
    filter: instead(fetch.filter, by, others),
    window: within,
  }));
  const [first = ''] = by.anyOf;
  const note = `In IAM Identity Center ${first} is also ${others.join(' and ')}: calls that tell only that count too.`;
  return { plan: { ...plan, fetches, window: within, effort: 'complete', missed: [], notes: [] }, note };
}

/** The one condition that tells whose calls are asked for. */
function principalOf({ fetches }: Plan): Condition<'by'> | null {
  const [only, ...others] = conditionsOf(fetches[0]?.filter ?? [], 'by').filter(({ not }) => !not);
  return only === undefined || others.length > 0 ? null : only;
}

/** The calls of the others that are none of those found before. */
function instead(filter: Filter, by: Condition<'by'>, others: readonly string[]): Filter {
  const rest = filter.filter((condition) => !isEqual(condition, by));
  return ordered([...rest, where('by', ...others), except('by', ...by.anyOf)]);
}

async function aliasesOf(by: Condition<'by'>, found: Found, plan: Plan, run: Run): Promise<string[]> {
  const asked = new Set(by.anyOf.map((value) => value.toLowerCase()));
  const signIns = isOnly(by, plan) || ![...asked].some(mayBePerson) ? [] : (await run(signInsOf(by, plan))).tallies;
  const people = [...found.tallies, ...signIns]
    .map(({ principal }) => principal)
    .filter((principal) => principal.person !== null && isOfIdentityCenter(principal));
  const all = people.flatMap((one) => [one.person ?? '', ...(isNameless(one) ? [] : [one.name])]);
  return [...new Set(all)].filter((alias) => !asked.has(alias.toLowerCase())).slice(0, maxPeople);
}

/** Whether the sign-ins of whom is asked for are among what was found. */
const isOnly = (by: Condition<'by'>, { fetches }: Plan) =>
  fetches.every(({ filter }) => filter.every((condition) => condition.kind === 'in' || isEqual(condition, by)));

/** An e-mail address or the ID of a user: nobody else is asked for so. */
const mayBePerson = (value: string) => value.includes('@') || /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/.test(value);

function signInsOf(by: Condition<'by'>, plan: Plan): Plan {
  const events = where('event', ...namingEvents.map((name) => ({ name, source: 'signin.amazonaws.com' })));
  const window = { start: plan.window.start - longestSession, end: plan.window.end };
  const fetches = plan.fetches.map((fetch): Fetch => {
    const places = conditionsOf(fetch.filter, 'in');
    return { ...fetch, filter: ordered([events, by, ...places]), window, effort: 'chain', limit: 1, whole: false };
  });
  return { fetches, window, effort: 'chain', missed: [], notes: [] };
}

/** The search for the sign-ins of callers who were told by ID alone; null where all have names. */
export function planNamings({ tallies }: Found, plan: Plan): Plan | null {
  const complete = createCompletion(tallies);
  const unnamed = [...tallies]
    .sort((one, other) => other.last - one.last)
    .filter(({ principal }) => principal.person !== null && isOfIdentityCenter(principal))
    .filter(({ principal }) => isNameless(complete(principal)));
  const people = new Set(unnamed.flatMap(({ principal }) => principal.person ?? []));
  if (people.size === 0) return null;
  const regions = new Set(unnamed.map(({ region }) => region));
  const wide = signInsOf(where('by', ...[...people].slice(0, maxPeople)), plan);
  return { ...wide, fetches: wide.fetches.filter(({ region }) => region === null || regions.has(region)) };
}

/** What two searches for different events have found together; the first tells what was searched, and both what was not. */
export function together(one: Found, other: Found, limit: number, note: string): Found {
  const tallies = new Tallies();
  const latest = new Latest(limit);
  const timeline = new Timeline();
  for (const { tallies: counted, latest: events, timeline: slots } of [one, other]) {
    for (const tally of counted) tallies.merge(tally);
    for (const event of events) latest.add(event);
    for (const slot of slots ?? []) timeline.add(slot);
  }
  const { complete, searched, missed, notes } = one.coverage;
  return {
    ...one,
    tallies: tallies.list(),
    latest: latest.list(),
    timeline: one.timeline === null || other.timeline === null ? null : timeline.list(),
    hidden: one.hidden + other.hidden,
    partiallyRead: one.partiallyRead + other.partiallyRead,
    coverage: {
      complete: complete && other.coverage.complete,
      searched,
      missed: [...missed, ...other.coverage.missed],
      notes: [...notes, note],
    },
  };
}
