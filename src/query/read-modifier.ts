import {
  type Condition,
  type ConditionKind,
  type ConditionValues,
  except,
  type Filter,
  where,
} from '../condition/condition.ts';
import { ok } from '../errors.ts';
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
import { type Piece, valuesOfPiece, writeItem } from './tokens.ts';

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
  read: (typed: string) => ValueReading<readonly ConditionValues[K][]>,
): ReadPart {
  return (piece) => {
    const items = valuesOfPiece(piece);
    const wanted: ConditionValues[K][] = [];
    const unwanted: ConditionValues[K][] = [];
    for (const [place, item] of items.entries()) {
      const found = read(item.text);
      if (!found.ok) {
        const { fault, meant } = found.fault;
        const mended = (text: string) =>
          items
            .with(place, { ...item, text })
            .map(writeItem)
            .join(',');
        return badValue(fault, () => meant().map((text) => (items.length === 1 ? text : mended(text))));
      }
      (item.not ? unwanted : wanted).push(...found.value);
    }
    const filter: Condition<K>[] = [];
    if (wanted.length > 0) filter.push(where(kind, ...wanted));
    if (unwanted.length > 0) filter.push(except(kind, ...unwanted));
    return ok({ filter });
  };
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
  in: (value) => as(readRegionItems(textsOf(value)), (read) => ({ regions: read })),
  account: (value, accounts) => as(readAccounts(textsOf(value), accounts), (names) => ({ accounts: names })),
  limit: ({ text }) => as(readLimit(text), (limit) => ({ limit })),
  public: () => ok({ public: true }),
};

/** Regions and accounts are not excluded, so that a `!` is part of the name. */
const textsOf = (piece: Piece) => valuesOfPiece(piece).map(({ text, not }) => (not ? `!${text}` : text));

/** Reads the value of one modifier; of time it says nothing. `not`: the values said are those that are not meant. */
export function readModifier(
  modifier: ModifierName,
  value: Piece,
  accounts: readonly KnownAccount[],
  not = false,
): ValueReading<QueryPart> {
  if (modifier === 'since' || modifier === 'until' || modifier === 'during') return ok({});
  const read = readers[modifier](value, accounts);
  if (!not || !read.ok || read.value.filter === undefined) return read;
  return ok({ ...read.value, filter: read.value.filter.map((condition) => ({ ...condition, not: !condition.not })) });
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

function readRegionItems(items: readonly string[]): ValueReading<string[]> {
  const read = readRegions(items.join(','));
  if (read.ok) return read;
  const { didYouMean } = read.fault;
  const wrong = String(read.fault.facts[0]).toLowerCase();
  const mended = (right: string) =>
    [...new Set(items.map((item) => (item.trim().toLowerCase() === wrong ? right : item)))].join(',');
  return badValue(read.fault, () => [didYouMean ?? begunBy(wrong)].map(mended));
}

/** The first Region that begins so (`eu`), else the first of all. */
function begunBy(start: string): string {
  return [...defaultRegions, ...regions].find((code) => code.startsWith(`${start}-`)) ?? 'us-east-1';
}

function as<T>(reading: ValueReading<T>, part: (value: T) => QueryPart): ValueReading<QueryPart> {
  return reading.ok ? ok(part(reading.value)) : reading;
}
