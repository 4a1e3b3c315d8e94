import type { Coverage } from '../plan/coverage.ts';
import type { Found } from '../plan/found.ts';
import type { Answer, Group, Section } from '../present/answer.ts';
import { totalsOf } from '../present/describe-coverage.ts';
import { sayTold } from '../present/describe-principal.ts';
import { sayPrincipal } from '../present/say-principal.ts';
import type { Query } from '../query/query.ts';
import type { Link } from '../trail/chain.ts';
import type { Principal } from '../trail/event.ts';
import { completeCallers } from '../trail/people.ts';
import { isIncomplete, toldName } from '../trail/principal-kind.ts';
import type { Reason } from '../trail/reason.ts';
import { earliest, unknownTime } from '../trail/tallies.ts';
import type { Tally } from '../trail/tally.ts';
import { formsOfNames } from './forms-of-names.ts';
import type { Question } from './question.ts';
import { aftermathsSection, followed, sayAftermaths } from './say-aftermaths.ts';

/** The answer to a question from what was found so far. Pure, and the same for partial answers as for the final one. */
export function conclude(question: Question, query: Query, given: Found): Answer {
  const told = given.tallies.every(({ principal }) => !isIncomplete(principal));
  const found = told ? given : { ...given, ...completeCallers(given.tallies, given.latest, given.namings) };
  const {
    headline,
    groups,
    sections = [],
    record = null,
    total = totalsOf(found.tallies).calls,
  } = question.summarise(query, found);
  const events = found.latest
    .filter(({ time }) => time >= found.window.start || time === unknownTime)
    .slice(0, query.limit);
  const entries = found.aftermaths == null ? [] : followed(events, found.aftermaths);
  const traced = groups.map((group) => ({ ...group, sessionIssuer: issuerOf(group, found) }));
  return {
    question: query.question,
    asked: query.asked,
    headline: entries.length === 0 ? headline : [...headline, ...sayAftermaths(entries, found)],
    window: found.window,
    total,
    groups: traced,
    events,
    ...(found.aftermaths == null ? {} : { aftermaths: found.aftermaths }),
    ...timelineOf(found, total),
    chain: found.chains?.[0]?.links ?? null,
    record,
    sections: [...sections, ...(entries.length < 2 ? [] : [aftermathsSection(entries)]), ...issuersSection(traced)],
    hidden: found.hidden,
    partiallyRead: found.partiallyRead,
    coverage: withForms(query, found, total),
    final: found.final,
    done: found.done,
  };
}

/** The coverage, with how the resources asked for are named by the calls that were found. */
function withForms({ filter }: Query, found: Found, total: number): Coverage {
  const { coverage, final } = found;
  if (!final || !filter.some(({ kind }) => kind === 'on')) return coverage;
  return { ...coverage, notes: [...coverage.notes, ...formsOfNames(filter, found, total)] };
}

/** Only where it tells of the same calls as the total does. */
function timelineOf({ timeline, window }: Found, total: number): Pick<Answer, 'timeline'> {
  const slots = (timeline ?? []).filter(({ start }) => start + hour >= window.start);
  const calls = slots.reduce((sum, slot) => sum + slot.calls, 0);
  return calls === 0 || calls !== total ? {} : { timeline: slots };
}

/** The widest slot. */
const hour = 3_600_000;

/** Who started the role sessions that were told, a line each. */
function issuersSection(groups: readonly Group[]): Section[] {
  const lines = groups.flatMap(({ principal, sessionIssuer: issuer }) => {
    if (principal === null || issuer === null) return [];
    const started = `${sayPrincipal(principal)} was started by ${sayPrincipal(issuer.principal)}`;
    return [[issuer.event === null ? started : `${started}, event ${issuer.event.id} (${issuer.confidence})`]];
  });
  return lines.length > 0 ? [{ title: 'Behind the sessions', lines }] : [];
}

function issuerOf({ principal, sessions }: Group, { sessionIssuers }: Found): Link | null {
  if (principal?.arn == null || sessions > 0) return null;
  return sessionIssuers.get(principal.arn) ?? null;
}

/** Calls by principal. Sessions named by machines count together under their role; people's stay apart. */
export function byPrincipal(tallies: readonly Tally[]): Group[] {
  return collect(tallies, (tally) => {
    const { principal } = tally;
    const key = toldName(principal);
    const machine = key !== principal.name;
    const identity = identityOf(tally, machine ? '' : principal.name);
    return { key, identity: identity.join('\n'), principal, session: machine ? principal.name : null };
  });
}

/** What tells one caller from another of the same name. A user of Identity Center has an ID that is theirs for good. */
function identityOf({ principal, account: recipient }: Tally, name: string): (string | null)[] {
  const { type, account, role, person } = principal;
  if (type === 'IdentityCenterUser' && person !== null) return [type, person];
  // A service acts in many accounts, and is one.
  return [type, type === 'AWSService' ? null : (account ?? recipient), role, name];
}

/** The name that calls are told under, which is never root but for the root user. */
export function principalKey({ principal }: Pick<Tally, 'principal'>): string {
  return sayTold(principal);
}

/** Calls by event name, whoever made them. */
export function byEvent(tallies: readonly Tally[]): Group[] {
  return collect(tallies, ({ event }) => ({ key: event, identity: event, principal: null, session: null }));
}

interface Membership {
  key: string;
  identity: string;
  principal: Principal | null;
  session: string | null;
}

interface Collected {
  group: Group;
  events: Set<string>;
  regions: Set<string>;
  addresses: Set<string>;
  sessions: Set<string>;
  reasons: Map<Reason, number>;
}

/** Ordered by count, then by the last call: the contract's order of groups. */
function collect(tallies: readonly Tally[], memberOf: (tally: Tally) => Membership): Group[] {
  const found = new Map<string, Collected>();
  for (const tally of tallies) {
    const member = memberOf(tally);
    const collected = found.get(member.identity) ?? start(member, tally);
    found.set(member.identity, collected);
    include(collected, member, tally);
  }
  const groups = [...found.values()].map(finish);
  return groups.sort((a, b) => b.count - a.count || b.last - a.last || (a.key < b.key ? -1 : 1));
}

function start({ key, principal }: Membership, { first, last }: Tally): Collected {
  const group = {
    key,
    principal,
    sessions: 0,
    events: [],
    count: 0,
    errors: 0,
    first,
    last,
    regions: [],
    addresses: [],
    reasons: [],
    sessionIssuer: null,
  };
  return {
    group,
    events: new Set(),
    regions: new Set(),
    addresses: new Set(),
    sessions: new Set(),
    reasons: new Map(),
  };
}

function include(collected: Collected, { key, principal, session }: Membership, tally: Tally): void {
  const { group } = collected;
  if (tally.last >= group.last) {
    group.principal = principal;
    group.key = key;
  }
  group.count += tally.count;
  if (tally.outcome !== 'ok') group.errors += tally.count;
  group.first = earliest(group.first, tally.first);
  group.last = Math.max(group.last, tally.last);
  collected.events.add(tally.event);
  collected.regions.add(tally.region);
  if (tally.address !== '') collected.addresses.add(tally.address);
  if (session !== null) collected.sessions.add(session);
  const { reason } = tally;
  if (reason !== null) collected.reasons.set(reason, (collected.reasons.get(reason) ?? 0) + tally.count);
}

function finish({ group, events, regions, addresses, sessions, reasons }: Collected): Group {
  const sorted = (values: Set<string>) => [...values].sort();
  return {
    ...group,
    events: sorted(events),
    regions: sorted(regions),
    addresses: sorted(addresses),
    sessions: sessions.size,
    reasons: [...reasons].map(([reason, count]) => ({ reason, count })).sort(byCount),
  };
}

function byCount(a: Group['reasons'][number], b: Group['reasons'][number]): number {
  return b.count - a.count || (a.reason < b.reason ? -1 : 1);
}
