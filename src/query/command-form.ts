import {
  type Condition,
  type ConditionKind,
  type ConditionValues,
  type Filter,
  isOfKind,
} from '../condition/condition.ts';
import { isoSeconds } from '../trail/time.ts';
import { isExclusionWord, isModifier, nearModifiers } from './modifiers.ts';
import { writeEvents } from './names/resolve-event.ts';
import { defaultLimit, type Query, type QuestionName } from './query.ts';
import { quote, writeItem, writeValue } from './tokens.ts';

/** The kind of condition that stands as the subject, right after the question word. */
const subjects: Partial<Record<QuestionName, ConditionKind>> = {
  who: 'event',
  what: 'by',
  touched: 'on',
  event: 'id',
  session: 'session',
  key: 'key',
  ip: 'ip',
};

/** The order in which conditions are written; those of other kinds can’t be typed but in the subject. */
const typed = ['by', 'event', 'on', 'ip', 'key', 'service', 'is'] as const satisfies ConditionKind[];

/**
 * A query as it can be typed: `who DeleteBucket on:audit-logs since:2026-11-13T10:00:00Z until:…`. It reads
 * back to an equal query, for its window is written out with both ends. What reads its own words stands as typed.
 */
export function commandForm(query: Query): string {
  if (query.question === 'digest') return query.asked;
  const { filter, window } = query;
  const kind = subjects[query.question];
  const ofKind = filter.filter((condition) => condition.kind === kind);
  const subject = ofKind.filter(({ not }, at) => (not ? !typed.some((one) => one === kind) : at === 0));
  const others = filter.filter((condition) => !subject.includes(condition));
  const written = (one: ConditionKind) => others.filter(({ kind }) => kind === one).map((one) => writeCondition(one));
  const modifiers = [
    ...typed.flatMap(written),
    modifier('in', query.regions ?? []),
    ...written('in'),
    modifier('account', query.accounts ?? []),
    ...written('account'),
    modifier('since', window === null ? [] : [isoSeconds(window.start)]),
    modifier('until', window === null ? [] : [isoSeconds(window.end)]),
    modifier('limit', query.limit === defaultLimit ? [] : [String(query.limit)]),
    query.public ? 'public' : '',
  ];
  return [
    query.question,
    query.about ?? '',
    subject.map((condition) => writeCondition(condition, true)).join(','),
    ...modifiers,
  ]
    .filter((part) => part !== '')
    .join(' ');
}

/** A condition as it can be typed: `by:jdoe,!ci`; as a subject without its name. */
function writeCondition(condition: Condition, asSubject = false): string {
  const values = writtenValues(condition);
  const { not } = condition;
  if (asSubject) return values.map((text) => `${not ? '!' : ''}${writeSubject(text)}`).join(',');
  return `${condition.kind}:${values.map((text) => writeItem({ text, not })).join(',')}`;
}

/** A condition as it is named in a sentence: as it can be typed, services by their short names. */
export function nameCondition(condition: Condition, asSubject = false): string {
  if (!isOfKind(condition, 'service')) return writeCondition(condition, asSubject);
  const anyOf = condition.anyOf.map((service) => service.replace(/\.amazonaws\.com$/, ''));
  return writeCondition({ ...condition, anyOf }, asSubject);
}

/** The values of a condition as they are typed, before any quoting. */
export function writtenValues(condition: Condition): string[] {
  if (isOfKind(condition, 'event')) return writeEvents(condition.anyOf);
  return condition.anyOf.map((value) => (typeof value === 'string' ? value : ''));
}

/** The values that a filter wants of a kind, as they are typed, joined for a sentence; null where it says nothing. */
export function saidOf(filter: Filter, kind: keyof ConditionValues): string | null {
  const condition = filter.find((one) => one.kind === kind && !one.not);
  return condition === undefined ? null : writtenValues(condition).join(' or ');
}

/** `name:value,value`; nothing where there is no value. */
function modifier(name: string, values: readonly string[]): string {
  const said = values.filter((value) => value !== '').map(writeValue);
  return said.length === 0 ? '' : `${name}:${said.join(',')}`;
}

/** A subject stands bare where nothing in it could be taken for a modifier. */
function writeSubject(text: string): string {
  const plain = /^[\w.:@/+=*-]+$/.test(text);
  const word = text.toLowerCase().split(':')[0] ?? '';
  const alone = /^(?:arn|[\w.-]*[\d.][\w.-]*)$/.test(word) || nearModifiers(word).length === 0;
  return plain && alone && !isModifier(word) && !isExclusionWord(word) ? text : quote(text);
}
