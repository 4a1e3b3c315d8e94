import { ok } from '../errors.ts';
import type { ModifierName } from './modifiers.ts';
import type { Piece } from './piece.ts';
import type { Filter, QuestionName, SubjectKind } from './query.ts';
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

/** What one modifier or the subject adds to a query. */
export interface Part {
  filter?: Filter;
  about?: QuestionName;
  regions?: string[];
  accounts?: string[];
  limit?: number;
  public?: boolean;
}

type ReadPart = (value: Piece, accounts: readonly KnownAccount[]) => ValueReading<Part>;

/** How each modifier's value is read; those of time are read together, as a window. */
const readers: Record<Exclude<ModifierName, 'since' | 'until' | 'during'>, ReadPart> = {
  by: ({ text }) => as(readPrincipal(text), (by) => ({ filter: { by } })),
  on: ({ text }) => as(readResource(text), (on) => ({ filter: { on } })),
  event: ({ text }) => as(readEvent(text), (event) => ({ filter: { event } })),
  ip: ({ text }) => as(readAddress(text), (ip) => ({ filter: { ip } })),
  key: ({ text }) => as(readKey(text), (key) => ({ filter: { key } })),
  service: ({ text }) => as(readService(text), (service) => ({ filter: { service } })),
  is: ({ items }) => as(readIs(items), (is) => ({ filter: { is } })),
  in: ({ items }) => as(readRegionItems(items), (regions) => ({ regions })),
  account: ({ items }, accounts) => as(readAccounts(items, accounts), (names) => ({ accounts: names })),
  limit: ({ text }) => as(readLimit(text), (limit) => ({ limit })),
  public: () => ok({ public: true }),
};

/** Reads the value of one modifier; of time it says nothing. */
export function readModifier(
  modifier: ModifierName,
  value: Piece,
  accounts: readonly KnownAccount[],
): ValueReading<Part> {
  if (modifier === 'since' || modifier === 'until' || modifier === 'during') return ok({});
  return readers[modifier](value, accounts);
}

/** The filter field that a subject sets; null for what is no filter. */
export const subjectFields = {
  event: 'event',
  principal: 'by',
  resource: 'on',
  address: 'ip',
  key: 'key',
  'event-id': 'id',
  session: 'session',
  question: null,
  words: null,
} as const satisfies Record<SubjectKind, keyof Filter | null>;

/** Reads a subject of the kind the question takes; `about` looks up the question that help is about. */
export function readSubject(
  kind: SubjectKind,
  value: Piece,
  about: (name: string) => ValueReading<QuestionName>,
): ValueReading<Part> {
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
      return as(readEventId(value.text), (id) => ({ filter: { id } }));
    case 'session':
      return as(readSession(value.text), (session) => ({ filter: { session } }));
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

function as<T>(reading: ValueReading<T>, part: (value: T) => Part): ValueReading<Part> {
  return reading.ok ? ok(part(reading.value)) : reading;
}
