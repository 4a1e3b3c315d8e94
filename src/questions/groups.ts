import type { Group } from '../present/answer.ts';
import { earliest } from '../trail/earliest.ts';
import type { Principal } from '../trail/event.ts';
import { isMachineSession } from '../trail/principal-kind.ts';
import type { Tally } from '../trail/tally.ts';

/** Calls by principal. Sessions named by machines count together under their role; people's stay apart. */
export function byPrincipal(tallies: readonly Tally[]): Group[] {
  return collect(tallies, (tally) => {
    const { principal } = tally;
    const key = principalKey(tally);
    const machine = key !== principal.name;
    const identity = [principal.type, principal.account, principal.role, machine ? '' : principal.name];
    return { key, identity: identity.join('\n'), principal, session: machine ? principal.name : null };
  });
}

/** The name that calls are told under: a session that a machine named is its role's use. */
export function principalKey({ principal: { name, role } }: Tally): string {
  return role !== null && isMachineSession(name) ? role : name;
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
    sessionIssuer: null,
  };
  return { group, events: new Set(), regions: new Set(), addresses: new Set(), sessions: new Set() };
}

function include(collected: Collected, { principal, session }: Membership, tally: Tally): void {
  const { group } = collected;
  if (tally.last >= group.last) group.principal = principal;
  group.count += tally.count;
  if (tally.outcome !== 'ok') group.errors += tally.count;
  group.first = earliest(group.first, tally.first);
  group.last = Math.max(group.last, tally.last);
  collected.events.add(tally.event);
  collected.regions.add(tally.region);
  if (tally.address !== '') collected.addresses.add(tally.address);
  if (session !== null) collected.sessions.add(session);
}

function finish({ group, events, regions, addresses, sessions }: Collected): Group {
  const sorted = (values: Set<string>) => [...values].sort();
  return {
    ...group,
    events: sorted(events),
    regions: sorted(regions),
    addresses: sorted(addresses),
    sessions: sessions.size,
  };
}
