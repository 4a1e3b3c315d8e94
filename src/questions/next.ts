import { type ConditionKind, conditionsOf, type Filter, ordered, where } from '../condition/condition.ts';
import type { Answer } from '../present/answer.ts';
import { sayCaller } from '../present/describe-principal.ts';
import { commandForm } from '../query/command-form.ts';
import { defaultLimit, type Query, type Window } from '../query/query.ts';
import { readAddress, readEventId, readPrincipal, readSession } from '../query/read-values.ts';
import { looksLikeRegion } from '../query/regions.ts';
import type { Principal, TrailEvent } from '../trail/event.ts';
import { isNamesakeOfRoot } from '../trail/principal-kind.ts';
import { retention } from '../trail/retention.ts';
import { unknownTime } from '../trail/tallies.ts';

/** A question that suggests itself after an answer, ready to be asked by whoever wants to know. */
export interface Next {
  id: 'failures' | 'principal' | 'address' | 'session' | 'around' | 'back' | 'share' | 'export';
  /** May hold a name from a record. */
  label: string;
  /** In command form, with the window the answer is about: it means the same whenever it is asked. */
  command: string;
}

const minute = 60_000;
const aside = 15 * minute;

/** What may be asked next, as far as it makes sense. `share`: only the asker sees the answer, and others could. */
export function nextQuestions(query: Query, answer: Answer, { share }: { share: boolean }): Next[] {
  if (query.question === 'status' || query.question === 'help' || !answer.final) return [];
  const window = windowOf(answer);
  const base: Query = { ...query, window, limit: defaultLimit, public: false };
  const newest = answer.events.find(({ kind }) => kind === 'call');
  const found = answer.total > 0;
  return [
    ...(found ? failures(base, answer) : []),
    ...(newest === undefined ? [] : [...samePrincipal(base, newest), ...sameAddress(base, newest)]),
    ...(newest === undefined ? [] : [...sameSession(base, newest), ...around(base, newest)]),
    ...(query.question === 'event' ? [] : furtherBack(base, answer, window)),
    ...(share ? [next('share', 'Share in channel', { ...query, window, public: true })] : []),
    ...(found && query.question !== 'event' ? [next('export', 'Export', base)] : []),
  ];
}

/** The part of its window that an answer is about: the search may have ended before its start. */
export function windowOf({ window, coverage: { complete, searched } }: Answer): Window {
  if (complete || searched.length === 0) return window;
  return {
    start: Math.min(window.end, Math.max(window.start, ...searched.map(({ start }) => start))),
    end: window.end,
  };
}

/** How a principal is written so that it is found again; null where its name can't be typed. */
export function writePrincipal(principal: Principal): string | null {
  const { type, name, role, arn } = principal;
  const alone = !isNamesakeOfRoot(principal) ? name : type === 'IAMUser' ? `user/${name}` : '';
  const written = role === null ? alone : `${role}/${name}`;
  return [written, arn ?? ''].find((one) => readPrincipal(one).ok) ?? null;
}

/** How the session that made a call is written; null where the caller held none. */
export function writeSession(principal: Principal): string | null {
  if (principal.role === null) return null;
  return principal.arn !== null && readSession(principal.arn).ok ? principal.arn : writePrincipal(principal);
}

const next = (id: Next['id'], label: string, query: Query): Next => ({ id, label, command: commandForm(query) });

function failures(base: Query, { groups, total }: Answer): Next[] {
  const failed = groups.reduce((sum, { errors }) => sum + errors, 0);
  const already = base.question === 'errors' || base.question === 'denied';
  const said = conditionsOf(base.filter, 'is').some(({ anyOf }) => anyOf.includes('error') || anyOf.includes('denied'));
  if (failed === 0 || failed === total || already || said) return [];
  return [next('failures', 'Only failures', { ...base, filter: ordered([...base.filter, where('is', 'error')]) })];
}

function samePrincipal(base: Query, { principal }: TrailEvent): Next[] {
  const by = writePrincipal(principal);
  if (by === null) return [];
  return unlessAsked(
    base,
    'principal',
    `Same principal (${sayCaller(principal)})`,
    about(base, 'what', [where('by', by)]),
  );
}

function sameAddress(base: Query, { address }: TrailEvent): Next[] {
  if (!readAddress(address).ok) return [];
  return unlessAsked(base, 'address', `Same address (${address})`, about(base, 'ip', [where('ip', address)]));
}

function sameSession(base: Query, { principal }: TrailEvent): Next[] {
  const session = writeSession(principal);
  if (session === null || base.question === 'session') return [];
  return [next('session', `Same session (${principal.name})`, about(base, 'session', [where('session', session)]))];
}

/** What anybody changed around the newest call. */
function around(base: Query, { time }: TrailEvent): Next[] {
  if (time === unknownTime) return [];
  const window = { start: time - aside, end: time + aside };
  return [next('around', 'What else around then', { ...about(base, 'changes', []), window })];
}

/** As long a time again, before what was searched. */
function furtherBack(base: Query, { window: asked }: Answer, { start, end }: Window): Next[] {
  const floor = asked.end - retention;
  const before = { start: Math.max(floor, start - Math.max(minute, end - start)), end: start - 1000 };
  return before.end <= before.start ? [] : [next('back', 'Further back', { ...base, window: before })];
}

/**
 * Whether a button that asks something else goes on within a condition: it stays where and when the answer is about, and
 * asks of all that was done there, as its label says.
 */
const isOfPlace = {
  in: true,
  account: true,
  id: false,
  event: false,
  service: false,
  key: false,
  is: false,
  by: false,
  session: false,
  on: false,
  ip: false,
  chatbot: false,
  issued: false,
} satisfies Record<ConditionKind, boolean>;

/** Something else about the same places and time. */
function about(base: Query, question: Query['question'], filter: Filter): Query {
  return { ...base, question, filter: ordered([...filter, ...base.filter.filter(({ kind }) => isOfPlace[kind])]) };
}

/** Nothing where that is what was asked anyway. */
function unlessAsked(base: Query, id: Next['id'], label: string, query: Query): Next[] {
  const isAsked = base.question === query.question && JSON.stringify(base.filter) === JSON.stringify(query.filter);
  return isAsked ? [] : [next(id, label, query)];
}

/** Asks for one event whole; null where it can't be found again by its ID. */
export function detailCommand({ id, time, region, account }: TrailEvent): string | null {
  if (!readEventId(id).ok || !looksLikeRegion(region)) return null;
  const second = Math.floor(time / 1000) * 1000;
  return commandForm({
    question: 'event',
    asked: '',
    filter: [where('id', id)],
    about: null,
    window: time === unknownTime ? null : { start: second, end: second },
    regions: [region],
    accounts: /^\d{12}$/.test(account) ? [account] : null,
    limit: defaultLimit,
    public: false,
  });
}
