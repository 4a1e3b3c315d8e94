import { isoSeconds } from '../trail/iso-time.ts';
import { isModifier, type ModifierName, nearModifiers } from './modifiers.ts';
import { defaultLimit, type Filter, type Query, type QuestionName } from './query.ts';

type Field = 'by' | 'event' | 'on' | 'ip' | 'key' | 'service' | 'id' | 'session';

/** The filter field that stands as the subject, right after the question word. */
const subjects: Partial<Record<QuestionName, Field>> = {
  who: 'event',
  what: 'by',
  touched: 'on',
  event: 'id',
  session: 'session',
  key: 'key',
  ip: 'ip',
};

const fields = ['by', 'event', 'on', 'ip', 'key', 'service'] as const;

/**
 * A query as it can be typed: `who DeleteBucket on:audit-logs since:2026-11-13T10:00:00Z until:…`. It reads
 * back to an equal query, for its window is written out with both ends. What reads its own words stands as typed.
 */
export function commandForm(query: Query): string {
  if (query.question === 'digest') return query.asked;
  const { filter, window } = query;
  const field = subjects[query.question];
  const subject = field === undefined ? undefined : written(filter, field);
  const modifiers = [
    ...fields.map((name) => modifier(name, name === field ? [] : [written(filter, name) ?? ''])),
    modifier('is', filter.is ?? []),
    modifier('in', query.regions ?? []),
    modifier('account', query.accounts ?? []),
    modifier('since', window === null ? [] : [isoSeconds(window.start)]),
    modifier('until', window === null ? [] : [isoSeconds(window.end)]),
    modifier('limit', query.limit === defaultLimit ? [] : [String(query.limit)]),
    query.public ? 'public' : '',
  ];
  return [query.question, query.about ?? '', subject === undefined ? '' : asSubject(subject), ...modifiers]
    .filter((part) => part !== '')
    .join(' ');
}

function written(filter: Filter, field: Field): string | undefined {
  return field === 'event' ? filter.event?.typed : filter[field];
}

/** `name:value,value`; nothing where there is no value. */
function modifier(name: ModifierName, values: readonly string[]): string {
  const said = values.filter((value) => value !== '').map(asValue);
  return said.length === 0 ? '' : `${name}:${said.join(',')}`;
}

/** A subject stands bare where nothing in it could be taken for a modifier. */
function asSubject(text: string): string {
  const plain = /^[\w.:@/+=*-]+$/.test(text);
  const word = text.toLowerCase().split(':')[0] ?? '';
  const alone = /^(?:arn|[\w.-]*[\d.][\w.-]*)$/.test(word) || nearModifiers(word).length === 0;
  return plain && alone && !isModifier(word) ? text : `"${text}"`;
}

function asValue(text: string): string {
  return /[\s,'"‘’“”]/.test(text) ? `"${text}"` : text;
}
