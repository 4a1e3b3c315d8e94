import type { Found } from '../plan/found.ts';
import { shortenKey } from '../trail/chain.ts';
import type { Principal, TrailEvent } from '../trail/event.ts';
import { displayRole, isNamesakeOfRoot, toldName } from '../trail/principal-kind.ts';
import { signInOf } from '../trail/sign-ins.ts';
import { earliest } from '../trail/tallies.ts';
import type { Tally } from '../trail/tally.ts';
import type { Answer, Group, Phrase } from './answer.ts';
import { sayNamesake } from './say-principal.ts';
import {
  type AccountNames,
  counted,
  figure,
  firstFew,
  isKnownTime,
  nothing,
  plain,
  times,
  withoutTime,
} from './text.ts';

/** IAM lets names have 64 characters and session names as many; records hold what they like. */
const longestName = 64;

/**
 * Who called, for people: `jdoe · role user`, `ann@example.com · permission set Admin`, `role X · 37 sessions`,
 * `root · root user · no MFA`. `sessions` is how many sessions named by machines stand behind it.
 */
export function describePrincipal(principal: Principal, accounts: Beside, sessions = 0): string {
  return principalParts(principal, accounts, sessions).join(' · ');
}

/** The same in parts, the name first. */
function principalParts(principal: Principal, { beside }: Beside, sessions = 0): [string, ...string[]] {
  const { name, role, account, invokedBy } = principal;
  if (sessions > 0 && role !== null) return [roleOf(principal), counted(sessions, 'session')];
  const traits = [
    role === null ? kindOf(principal) : roleOf(principal),
    labelled('account', beside(account)),
    labelled('via', invokedBy),
    mfaOf(principal),
    sessions > 0 ? counted(sessions, 'session') : null,
  ];
  return [plain(name, longestName), ...traits.filter((trait) => trait !== null)];
}

type Beside = Pick<AccountNames, 'beside'>;

function labelled(label: string, name: string | null): string | null {
  return name === null ? null : `${label} ${plain(name, longestName)}`;
}

const kinds: Readonly<Record<string, string>> = {
  Root: 'root user',
  IAMUser: 'IAM user',
  FederatedUser: 'federated user',
  Directory: 'directory user',
  AWSAccount: 'another account',
  AWSService: 'AWS service',
  IdentityCenterUser: 'Identity Center user',
  SAMLUser: 'SAML user',
  WebIdentityUser: 'web identity',
};

/** What is said beside the name where there is no role; nothing where the name says it already. */
function kindOf(principal: Principal): string | null {
  const { type, name } = principal;
  if (!Object.hasOwn(kinds, type) && isNamesakeOfRoot(principal)) return 'not the root user';
  return Object.hasOwn(kinds, type) && name !== kinds[type] ? (kinds[type] ?? null) : null;
}

/** People know an Identity Center role by its permission set. */
function roleOf(principal: Principal): string {
  const shown = displayRole(principal);
  return labelled(shown === principal.role ? 'role' : 'permission set', shown) ?? '';
}

/** Records of sessions nearly always say false; the word is kept for where it tells something. */
function mfaOf({ mfa, credentials }: Principal): string | null {
  if (mfa === true) return 'MFA';
  return mfa === false && (credentials === 'root' || credentials === 'console') ? 'no MFA' : null;
}

/** One event in words that are safe to show, the same in Slack and in a terminal. */
interface EventWords {
  name: string;
  /** The name first. */
  principal: [string, ...string[]];
  region: string;
  address: string;
  /** The shortened access key, and the account where several were searched. */
  more: string[];
  /** `denied: AccessDenied (no session policy allows it), User is not authorized…`; null where the call worked. */
  failure: { outcome: string; why: string } | null;
}

export function describeEvent(event: TrailEvent, accounts: AccountNames): EventWords {
  const { principal } = event;
  const besides = accounts.beside(event.account);
  return {
    name: plain(event.name, 64),
    principal: hasCaller(event)
      ? [
          ...principalParts(principal, event.account === principal.account ? home : accounts),
          ...(principal.console && signInOf(event.name, event.source) === null ? ['in the console'] : []),
        ]
      : [nothing],
    region: plain(event.region, 25),
    address: plain(event.address, 45),
    more: [
      principal.accessKey === null ? null : plain(shortenKey(principal.accessKey), 20),
      besides === null ? null : `in ${plain(besides, 40)}`,
      event.vpcEndpoint == null ? null : `through ${plain(event.vpcEndpoint, 40)}`,
      kindOfRecord(event),
      event.understood ? null : 'read only in part',
    ].filter((part) => part !== null),
    failure: failureOf(event),
  };
}

/** Whether a record tells of somebody. */
const hasCaller = ({ kind }: TrailEvent) => kind === 'call' || kind === 'summary';

/** What a record is where it is no call. */
function kindOfRecord({ kind, summary }: TrailEvent): string | null {
  if (kind === 'insight') return 'Insights record';
  if (kind === 'digest') return 'digest file';
  if (summary === null) return kind === 'summary' ? 'summary' : null;
  const { calls, counted: those = calls } = summary;
  return `summary of ${those === calls ? '' : `${figure(those)} of `}${counted(calls, 'call')}`;
}

/** Who calls in an account of their own needs no account beside the name. */
const home = { beside: () => null };

function failureOf({ outcome, error, reason }: TrailEvent): EventWords['failure'] {
  if (outcome === 'ok') return null;
  const { code = null, message = null } = error ?? {};
  const ended = code === null || reason === null ? (code ?? reason) : `${code} (${reason})`;
  const facts = [ended, message].filter((fact) => typeof fact === 'string' && fact !== '');
  const why = facts.length === 0 ? nothing : plain(facts.join(', '), 200);
  return { outcome: outcome === 'denied' ? 'denied' : 'failed', why };
}

/** `<first> to <last>` of some calls, or the time of the only one. */
export function firstAndLast(tallies: readonly Tally[], calls: number): Phrase {
  const last = { time: Math.max(...tallies.map((tally) => tally.last)) };
  return calls === 1 ? [last] : [{ time: tallies.map((tally) => tally.first).reduce(earliest) }, ' to ', last];
}

/** A caller's name, as it stands alone in a sentence: whoever is only called root is told from the root user. */
export function sayCaller(principal: Principal): string {
  return isNamesakeOfRoot(principal) ? sayNamesake(principal) : principal.name;
}

/** The name that calls are told under, which is never root but for the root user. */
export function sayTold(principal: Principal): string {
  return isNamesakeOfRoot(principal) ? sayNamesake(principal) : toldName(principal);
}

/** Whose calls a group holds, in a sentence: its key, unless that would be taken for the root user. */
export function sayGroup({ key, principal }: Pick<Group, 'key' | 'principal'>): string {
  return principal !== null && principal.name === key ? sayCaller(principal) : key;
}

/** `last <time> [by jdoe | AssumeRole] from 10.24.34.3 in us-east-2.`, from the newest call that was found. */
export function lastCall({ tallies }: Found, several: boolean, telling?: 'by' | 'event'): Phrase {
  const newest = tallies.reduce((best, tally) => (tally.last > best.last ? tally : best));
  const whose = telling === 'by' ? ` by ${sayCaller(newest.principal)}` : telling === 'event' ? ` ${newest.event}` : '';
  const from = newest.address === '' ? '' : ` from ${newest.address}`;
  const told = `${whose}${from} in ${newest.region}.`;
  if (!isKnownTime(newest.last)) return [`${withoutTime}${told}`];
  return [...(several ? ['last '] : []), { time: newest.last }, told];
}

/** `, mostly jdoe (3 times)`; nothing where no group stands out. Groups are ordered by count. */
export function mostly([first, second]: readonly Group[]): string {
  if (first === undefined || first.count === second?.count) return '';
  return `, mostly ${sayGroup(first)} (${times(first.count)})`;
}

/** One column of what an answer adds up to, the same in Slack and in a terminal. */
export interface GroupColumn {
  title: string;
  align: 'left' | 'right';
  /** Whether long content breaks into lines rather than being hidden behind the column's edge. */
  wrap: boolean;
  read: (group: Group) => Phrase;
}

/** Groups of an event's calls have no principal of their own; those of a principal always have. */
const areEvents = ({ groups }: Answer) => groups.every(({ principal }) => principal === null);

/** The columns that say something about these groups: one that would say the same in every row is left out. */
export function groupColumns(answer: Answer, accounts: AccountNames): GroupColumn[] {
  const principals = new Set(answer.groups.map(({ principal }) => `${principal?.role}/${principal?.name}`));
  const events = new Set(answer.groups.flatMap((group) => group.events));
  const key = areEvents(answer)
    ? [column('Event', eventOf), ...(principals.size > 1 ? [column('Principal', principalOf(accounts))] : [])]
    : [column('Principal', principalOf(accounts)), ...(events.size > 1 ? [column('Events', eventsOf)] : [])];
  return [...key, ...figures];
}

/** `and 475 more principals with 1,234 calls`, or null where all are shown. */
export function leftOut(answer: Answer, rows: number): string | null {
  const rest = answer.groups.slice(rows);
  if (rest.length === 0) return null;
  const calls = rest.reduce((sum, { count }) => sum + count, 0);
  return `and ${countGroups(answer, rest.length)} with ${counted(calls, 'call')}`;
}

/** What the rows are called: `475 more principals`. */
function countGroups(answer: Answer, groups: number): string {
  return areEvents(answer) ? counted(groups, 'more event') : counted(groups, 'more principal');
}

const column = (title: string, read: (group: Group) => Phrase): GroupColumn => ({
  title,
  align: 'left',
  wrap: true,
  read,
});

const figures: readonly GroupColumn[] = [
  { title: 'Calls', align: 'right', wrap: false, read: ({ count }) => [figure(count)] },
  { title: 'Errors', align: 'right', wrap: false, read: ({ errors }) => [figure(errors)] },
  { title: 'First', align: 'left', wrap: false, read: ({ first }) => [{ time: first }] },
  { title: 'Last', align: 'left', wrap: false, read: ({ last }) => [{ time: last }] },
  { title: 'Addresses', align: 'left', wrap: true, read: ({ addresses }) => [names(addresses, 45)] },
  { title: 'Regions', align: 'left', wrap: true, read: ({ regions }) => [names(regions, 25)] },
];

const eventOf = ({ key }: Group): Phrase => [plain(key, 64)];
const eventsOf = ({ events }: Group): Phrase => [names(events, 64)];
const principalOf =
  (accounts: AccountNames) =>
  ({ key, principal, sessions }: Group): Phrase => [
    principal === null ? plain(key, 64) : describePrincipal(principal, accounts, sessions),
  ];

/** Some calls have no address, and some no Region. */
function names(given: readonly string[], longest: number): string {
  const known = given.filter((name) => name !== '');
  return firstFew((known.length > 0 ? known : ['']).map((name) => plain(name, longest)));
}
