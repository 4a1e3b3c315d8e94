import { where } from '../condition/condition.ts';
import type { Coverage } from '../plan/coverage.ts';
import type { Phrase } from '../present/answer.ts';
import { totalsOf } from '../present/describe-coverage.ts';
import { limitsOf } from '../present/limits.ts';
import { counted, figure } from '../present/text.ts';
import type { Window } from '../query/query.ts';
import { principalKey } from '../questions/conclude.ts';
import type { Followed } from '../questions/say-aftermaths.ts';
import { isRoot } from '../trail/principal-kind.ts';
import type { Tally } from '../trail/tally.ts';
import type { Before } from './before.ts';
import type { DigestContent, DigestLine, DigestSection, Volume } from './content.ts';
import { lineCommand, type Scope } from './line-command.ts';
import { tellChanges } from './lines/changes.ts';
import { tellChatbot } from './lines/chatbot.ts';
import { tellDenied } from './lines/denied.ts';
import type { Tell } from './lines/line-input.ts';
import { tellNovelties } from './lines/novelties.ts';
import { tellRoot } from './lines/root.ts';
import { tellSignIns, worksWithoutMfa } from './lines/sign-ins.ts';
import { tellVolume } from './lines/volume.ts';
import { type SectionName, sectionNames } from './sections.ts';

/** All that a digest is made of. */
export interface Material {
  /** End exclusive. */
  window: Window;
  zone: string;
  tallies: readonly Tally[];
  /** What became of changes among them, the newest first. */
  followed: readonly Followed[];
  /** Calls of the window before that arrived after it was told, and that window. */
  late: { tallies: readonly Tally[]; window: Window };
  before: Before;
  /** The accounts it is about: IDs, and how they are called. */
  accounts: readonly { id: string; name: string }[];
  /** Whether it is limited to those accounts rather than about all there are. */
  limited: boolean;
  /** null: all. */
  sections: readonly SectionName[] | null;
  coverage: Coverage;
  hidden: number;
  partiallyRead: number;
}

/** How many things stand in the headline. */
const maxTopLines = 3;

const tellers: readonly Tell[] = [tellRoot, tellSignIns, tellDenied, tellChanges, tellNovelties, tellChatbot];

/** What a digest says of its window. Pure: neither order nor partition of the tallies makes a difference. */
export function summarise(material: Material): DigestContent {
  const { window, zone, tallies, followed, late, before, accounts, sections, coverage, hidden, partiallyRead } =
    material;
  const wanted = (name: SectionName) => sections === null || sections.includes(name);
  const scope = scopeOf(material, window, false);
  const lateScope = scopeOf(material, late.window, true);
  const lines = [
    ...[...tellers, tellVolume].flatMap((tell) => tell({ tallies, followed, scope, before })),
    ...tellers.flatMap((tell) => tell({ tallies: late.tallies, followed: [], scope: lateScope, before })),
  ]
    .filter(({ section }) => wanted(section))
    .sort(byWeight);
  const top = lines.filter(({ weight }) => weight > 0).slice(0, maxTopLines);
  const rest = lines.filter((line) => !top.includes(line));
  return {
    window,
    zone,
    accounts: accounts.map(({ name }) => name),
    headline: { top, nothing: top.length > 0 ? null : sayNothing(material) },
    sections: sectionNames.flatMap((name) => sectionOf(name, rest, scope)),
    empty:
      coverage.searched.length === 0 ? [] : sectionNames.filter((name) => wanted(name) && isEmpty(name, lines, before)),
    volumes: wanted('volume') ? volumesOf(material) : null,
    late: totalsOf(late.tallies).calls,
    knownSince: before.since,
    hidden,
    partiallyRead,
    coverage,
  };
}

function scopeOf({ accounts, limited }: Material, window: Window, late: boolean): Scope {
  const names = new Map(accounts.map(({ id, name }) => [id, name]));
  return {
    window,
    accounts: limited ? accounts.map(({ name }) => name) : null,
    nameOf: (account) => names.get(account) ?? account,
    several: accounts.length > 1,
    late,
  };
}

/** Volume is never empty, for its figures are told anyway; what is new can't be known without a before. */
function isEmpty(name: SectionName, lines: readonly DigestLine[], before: Before): boolean {
  if (name === 'volume' || (name === 'new' && before.since === null)) return false;
  return lines.every(({ section }) => section !== name);
}

/** The weightiest first; the same order whatever order the tallies came in. */
function byWeight(one: DigestLine, other: DigestLine): number {
  return other.weight - one.weight;
}

function sectionOf(name: SectionName, lines: readonly DigestLine[], scope: Scope): DigestSection[] {
  const own = lines.filter(({ section }) => section === name);
  return own.length === 0 ? [] : [{ name, lines: own, command: questionOf(name, scope) }];
}

/** The question behind a whole section. */
function questionOf(name: SectionName, scope: Scope): string {
  switch (name) {
    case 'root':
    case 'logins':
    case 'denied':
    case 'new':
    case 'chatbot':
      return lineCommand(name, scope);
    case 'identity':
      return lineCommand('changes', scope, { filter: [where('service', 'iam.amazonaws.com')] });
    case 'network':
      return lineCommand('changes', scope, { filter: [where('service', 'ec2.amazonaws.com')] });
    case 'trail':
      return lineCommand('changes', scope, { filter: [where('service', 'cloudtrail.amazonaws.com')] });
    case 'exposure':
    case 'detection':
    case 'volume':
      return lineCommand('changes', scope);
  }
}

function volumesOf({ tallies, accounts, before }: Material): Volume[] {
  return accounts.map(({ id, name }) => ({
    account: name,
    calls: totalsOf(tallies.filter(({ account }) => account === id)).calls,
    usual: before.usualCalls(id),
  }));
}

/** The sentence that says by which figures nothing is unusual; nothing found is told apart from not searched. */
function sayNothing({ tallies, late, accounts, coverage, window }: Material): Phrase {
  if (coverage.searched.length === 0) return ['Nothing could be searched, so nothing is known of this time.'];
  const all = [...tallies, ...late.tallies];
  const { calls, failed } = totalsOf(all);
  const people = new Set(all.map(principalKey)).size;
  const limits = limitsOf({ coverage, window });
  const where = limits === null ? '' : ` in what could be searched (${limits.missing})`;
  const by = calls === 0 ? '' : ` by ${counted(people, 'principal')}`;
  const denied = totalsOf(all.filter(({ outcome }) => outcome === 'denied')).calls;
  const noMfa = totalsOf(all.filter(worksWithoutMfa)).calls;
  const root = totalsOf(all.filter(({ principal }) => isRoot(principal))).calls;
  const figures = [`${counted(calls, 'call')}${by} in ${counted(accounts.length, 'account')}`];
  if (calls > 0) figures.push(`${figure(failed)} failed`, `${figure(denied)} of them denied`);
  figures.push(root === 0 ? 'no use of root' : `${counted(root, 'call')} as root`);
  figures.push(noMfa === 0 ? 'no sign-in without MFA' : `${counted(noMfa, 'sign-in')} without MFA`);
  return [`Nothing unusual${where}: ${figures.join(', ')}.`];
}
