import type { Aftermath } from '../catalogue/aftermath.ts';
import { conditionsOf, regionsLeftOut } from '../condition/condition.ts';
import { type Fault, fault } from '../errors.ts';
import type { Coverage } from '../plan/coverage.ts';
import type { Found, Quota } from '../plan/found.ts';
import type { Hiding } from '../plan/hidden.ts';
import type { Account, Fetch, Plan } from '../plan/plan.ts';
import { everywhere, nearby, planIssuers } from '../plan/plan-issuers.ts';
import { planSearch } from '../plan/plan-search.ts';
import { counted, listed } from '../present/text.ts';
import type { Query } from '../query/query.ts';
import { openEndedCalls } from '../sources/event-history/budgets.ts';
import { type GatherOptions, gather, type Sources } from '../sources/index.ts';
import {
  askerOf,
  type Chain,
  identityOf,
  isSomebody,
  issuerOf,
  type Link,
  type Session,
  sessionOf,
  sessionsIn,
} from '../trail/chain.ts';
import type { Millis, Principal, TrailEvent } from '../trail/event.ts';
import { isMachineSession } from '../trail/principal-kind.ts';
import { unknownTime } from '../trail/tallies.ts';
import type { Authorised } from './authorise.ts';
import { type AtHand, atHandOf, besidesOf, findAftermaths, nothingAtHand, undoable } from './find-aftermaths.ts';
import { findAliases, planNamings } from './people.ts';

export interface SearchDeps {
  hiding: Hiding;
  /** Log files to ask instead of AWS: a folder, a file, or `-` for standard input; null: AWS. */
  logs: string | null;
  sources: Sources;
  /** How much of each quota is in use. */
  quota: () => readonly Quota[];
  clock: () => Millis;
  /** A fault of Trail's own in one fetch: the others go on. */
  onBug: (error: unknown, fetch: Fetch) => void;
}

interface Search {
  /** How much will be searched. */
  extent: { accounts: number; regions: number };
  /** Why there is nothing to search; null: there is. */
  obstacle: Fault | null;
  /** Runs the plan; what was found so far, last with `final` true. */
  run: () => AsyncGenerator<Found, void, undefined>;
  /** The same without a budget, handing on every event. */
  whole: (taker: Taker) => AsyncGenerator<Found, void, undefined>;
  /** What became of calls, as far as it can be looked up, by the event's ID. */
  aftermathsOf: (events: readonly TrailEvent[]) => Promise<ReadonlyMap<string, Aftermath>>;
}

/** Takes every event that is found; the search waits for it. */
export interface Taker {
  take: (events: readonly TrailEvent[]) => Promise<void>;
  /** At most so many of each batch. */
  maxEvents: number;
  /** Whether each must carry its whole record. */
  records: boolean;
}

/** How a search is run for which nobody waits. */
export type BackgroundOptions = Pick<GatherOptions, 'priority' | 'fresh' | 'quiet' | 'sharedCalls'>;

/** Records of log files that are quickly read again. */
const shortPass = 50_000;
/** Of several sessions with one name, this many are traced. */
const maxChains = 3;

/** Plans the search for what was authorised, and makes ready to run it. */
export function createSearch(
  { query, strategy, accounts, notes }: Authorised,
  deps: SearchDeps & BackgroundOptions & { asker: string; now: Millis; signal: AbortSignal },
): Search {
  const inLogs = deps.logs !== null;
  const plan = withBesides(planSearch(query, strategy, { accounts, logs: inLogs }, deps.now), query, strategy);
  const run = (one: Plan, limit: number) => gather(one, { ...deps, limit });
  /** Of the calls that issue sessions each record is of use: one account's names the caller, the other's the key. */
  const last = (one: Plan, limit: number, hiding = deps.hiding) =>
    lastOf(gather(one, { ...deps, limit, hiding, sharedCalls: 'all-records' }));
  const follow = (told: readonly TrailEvent[], atHand: AtHand) => {
    const search = (one: Plan, limit: number) => last(one, limit, { ...deps.hiding, ignore: [] });
    return findAftermaths(told, atHand, { accounts, logs: inLogs, now: deps.now, hiding: deps.hiding, search });
  };
  const findIssuers: FindIssuers = (session, farther) => {
    const reach = strategy.traces === 'person' ? nearby(session, accounts) : everywhere(session, accounts, farther);
    return last(planIssuers(session, reach, inLogs), 20);
  };

  const asksBy = conditionsOf(query.filter, 'by').some(({ not }) => !not);
  const traces = (found: Found) =>
    strategy.traces === 'chain' || (strategy.traces === 'person' && affordsPerson(found, plan, inLogs));
  /** The changes that are told and worked: of reads nothing can become. */
  const told = ({ latest, window }: Found) =>
    latest
      .filter(({ time }) => time >= window.start)
      .slice(0, query.limit)
      .filter(({ changed }) => changed !== undefined);
  const follows = (found: Found) =>
    strategy.follows === true && told(found).length > 0 && undoable(told(found)).length > 0;

  async function* search(): AsyncGenerator<Found, void, undefined> {
    const limit = Math.max(query.limit, strategy.minLatest ?? 0);
    for await (const found of run({ ...plan, notes: [...plan.notes, ...notes] }, limit)) {
      if (!found.final) yield found;
      else yield* completed(found, limit);
    }
  }

  async function* completed(first: Found, limit: number): AsyncGenerator<Found, void, undefined> {
    const runOne = (one: Plan) => last(one, limit);
    const also = asksBy ? await findAliases(first, plan, limit, { run: runOne, runRest: runOne }) : null;
    const found = also ?? first;
    const namings = namesUsers(found) && affordsPerson(found, plan, inLogs) ? planNamings(found, plan) : null;
    if (namings !== null) yield { ...found, final: false };
    const whole = namings === null ? found : { ...found, namings: (await last(namings, 1)).tallies };
    if (traces(whole) || follows(whole)) yield* traced(whole);
    else yield whole;
  }

  async function* traced(found: Found): AsyncGenerator<Found, void, undefined> {
    yield { ...found, final: false };
    if (strategy.traces !== 'chain') {
      const [sessionIssuers, aftermaths] = await Promise.all([
        traces(found) ? findSessionIssuers(found, findIssuers) : found.sessionIssuers,
        follows(found) ? follow(told(found), atHandOf(found, plan, query.filter)) : null,
      ]);
      return yield { ...found, sessionIssuers, aftermaths };
    }
    const sessions = sessionsIn(found.latest);
    const chains = await Promise.all(sessions.slice(0, maxChains).map((session) => trace(session, findIssuers)));
    yield { ...found, chains: chains.length > 0 ? chains : null, sessions: sessions.length };
  }

  async function* whole({ take, maxEvents, records }: Taker): AsyncGenerator<Found, void, undefined> {
    const fetches = plan.fetches.map((fetch) => ({
      ...fetch,
      limit: maxEvents,
      whole: records,
      effort: 'complete' as const,
    }));
    const { start } = plan.window;
    const asked: Taker['take'] = (events) => take(events.filter(({ time }) => time >= start || time === unknownTime));
    const all: Plan = { ...plan, fetches, effort: 'complete', notes: [...plan.notes, ...notes] };
    const handOn = (one: Plan) => gather(one, { ...deps, limit: 1, each: asked });
    for await (const found of handOn(all)) {
      if (!found.final) yield found;
      else {
        const runs = { run: (one: Plan) => last(one, 1), runRest: (one: Plan) => lastOf(handOn(one)) };
        yield (asksBy ? await findAliases(found, all, 1, runs) : null) ?? found;
      }
    }
  }

  const aftermathsOf = (events: readonly TrailEvent[]) => follow(events, nothingAtHand);
  return { extent: extent(plan), obstacle: obstacle(plan, query, accounts), run: search, whole, aftermathsOf };
}

/** Log files hand over what may have undone calls while they are read for these. */
function withBesides(plan: Plan, { filter }: Query, { follows }: Authorised['strategy']): Plan {
  const inLogs = follows === true && plan.fetches.some(({ source }) => source === 'log-files');
  const besides = inLogs ? besidesOf(filter) : null;
  if (besides === null) return plan;
  return { ...plan, fetches: plan.fetches.map((one) => (one.source === 'log-files' ? { ...one, besides } : one)) };
}

async function lastOf(search: AsyncIterable<Found>): Promise<Found> {
  for await (const found of search) if (found.final) return found;
  throw new Error('A search ended without its last word.');
}

function extent({ fetches }: Plan): Search['extent'] {
  const accounts = new Set(fetches.map(({ account }) => account.id ?? account.name));
  const regions = new Set(fetches.map(({ region }) => region));
  return { accounts: accounts.size, regions: regions.size };
}

/** A plan that searches nothing, and misses nothing either, because all that there is was left out. */
function obstacle({ fetches, missed }: Plan, { filter }: Query, accounts: readonly Account[]): Fault | null {
  if (fetches.length > 0 || missed.length > 0 || regionsLeftOut(filter).length === 0) return null;
  return fault('regions-excluded', [listed(accounts.map(({ name }) => name))], { example: 'status' });
}

/**
 * Whether the person behind a session may be looked up as well: within what a question on a budget has left, and not
 * by reading a long archive, which has no index, a second time.
 */
function affordsPerson({ coverage }: Found, { effort }: Plan, inLogs: boolean): boolean {
  if (inLogs) return coverage.searched.reduce((sum, { recordsRead }) => sum + recordsRead, 0) <= shortPass;
  return (
    effort === 'complete' ||
    (coverage.complete && coverage.searched.every(({ pages }) => pages + maxTracedSessions < openEndedCalls))
  );
}

/** Whether users of Identity Center are among the callers, each of whose calls tells them in its own way. */
const namesUsers = ({ tallies }: Found) => tallies.some(({ principal }) => principal.person !== null);

/** More than this would cost the quota more than readers gain. */
const maxTracedSessions = 3;

/**
 * The person behind role sessions, by the session's ARN, where one look-up finds it. An ARN can stand for several
 * sessions: it is told only where all of them were seen, and all lead to the same person. Sessions of Identity Center
 * name the person themselves; those that machines name have none.
 */
async function findSessionIssuers(found: Found, findIssuers: FindIssuers): Promise<Map<string, Link>> {
  const sessions = sessionsIn(found.latest).filter((session) => isWorthAsking(session) && isSeenWhole(session, found));
  const asked = sessions.slice(0, maxTracedSessions);
  const links = await Promise.all(asked.map((session) => askOnce(session, findIssuers)));
  const issuers = new Map<string, Link>();
  for (const arn of new Set(asked.flatMap((session) => session.arn ?? []))) {
    const mine = sessions.filter((session) => session.arn === arn);
    const theirs = mine.map((session) => links[asked.indexOf(session)] ?? null);
    const [first] = theirs;
    if (first != null && theirs.every((link) => link?.principal.arn === first.principal.arn)) issuers.set(arn, first);
  }
  return issuers;
}

function isWorthAsking({ principal, arn }: Session): boolean {
  return arn !== null && principal.role !== null && !isSomebody(principal) && !isMachineSession(principal.name);
}

/** Whether every call under this ARN is among the events at hand. */
function isSeenWhole({ arn }: Session, { latest, tallies }: Found): boolean {
  const counted = tallies.filter(({ principal }) => principal.arn === arn).reduce((sum, { count }) => sum + count, 0);
  return latest.filter(({ principal }) => principal.arn === arn).length === counted;
}

/** The caller of the call that issued the session, unless that is another session or just an account. */
async function askOnce(session: Session, findIssuers: FindIssuers): Promise<Link | null> {
  const { latest } = await findIssuers(session, false);
  const issuer = issuerOf(session, latest);
  if (issuer === null) return null;
  const principal = askerOf(issuer.event);
  if (principal.type === 'AWSAccount') return null;
  if (principal === issuer.event.principal && sessionOf(issuer.event) !== null && !isSomebody(principal)) return null;
  const { id, time, account, region } = issuer.event;
  return { principal, event: { id, time, account, region }, confidence: issuer.confidence };
}

/** Finds the calls that may have issued a session, near or farther, and says what could be searched for them. */
type FindIssuers = (session: Session, farther: boolean) => Promise<{ latest: TrailEvent[]; coverage: Coverage }>;

/** Role chaining has no limit of its own; sessions of an hour each don't get far. */
const deepest = 10;

/** Walks from a session to the call that issued it, and on from that call's own session, to the person behind. */
export async function trace(session: Session, findIssuers: FindIssuers): Promise<Chain> {
  const steps: Link[] = [];
  const visited = new Set<string>();
  let current: Session | null = session;
  while (current !== null) {
    const identity: string = identityOf(current);
    if (visited.has(identity)) return end(steps, current, 'The chain leads back to itself, so nobody can be named.');
    if (steps.length >= deepest) return end(steps, current, `The chain is more than ${deepest} sessions deep.`);
    visited.add(identity);
    const near = await findIssuers(current, false);
    const far = issuerOf(current, near.latest) === null ? await findIssuers(current, true) : null;
    const issuer = issuerOf(current, [...near.latest, ...(far?.latest ?? [])]);
    if (issuer === null)
      return end(steps, current, whyBroken(current, [near.coverage, ...(far ? [far.coverage] : [])]));
    const { event, confidence } = issuer;
    const { id, time, account, region } = event;
    steps.unshift({ principal: current.principal, event: { id, time, account, region }, confidence });
    const asker = askerOf(event);
    const next = asker === event.principal ? sessionOf(event) : null;
    if (next === null) return finish(steps, asker);
    current = next;
  }
  return { links: steps, broken: null };
}

/** The last caller holds no session: a person, a service, root, or only the number of another account. */
function finish(steps: Link[], principal: Principal): Chain {
  const links = [{ principal, event: null, confidence: null }, ...steps];
  if (principal.type !== 'AWSAccount') return { links, broken: null };
  return {
    links,
    broken: `It was issued to account ${principal.account}, whose own trail names the caller, and that account is not configured.`,
  };
}

/** A session that nobody is found to have issued is the chain's end; where it names somebody itself, that is no break. */
function end(steps: Link[], { principal }: Session, broken: string): Chain {
  const links = [{ principal, event: null, confidence: null }, ...steps];
  return { links, broken: isSomebody(principal) ? null : `${broken}${sourceHint(principal.sourceIdentity)}` };
}

/** Whoever began the chain may have been made to say who they are. */
function sourceHint(sourceIdentity: string | null): string {
  return sourceIdentity === null ? '' : ` Its source identity, set when the chain began, is ${sourceIdentity}.`;
}

function whyBroken({ principal, start }: Session, coverages: readonly Coverage[]): string {
  const searched = coverages.flatMap((coverage) => coverage.searched);
  const missed = coverages.flatMap((coverage) => coverage.missed);
  const whose = principal.role === null ? principal.name : `${principal.role}/${principal.name}`;
  if (searched.length === 0)
    return `The call that issued ${whose} could not be looked up: ${missed[0]?.message ?? 'no source is set up.'}`;
  const where = [...new Set(searched.map(({ region }) => region))].join(', ');
  const unsure = missed.length > 0 ? ` (${counted(missed.length, 'more place')} could not be searched)` : '';
  const about = start === null ? '' : ' around its start';
  return `No call that issued ${whose} was found${about} in ${where}${unsure}.`;
}
