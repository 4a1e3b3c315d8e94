import { type Filter, ordered } from '../condition/condition.ts';
import { type Fault, failed, fault, ok, type Result } from '../errors.ts';
import { writtenValues } from './command-form.ts';
import { unusedModifier } from './misunderstood.ts';
import type { ModifierName } from './modifiers.ts';
import { defaultLimit, type Query, type QuestionShape, type Window } from './query.ts';
import { type QueryPart, readModifier, readSubject, subjectKinds } from './read-modifier.ts';
import { type ReadContext, readQuery } from './read-query.ts';
import { readInstant, readSpan } from './read-time.ts';
import { readAccounts, type ValueReading } from './read-values.ts';
import { listPiece, writeItem } from './tokens.ts';

export const formFields = ['question', 'event', 'by', 'on', 'subject', 'regions', 'accounts', 'when'] as const;
export type FormField = (typeof formFields)[number];

/** What was filled in; fields left empty are absent. */
export type FormValues = Partial<Record<FormField, readonly string[]>>;
export type FormFaults = Partial<Record<FormField, Fault>>;

/** Which field holds the subject of a question, by the kind of subject. */
const subjectField = { event: 'event', principal: 'by', resource: 'on' } as const;

/** Which modifier each field is. */
const modifierFields = [
  ['event', 'event'],
  ['by', 'by'],
  ['on', 'on'],
  ['regions', 'in'],
  ['accounts', 'account'],
  ['when', 'since'],
] as const;

/** Reads a form's fields into a query, or tells the fault of each faulty one. */
export function readForm(values: FormValues, context: ReadContext): Result<Query, FormFaults> {
  const name = values.question?.[0] ?? '';
  const shape = context.shapes.find((one) => one.name === name);
  if (shape === undefined) return failed({ question: fault('unknown-question', [name]) });
  const faults: FormFaults = {};
  const take = <T>(field: FormField, read: (text: string) => Result<T> | ValueReading<T>): T | null => {
    const text = (values[field] ?? []).join(',').trim();
    if (text === '') return null;
    const found = read(text);
    if (found.ok) return found.value;
    faults[field] = 'fault' in found.fault ? found.fault.fault : found.fault;
    return null;
  };

  const part = (field: 'event' | 'by' | 'on' | 'regions', modifier: ModifierName) =>
    take(field, (text) => {
      const piece = listPiece(text);
      return piece.ok ? readModifier(modifier, piece.value, context.accounts) : piece;
    });
  const places = part('regions', 'in');
  const filter = ordered([
    ...(part('event', 'event')?.filter ?? []),
    ...(part('by', 'by')?.filter ?? []),
    ...(part('on', 'on')?.filter ?? []),
    ...(take('subject', (text) => readSubjectField(shape, text)) ?? []),
    ...(places?.filter ?? []),
  ]);
  const regions = places?.regions ?? null;
  const accounts = take('accounts', () => readAccounts(values.accounts ?? [], context.accounts));
  const window = take('when', (text) => readWhen(text, context));
  for (const [field, modifier] of modifierFields) {
    const isUnused = shape.takes?.includes(modifier) === false && (values[field] ?? []).join('').trim() !== '';
    if (isUnused) faults[field] = unusedModifier(shape, modifier);
  }
  const missing = missingSubject(shape, filter);
  if (missing !== null) faults[missing.field] ??= missing.fault;
  if (Object.keys(faults).length > 0) return failed(faults);
  const query: Query = {
    question: shape.name,
    asked: '',
    filter,
    about: null,
    window,
    regions,
    accounts,
    limit: defaultLimit,
    public: false,
  };
  return ok(query);
}

const filterOf = (read: ValueReading<QueryPart>): ValueReading<Filter> =>
  read.ok ? ok(read.value.filter ?? []) : read;

/** The subject of the questions that none of the other fields is about. */
function readSubjectField({ name, subject }: QuestionShape, text: string): Result<Filter> | ValueReading<Filter> {
  const kind = subject?.kind;
  if (kind === undefined || kind in subjectField) return failed(fault('subject-unexpected', [name, text]));
  const piece = listPiece(text);
  if (!piece.ok) return piece;
  return filterOf(
    readSubject(kind, piece.value, () => failed({ fault: fault('bad-name', [name, text]), meant: () => [] })),
  );
}

/** A time since when, or a span of time. */
function readWhen(text: string, context: ReadContext): Result<Window> {
  const word = readInstant(text, context, 'start') !== null && readSpan(text, context) === null ? 'since' : 'during';
  const shape: QuestionShape = { name: 'changes', answers: '', usage: '', examples: ['', '', ''], subject: null };
  const read = readQuery(`changes ${word}:"${text.replaceAll('"', '')}"`, { ...context, shapes: [shape] });
  if (!read.ok) return failed({ id: read.fault.id, facts: read.fault.facts });
  return read.value.window === null ? failed(fault('bad-time', ['when', text])) : ok(read.value.window);
}

function missingSubject({ name, subject }: QuestionShape, filter: Filter): { field: FormField; fault: Fault } | null {
  if (subject === null || !subject.required) return null;
  const wanted = subjectKinds[subject.kind];
  const ofKind = filter.filter((condition) => condition.kind === wanted);
  if (wanted === null || ofKind.some(({ not }) => !not)) return null;
  const { kind } = subject;
  const field = kind === 'event' || kind === 'principal' || kind === 'resource' ? subjectField[kind] : 'subject';
  const [excluded] = ofKind.map((condition) => writtenValues(condition).map((text) => writeItem({ text, not: true })));
  if (excluded === undefined) return { field, fault: fault('subject-missing', [name, subject.says]) };
  return { field, fault: fault('subject-excluded', [name, subject.says, excluded.join(',')]) };
}
