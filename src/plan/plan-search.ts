import { conditionsOf, type Filter, ordered, regionsLeftOut, valuesOf, where } from '../condition/condition.ts';
import { sourcesOf } from '../query/names/event-index.ts';
import type { Query, Window } from '../query/query.ts';
import { edgeRegion, homeRegion, partitionOf } from '../query/regions.ts';
import type { Millis } from '../trail/event.ts';
import { eventNotes } from './cover.ts';
import type { Missed, Note } from './coverage.ts';
import type { Account, Fetch, Plan } from './plan.ts';
import { sourceTraits } from './source-traits.ts';

const day = 86_400_000;
const { reach: retention } = sourceTraits['event-history'];
/** CloudTrail's first day: nothing is older. */
const beginning = Date.UTC(2013, 10, 13);

/** How far a question looks back where nothing was said of time. */
type LookBack = 'ninety-days' | 'one-day';

/** How the question searches. */
export interface SearchStrategy {
  lookBack: LookBack;
  /** Whether it needs whole records. */
  whole: boolean;
  /** Whether it compares the window with the one before, which is then searched too. */
  compares?: boolean;
  /** How many of the newest events its summary needs, whatever the limit. */
  minLatest?: number;
  /** Whether it only asks each place whether it can be searched. */
  probes?: boolean;
  /** Whether it tells the chain behind the newest session found, or the person behind each role session. */
  traces?: 'chain' | 'person';
  /** Whether it tells what became of the changes it tells. */
  follows?: boolean;
}

interface Searchable {
  /** The accounts that were asked for and may be searched. */
  accounts: readonly Account[];
  /** Whether a folder of log files is asked instead of event history. */
  logs: boolean;
}

/**
 * Decides everything that will be asked before the first call: the window frozen to whole seconds,
 * one fetch for each account and Region, and what can't be searched at all.
 */
export function planSearch(query: Query, strategy: SearchStrategy, searchable: Searchable, now: Millis): Plan {
  const end = Math.floor(now / 1000) * 1000;
  if (strategy.probes === true) return planHistory(probing(query, end), strategy, searchable, end);
  const plan = searchable.logs
    ? planLogs(query, strategy, searchable, end)
    : planHistory(query, strategy, searchable, end);
  const notes = [...eventNotes(query.filter, searchable.logs), ...leftOutNotes(query.filter)];
  return { ...plan, notes: [...notes, ...plan.notes] };
}

/** A look-up that finds nothing, to see whether it is allowed. */
function probing(query: Query, end: Millis): Query {
  const window = { start: end - 1000, end };
  const nothing = where('id', '00000000-0000-0000-0000-000000000000');
  return { ...query, filter: ordered([nothing, ...conditionsOf(query.filter, 'in')]), window };
}

/** Log files are read in one pass; without a time the question is about all they hold, unless it compares. */
function planLogs(query: Query, strategy: SearchStrategy, { accounts }: Searchable, end: Millis): Plan {
  const untimed = { start: strategy.compares === true ? end - day : beginning, end };
  const asked = query.window ?? untimed;
  const window = reach(asked, strategy);
  const distinct = distinctAccounts(accounts, ({ id, archive }) => `${id} ${archive?.logs}`);
  const read = distinct.map((account) => fromLogs(query, strategy, account, window));
  const notes = notesOnAdded(read.flatMap(({ added }) => added));
  const timeless = query.window === null && strategy.compares !== true;
  const fetches = read.flatMap((one) => one.fetches.map((fetch) => ({ ...fetch, timeless })));
  return { fetches, window: asked, effort: 'complete', missed: [], notes };
}

function planHistory(query: Query, strategy: SearchStrategy, searchable: Searchable, end: Millis): Plan {
  const asked = query.window ?? { start: end - (strategy.lookBack === 'one-day' ? day : retention), end };
  const effort = query.window === null && strategy.lookBack === 'ninety-days' ? 'open-ended' : 'complete';
  const wanted = reach(asked, strategy);
  const window = { start: Math.max(wanted.start, end - retention), end: wanted.end };
  const missed: Missed[] = [];
  const fetches: Fetch[] = [];
  const added: AddedGlobals[] = [];
  const notes: Note[] = [];
  for (const account of distinctAccounts(searchable.accounts, ({ id, name }) => id ?? name)) {
    const { regions, added: globals } = regionsOf(query, account);
    added.push(...globals);
    if (regions.length === 0) notes.push(`Every Region of ${account.name} is left out, so it was not searched.`);
    const older = { start: wanted.start, end: Math.min(wanted.end, window.start - 1) };
    if (older.start < window.start - slack) {
      if (account.archive === null) missed.push(...regions.map((region) => tooOld(account, region)));
      else fetches.push(...fromLogs(query, strategy, account, older).fetches);
    }
    if (window.end < window.start) continue;
    const fetch = { ...common(query, strategy), source: 'event-history', account, window, effort } as const;
    fetches.push(...regions.map((region) => ({ ...fetch, region })));
    fetches.push(
      ...globals.map(({ region, services }) => ({ ...fetch, region, filter: ofServices(query.filter, services) })),
    );
  }
  notes.push(...notesOnAdded(added));
  return { fetches, window: asked, effort, missed, notes };
}

/** An account that is listed twice is searched once. */
function distinctAccounts(accounts: readonly Account[], keyOf: (account: Account) => string): Account[] {
  return [...new Map(accounts.map((account) => [keyOf(account), account])).values()];
}

/** The clock moves on between a question and its plan; what is this little too old is not worth a word. */
const slack = 60_000;

/** Log files hold whatever Regions they hold; where some were asked for, global services are read where they log. */
function fromLogs(
  query: Query,
  strategy: SearchStrategy,
  account: Account,
  window: Window,
): { fetches: Fetch[]; added: AddedGlobals[] } {
  const fetch = { ...common(query, strategy), source: 'log-files', account, window } as const;
  if (query.regions === null) return { fetches: [{ ...fetch, region: null }], added: [] };
  const { regions, added } = regionsOf(query, account);
  const fetches: Fetch[] = regions.map((region) => ({ ...fetch, region }));
  const globals = added.map(({ region, services }) => ({
    ...fetch,
    region,
    filter: ofServices(query.filter, services),
  }));
  return { fetches: [...fetches, ...globals], added };
}

function notesOnAdded(added: readonly AddedGlobals[]): string[] {
  const notes = added.flatMap(({ region, services }) =>
    services.map(({ name }) => `${name} logs to ${region}, so that Region was searched too.`),
  );
  return [...new Set(notes)];
}

function withoutLeftOut(regions: readonly string[], filter: Filter): string[] {
  const leftOut = regionsLeftOut(filter);
  return regions.filter((region) => !leftOut.includes(region));
}

/** A comparison also needs the window of the same length before. */
function reach({ start, end }: Window, { compares }: SearchStrategy): Window {
  return compares ? { start: start - (end - start), end } : { start, end };
}

function common({ filter, limit }: Query, { whole, minLatest = 0 }: SearchStrategy) {
  return { filter, limit: Math.max(limit, minLatest), whole, effort: 'complete' as const };
}

/** A Region that is searched for the sake of global services alone. */
interface AddedGlobals {
  region: string;
  services: GlobalService[];
}

/**
 * The Regions to search in an account, and those where global services log for whose sake they are searched besides.
 * Regions that were asked for are kept to, unless something that is asked for could never be found in them.
 */
function regionsOf(query: Query, account: Account): { regions: string[]; added: AddedGlobals[] } {
  const asked = query.regions ?? account.regions;
  const regions = withoutLeftOut(asked, query.filter);
  const services = globalServicesOf(query.filter).filter(({ regionalToo }) => query.regions === null || !regionalToo);
  const logging = [...new Set(asked.map(partitionOf))].flatMap((partition) =>
    [...new Set(services.map((service) => logsIn(service, partition)))].map((region) => ({
      region,
      services: services.filter((service) => logsIn(service, partition) === region),
    })),
  );
  const unsearched = withoutLeftOut(
    logging.map(({ region }) => region).filter((region) => !regions.includes(region)),
    query.filter,
  );
  return { regions, added: logging.filter(({ region }) => unsearched.includes(region)) };
}

/** Services that log to one Region alone are left out with it. */
function leftOutNotes(filter: Filter): string[] {
  const services = globalServicesOf(filter).filter(({ regionalToo }) => !regionalToo);
  return regionsLeftOut(filter).flatMap((region) =>
    services
      .filter((service) => logsIn(service, partitionOf(region)) === region)
      .map(({ name }) => `${name} logs to ${region} alone, which is left out.`),
  );
}

/** What a filter describes of these services; those that are not named are any. */
function ofServices(filter: Filter, services: readonly GlobalService[]): Filter {
  const named = services.flatMap(({ source }) => source ?? []);
  return named.length < services.length ? filter : ordered([...filter, where('service', ...named)]);
}

function tooOld(account: Account, region: string): Missed {
  const message =
    'Event history holds 90 days. For older events, point Trail at the trail’s own log files (archive in trail.yml).';
  return { account: account.id ?? account.name, region, source: 'event-history', reason: 'too-old', message };
}

/** A service that logs in one Region of its partition although it is called from anywhere. */
interface GlobalService {
  /** As records name it; null: any. */
  source: string | null;
  /** As a sentence begins with it. */
  name: string;
  /** Whether it also logs in the Regions themselves, so that a search limited to them is not in vain. */
  regionalToo: boolean;
  /** Whether it logs where IAM does not, in the partition that has two such Regions. */
  edge?: true;
}

const logsIn = ({ edge }: GlobalService, partition: string): string =>
  edge ? edgeRegion(partition) : homeRegion(partition);

/** Source: CloudTrail's user guide on global service events, as of November 2021, and STS's on its global endpoint. */
const globalServices: readonly GlobalService[] = [
  { source: 'iam.amazonaws.com', name: 'IAM', regionalToo: false },
  { source: 'organizations.amazonaws.com', name: 'Organizations', regionalToo: false, edge: true },
  { source: 'cloudfront.amazonaws.com', name: 'CloudFront', regionalToo: false, edge: true },
  { source: 'route53.amazonaws.com', name: 'Route 53', regionalToo: false, edge: true },
  { source: 'route53domains.amazonaws.com', name: 'Route 53 Domains', regionalToo: false, edge: true },
  { source: 'account.amazonaws.com', name: 'Account Management', regionalToo: false, edge: true },
  { source: 'sts.amazonaws.com', name: 'The global STS endpoint', regionalToo: true },
  { source: 'signin.amazonaws.com', name: 'Console sign-in', regionalToo: true },
];

/** What may be about a global service although it names none: anything but a service or an event. */
const anyGlobal: GlobalService = { source: null, name: 'What IAM and other global services do', regionalToo: true };

/**
 * The global services a filter is about, by its services or those of its events; any of them where it names neither, or
 * an event that no service is known to have.
 */
function globalServicesOf(filter: Filter): readonly GlobalService[] {
  const services = valuesOf(filter, 'service');
  const events = valuesOf(filter, 'event');
  if (services.length === 0 && events.length === 0) return [anyGlobal];
  const ofEvents = events.map(({ name, source }) => (source === null ? sourcesOf(name) : [source]));
  const sources = services.length === 0 ? ofEvents.flat() : services;
  const known = globalServices.filter(({ source }) => source !== null && sources.includes(source));
  return services.length === 0 && ofEvents.some((own) => own.length === 0) ? [...known, anyGlobal] : known;
}
