import { type Condition, conditionsOf, except, type Filter, isEqual, ordered, where } from '../condition/condition.ts';
import type { Found } from '../plan/found.ts';
import type { Fetch, Plan } from '../plan/plan.ts';
import type { Millis, Principal } from '../trail/event.ts';
import { Latest, Timeline } from '../trail/latest.ts';
import { createCompletion, isNameless, isOfIdentityCenter } from '../trail/people.ts';
import { namingEvents } from '../trail/sign-ins.ts';
import { Tallies } from '../trail/tallies.ts';

interface Runs {
  /** Runs a plan to its end. */
  run: (plan: Plan) => Promise<Found>;
  /** The same for calls that belong to the answer. */
  runRest: (plan: Plan) => Promise<Found>;
}

/** Sessions of the access portal last this long unless told otherwise, so those in use began no earlier. */
const longestSession: Millis = 12 * 3_600_000;
/** More people than these are not looked up for one answer. */
const maxPeople = 10;
/** A sign-in without the ID of a user has one of its own, so that there may be many. */
const maxAliases = 200;
/** A name leads to IDs, those to other names, and nothing to more. */
const maxRounds = 3;

/**
 * What was found of somebody, with the calls that tell them otherwise: Identity Center knows its users by a name and an
 * ID, and of their calls some have one alone, some the other. Null where there is nothing to add.
 */
export async function findAliases(first: Found, plan: Plan, limit: number, runs: Runs): Promise<Found | null> {
  const by = principalOf(plan);
  if (by === null) return null;
  let known = await usersIn(first, by, plan, runs);
  let asked = by.anyOf;
  let found = first;
  for (let round = 0; round < maxRounds; round += 1) {
    const others = aliasesOf(known, asked);
    if (others.length === 0) break;
    const rest = await runs.runRest(planRest(found, plan, by, { asked, others }));
    asked = [...asked, ...others];
    known = [...known, ...usersOf(rest)];
    found = together(found, rest, limit);
  }
  return found === first ? null : { ...found, coverage: withNote(found, by, known) };
}

/** The one condition that tells whose calls are asked for. */
function principalOf({ fetches }: Plan): Condition<'by'> | null {
  const [only, ...others] = conditionsOf(fetches[0]?.filter ?? [], 'by').filter(({ not }) => !not);
  return only === undefined || others.length > 0 ? null : only;
}

/** The users among the callers, and those whose sign-ins are asked for by what else is asked of the calls. */
async function usersIn(found: Found, by: Condition<'by'>, plan: Plan, { run }: Runs): Promise<Principal[]> {
  const isAll = plan.fetches.every(({ filter }) => filter.every((one) => one.kind === 'in' || isEqual(one, by)));
  if (isAll || !by.anyOf.some(mayBeUser)) return usersOf(found);
  return [...usersOf(found), ...usersOf(await run(planSignIns(by, plan)))];
}

/** An e-mail address or the ID of a user: hardly anybody else is asked for so. */
const mayBeUser = (value: string) => value.includes('@') || /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i.test(value);

function usersOf({ tallies }: Found): Principal[] {
  return tallies.map(({ principal }) => principal).filter((one) => one.person !== null && isOfIdentityCenter(one));
}

function aliasesOf(users: readonly Principal[], asked: readonly string[]): string[] {
  const known = new Set(asked.map((value) => value.toLowerCase()));
  const all = users.flatMap((user) => [user.person ?? '', ...(isNameless(user) ? [] : [user.name])]);
  const others = new Map(all.map((alias) => [alias.toLowerCase(), alias]));
  return [...others].flatMap(([key, alias]) => (known.has(key) ? [] : [alias])).slice(0, maxAliases);
}

interface Aliases {
  asked: readonly string[];
  others: readonly string[];
}

/** The search for the calls of the others that are none of those found before, as far back as these go. */
function planRest({ coverage }: Found, plan: Plan, by: Condition<'by'>, { asked, others }: Aliases): Plan {
  const reached = coverage.complete ? [] : coverage.searched.map(({ start }) => start);
  const window = { start: Math.max(plan.window.start, ...reached), end: plan.window.end };
  const instead = (filter: Filter) =>
    ordered([...filter.filter((one) => !isEqual(one, by)), where('by', ...others), except('by', ...asked)]);
  const fetches = plan.fetches.map((fetch): Fetch => {
    const start = Math.max(fetch.window.start, ...reached);
    return { ...fetch, filter: instead(fetch.filter), window: { ...fetch.window, start }, effort: 'complete' };
  });
  return { fetches, window, effort: 'complete', missed: [], notes: [] };
}

function planSignIns(by: Condition<'by'>, plan: Plan): Plan {
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
  const wide = planSignIns(where('by', ...[...people].slice(0, maxPeople)), plan);
  return { ...wide, fetches: wide.fetches.filter(({ region }) => region === null || regions.has(region)) };
}

/** What two searches for different events found; the first tells what was searched, both what was not. */
function together(one: Found, other: Found, limit: number): Found {
  const tallies = new Tallies();
  const latest = new Latest(limit);
  const timeline = new Timeline();
  for (const found of [one, other]) {
    for (const tally of found.tallies) tallies.merge(tally);
    for (const event of found.latest) latest.add(event);
    for (const slot of found.timeline ?? []) timeline.add(slot);
  }
  return {
    ...one,
    tallies: tallies.list(),
    latest: latest.list(),
    timeline: one.timeline == null || other.timeline == null ? null : timeline.list(),
    hidden: one.hidden + other.hidden,
    partiallyRead: one.partiallyRead + other.partiallyRead,
    coverage: {
      ...one.coverage,
      complete: one.coverage.complete && other.coverage.complete,
      missed: [...one.coverage.missed, ...other.coverage.missed],
    },
  };
}

/** The names and IDs of users are worth a word; what ties the steps of a sign-in is not. */
function withNote({ coverage }: Found, { anyOf }: Condition<'by'>, users: readonly Principal[]): Found['coverage'] {
  const told = users.filter(({ type }) => type !== 'Unknown');
  const others = aliasesOf(told, anyOf);
  if (others.length === 0) return coverage;
  const note = `In IAM Identity Center ${anyOf.join(' or ')} is also ${others.join(' and ')}: calls that tell only that count too.`;
  return { ...coverage, notes: [...coverage.notes, note] };
}
