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
  readAccount,
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
import { defaultRegions, readRegion, regions } from './regions.ts';
import { type Item, type Piece, writeItem, writeValue } from './tokens.ts';

/** What one modifier or the subject adds to a query. */
export interface QueryPart {
  filter?: Filter;
  about?: QuestionName;
  regions?: string[];
  accounts?: string[];
  limit?: number;
  public?: boolean;
}

/** Regions and accounts to search, as conditions that others may clash with. */
export function placesOf({ regions, accounts }: { regions?: string[] | null; accounts?: string[] | null }): Filter {
  return [...(regions ? [where('in', ...regions)] : []), ...(accounts ? [where('account', ...accounts)] : [])];
}

/** `not`: the values are those that are not meant. */
type ReadPart = (value: Piece, accounts: readonly KnownAccount[], not: boolean) => ValueReading<QueryPart>;

/** Reads the values of a list into conditions: any of those given, none of those with `!` or `not` before them. */
function conditions<K extends ConditionKind>(
  kind: K,
  readOne: (typed: string) => ValueReading<readonly ConditionValues[K][]>,
): ReadPart {
  return (piece, _, not) =>
    as(readList(piece, not, readOne), ({ wanted, unwanted }) => {
      const filter: Condition<K>[] = [];
      if (wanted.length > 0) filter.push(where(kind, ...wanted));
      if (unwanted.length > 0) filter.push(except(kind, ...unwanted));
      return { filter };
    });
}

/** The values of a list, and those of it with `!` or `not` before them. */
function readList<Value>(
  piece: Piece,
  not: boolean,
  readOne: (typed: string) => ValueReading<readonly Value[]>,
): ValueReading<{ wanted: Value[]; unwanted: Value[] }> {
  const read = readItems(piece);
  if (!read.ok) return read;
  const items = read.value;
  const wanted: Value[] = [];
  const unwanted: Value[] = [];
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
    (item.not || not ? unwanted : wanted).push(...found.value);
  }
  return ok({ wanted, unwanted });
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
  in: (value, _, not) => {
    const items = readItems(value);
    return items.ok ? readPlaces(items.value, not) : items;
  },
  account: (value, accounts, not) => {
    const read = readList(
      value,
      not,
      one((typed) => readAccount(typed, accounts)),
    );
    return as(read, ({ wanted, unwanted }) => ({
      ...(wanted.length > 0 ? { accounts: [...new Set(wanted)] } : {}),
      ...(unwanted.length > 0 ? { filter: [except('account', ...unwanted)] } : {}),
    }));
  },
  limit: ({ text }) => as(readLimit(text), (limit) => ({ limit })),
  public: () => ok({ public: true }),
};

/** Reads the value of one modifier; of time it says nothing. `not`: the word stands before the modifier. */
export function readModifier(
  modifier: ModifierName,
  value: Piece,
  accounts: readonly KnownAccount[],
  not = false,
): ValueReading<QueryPart> {
  if (modifier === 'since' || modifier === 'until' || modifier === 'during') return ok({});
  if (not && value.items.some((item) => item.not)) {
    const once = value.items.map(({ text }) => writeValue(text)).join(',');
    return badValue(fault('excluded-twice', ['not !']), () => (value.items.every((item) => item.not) ? [once] : []));
  }
  return readers[modifier](value, accounts, not);
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
      return readers.event(value, [], false);
    case 'principal':
      return readers.by(value, [], false);
    case 'resource':
      return readers.on(value, [], false);
    case 'address':
      return readers.ip(value, [], false);
    case 'key':
      return readers.key(value, [], false);
    case 'event-id':
      return readEventIds(value, [], false);
    case 'session':
      return readSessions(value, [], false);
    case 'words':
      return ok({});
    case 'question':
      return as(about(value.text), (name) => ({ about: name }));
  }
}

/** Regions to search in; those with `!` or `not` before them are left out. */
function readPlaces(items: readonly Item[], not: boolean): ValueReading<QueryPart> {
  const wanted = new Set<string>();
  const unwanted = new Set<string>();
  for (const [place, item] of items.entries()) {
    const read = readRegion(item.text);
    if (!read.ok) {
      const closest = read.fault.didYouMean ?? begunBy(item.text.toLowerCase());
      const mended = (text: string) => [...new Set(items.with(place, { ...item, text }).map(writeItem))].join(',');
      return badValue(read.fault, () => (closest === undefined ? [] : [mended(closest)]));
    }
    (item.not || not ? unwanted : wanted).add(read.value);
  }
  return ok({
    ...(wanted.size > 0 ? { regions: [...wanted] } : {}),
    ...(unwanted.size > 0 ? { filter: [except('in', ...unwanted)] } : {}),
  });
}

/** The first Region that begins so: `eu`. */
function begunBy(start: string): string | undefined {
  return [...defaultRegions, ...regions].find((code) => code.startsWith(`${start}-`));
}

function as<T>(reading: ValueReading<T>, part: (value: T) => QueryPart): ValueReading<QueryPart> {
  return reading.ok ? ok(part(reading.value)) : reading;
}
