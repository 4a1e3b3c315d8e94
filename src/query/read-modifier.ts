import {
  type Condition,
  type ConditionKind,
  type ConditionValues,
  except,
  type Filter,
  where,
} from '../condition/condition.ts';
import { fault, ok } from '../errors.ts';
import type { ModifierName } from './modifiers.ts';
import type { QuestionName, SubjectKind } from './query.ts';
import {
  badValue,
  type KnownAccount,
  readAccounts,
  readAddress,
  readEvent,
  readEventId,
  readIs,
  readKey,
  readLimit,
  readPrincipal,
  readResource,
  readService,
  readSession,
  type ValueReading,
} from './read-values.ts';
import { defaultRegions, readRegions, regions } from './regions.ts';
import { type Item, opposite, type Piece, writeItem, writeValue } from './tokens.ts';

/** What one modifier or the subject adds to a query. */
export interface QueryPart {
  filter?: Filter;
  about?: QuestionName;
  regions?: string[];
  accounts?: string[];
  limit?: number;
  public?: boolean;
}

type ReadPart = (value: Piece, accounts: readonly KnownAccount[]) => ValueReading<QueryPart>;

/** Reads the values of a list into conditions: any of those given, none of those with `!` before them. */
function conditions<K extends ConditionKind>(
  kind: K,
  readOne: (typed: string) => ValueReading<readonly ConditionValues[K][]>,
): ReadPart {
  return (piece) => {
    const read = readItems(piece);
    if (!read.ok) return read;
    const items = read.value;
    const wanted: ConditionValues[K][] = [];
    const unwanted: ConditionValues[K][] = [];
    for (const [place, item] of items.entries()) {
      const found = readOne(item.text);
      if (!found.ok) {
        const { fault: wrong, meant } = found.fault;
        const mended = (text: string) =>
          items
            .with(place, { ...item, text })
            .map(writeItem)
            .join(',');
        return badValue(wrong, () => meant().map(mended));
      }
      (item.not ? unwanted : wanted).push(...found.value);
    }
    const filter: Condition<K>[] = [];
    if (wanted.length > 0) filter.push(where(kind, ...wanted));
    if (unwanted.length > 0) filter.push(except(kind, ...unwanted));
    return ok({ filter });
  };
}

/** The values of a list, each with something in it. */
function readItems({ text, items }: Piece): ValueReading<readonly Item[]> {
  const empty = items.find((item) => item.text === '');
  if (empty === undefined || (items.length === 1 && !empty.not)) return ok(items);
  const found = empty.not ? fault('excluded-nothing', ['!']) : fault('list-gap', [text]);
  const said = items.filter((item) => item.text !== '');
  return badValue(found, () => (said.length === 0 ? [] : [said.map(writeItem).join(',')]));
}

const one =
  <T>(read: (typed: string) => ValueReading<T>) =>
  (typed: string): ValueReading<readonly T[]> => {
    const found = read(typed);
    return found.ok ? ok([found.value]) : found;
  };

/** How each modifier's value is read; those of time are read together, as a window. */
const readers: Record<Exclude<ModifierName, 'since' | 'until' | 'during'>, ReadPart> = {
  by: conditions('by', one(readPrincipal)),
  on: conditions('on', one(readResource)),
  event: conditions('event', readEvent),
  ip: conditions('ip', one(readAddress)),
  key: conditions('key', one(readKey)),
  service: conditions('service', one(readService)),
  is: conditions('is', one(readIs)),
  in: (value) => {
    const items = readItems(value);
    return items.ok ? readPlaces(items.value) : items;
  },
  account: (value, accounts) => {
    const items = readItems(value);
    if (!items.ok) return items;
    if (items.value.some(({ not }) => not)) return excludedAccounts(items.value, accounts);
    const read = readAccounts(textsOf(items.value), accounts);
    return as(read, (names) => ({ accounts: names }));
  },
  limit: ({ text }) => as(readLimit(text), (limit) => ({ limit })),
  public: () => ok({ public: true }),
};

const textsOf = (items: readonly Item[]) => items.map(({ text }) => text);

/** Reads the value of one modifier; of time it says nothing. `not`: the values said are those that are not meant. */
export function readModifier(
  modifier: ModifierName,
  value: Piece,
  accounts: readonly KnownAccount[],
  not = false,
): ValueReading<QueryPart> {
  if (modifier === 'since' || modifier === 'until' || modifier === 'during') return ok({});
  return readers[modifier](not ? { ...value, items: value.items.map(opposite) } : value, accounts);
}

/** The kind of condition that a subject is; null for what is none. */
export const subjectKinds = {
  event: 'event',
  principal: 'by',
  resource: 'on',
  address: 'ip',
  key: 'key',
  'event-id': 'id',
  session: 'session',
  question: null,
  words: null,
} as const satisfies Record<SubjectKind, ConditionKind | null>;

const readEventIds = conditions('id', one(readEventId));
const readSessions = conditions('session', one(readSession));

/** Reads a subject of the kind the question takes; `about` looks up the question that help is about. */
export function readSubject(
  kind: SubjectKind,
  value: Piece,
  about: (name: string) => ValueReading<QuestionName>,
): ValueReading<QueryPart> {
  switch (kind) {
    case 'event':
      return readers.event(value, []);
    case 'principal':
      return readers.by(value, []);
    case 'resource':
      return readers.on(value, []);
    case 'address':
      return readers.ip(value, []);
    case 'key':
      return readers.key(value, []);
    case 'event-id':
      return readEventIds(value, []);
    case 'session':
      return readSessions(value, []);
    case 'words':
      return ok({});
    case 'question':
      return as(about(value.text), (name) => ({ about: name }));
  }
}

/** Regions to search in; those with `!` before them are left out. */
function readPlaces(items: readonly Item[]): ValueReading<QueryPart> {
  const read = readRegions(textsOf(items).join(','));
  if (!read.ok) {
    const { didYouMean } = read.fault;
    const wrong = String(read.fault.facts[0]).toLowerCase();
    const mended = (right: string) =>
      [...new Set(items.map((item) => writeItem(isCode(item, wrong) ? { ...item, text: right } : item)))].join(',');
    return badValue(read.fault, () => [didYouMean ?? begunBy(wrong)].map(mended));
  }
  const wanted = read.value.filter((code) => items.some((item) => !item.not && isCode(item, code)));
  const unwanted = read.value.filter((code) => items.some((item) => item.not && isCode(item, code)));
  return ok({
    ...(wanted.length > 0 ? { regions: wanted } : {}),
    ...(unwanted.length > 0 ? { filter: [except('in', ...unwanted)] } : {}),
  });
}

const isCode = ({ text }: Item, code: string) => text.trim().toLowerCase() === code;

/** Accounts are asked by name; those that are left say the same without an exclusion. */
function excludedAccounts(items: readonly Item[], accounts: readonly KnownAccount[]): ValueReading<never> {
  const unwanted = readAccounts(textsOf(items.filter(({ not }) => not)), accounts);
  if (!unwanted.ok) return unwanted;
  const others = accounts.filter(({ name }) => !unwanted.value.includes(name));
  return badValue(fault('account-excluded', [others.map(({ name }) => writeValue(name)).join(',')]));
}

/** The first Region that begins so (`eu`), else the first of all. */
function begunBy(start: string): string {
  return [...defaultRegions, ...regions].find((code) => code.startsWith(`${start}-`)) ?? 'us-east-1';
}

function as<T>(reading: ValueReading<T>, part: (value: T) => QueryPart): ValueReading<QueryPart> {
  return reading.ok ? ok(part(reading.value)) : reading;
}
