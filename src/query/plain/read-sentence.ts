import { type Fault, failed, fault, ok, type Result } from '../../errors.ts';
import { commandForm } from '../command-form.ts';
import { turnsRound } from '../modifiers.ts';
import { closestEvents } from '../names/closest-events.ts';
import { singular } from '../names/event-index.ts';
import type { Query, QuestionShape } from '../query.ts';
import type { ReadContext } from '../read-query.ts';
import { buildQuery } from './build-query.ts';
import { type Choice, type Choices, chooseQuestion, leftOut, maxReadings } from './choose-question.ts';
import type { Facts } from './facts.ts';
import { findTimes } from './find-times.ts';
import { gatherFacts } from './gather-facts.ts';
import { readClause } from './read-clause.ts';
import type { PlaceMeaning } from './read-place.ts';
import type { Word } from './sentence-words.ts';
import { tagWords } from './tag-words.ts';

/** One way to understand a sentence. */
interface SentenceReading {
  /** How it differs from the others. */
  says: string;
  query: Query;
}

/** Every way to understand a sentence, and what is unclear where there are several. */
export interface Understood {
  unclear: string;
  readings: readonly SentenceReading[];
}

/** Reads a sentence as its words stand: every word must have its part in what it gives, or it is a fault. */
export function readSentence(asked: string, words: readonly Word[], context: ReadContext): Result<Understood> {
  const dayFirst = readOnce(asked, words, context, true);
  if (!/\b\d{1,2}\/\d{1,2}\b/.test(asked)) return dayFirst;
  const monthFirst = readOnce(asked, words, context, false);
  if (!dayFirst.ok) return monthFirst;
  if (!monthFirst.ok) return dayFirst;
  const readings = unlike([
    ...monthFirst.value.readings.map((reading) => ({ ...reading, says: `${reading.says} (month first)`.trim() })),
    ...dayFirst.value.readings.map((reading) => ({ ...reading, says: `${reading.says} (day first)`.trim() })),
  ]);
  if (readings.length <= monthFirst.value.readings.length) return monthFirst;
  return ok({
    unclear: 'The date may be written month first or day first.',
    readings: readings.slice(0, maxReadings),
  });
}

function readOnce(asked: string, words: readonly Word[], context: ReadContext, dayFirst: boolean): Result<Understood> {
  const times = findTimes(words, { now: context.now, zone: context.zone, dayFirst });
  if (!times.ok) return times;
  const { window, rest } = times.value;
  const tags = tagWords(rest, context.accounts);
  if (!tags.ok) return tags;
  const clause = readClause(tags.value);
  const facts = gatherFacts(clause, context.accounts);
  if (!facts.ok) return facts;
  const chosen = chooseQuestion(facts.value);
  const unknown = [...facts.value.unknown, ...(chosen?.ok === true ? leftOut(facts.value, chosen.value.choices) : [])];
  const told =
    clause.imperative && chosen?.ok === true && chosen.value.choices.some(({ events }) => events !== undefined);
  if (unknown.length > 0 || chosen === null || told) {
    const without = chosen?.ok === true ? expand(asked, facts.value, chosen.value, window, context.shapes) : null;
    const isUnknown = (kind: 'join' | 'except') =>
      tags.value.some(({ meaning, text }) => meaning.is === kind && unknown.includes(text));
    const hint =
      !isUnknown('join') && without?.ok === true && without.value.readings.length === 1
        ? without.value.readings[0]?.query
        : undefined;
    const didYouMean = hint === undefined ? undefined : commandForm(hint);
    const typed = unknown.map((text) => asTyped(text, words));
    if (unknown.some(turnsRound) || isUnknown('except')) return failed(fault('sentence-excludes', [quoted(typed)]));
    return failed(notUnderstood(asked, typed, didYouMean));
  }
  if (!chosen.ok) return failed(withForm(asked, facts.value, chosen.fault, window, context.shapes));
  return expand(asked, facts.value, chosen.value, window, context.shapes);
}

/** Every choice with every way to understand the places. */
function expand(
  asked: string,
  facts: Facts,
  { unclear, choices }: Choices,
  window: Query['window'],
  shapes: readonly QuestionShape[],
): Result<Understood> {
  const ways = facts.places.reduce<PlaceMeaning[][]>(
    (before, places) => before.flatMap((way) => places.map((place) => [...way, place])).slice(0, 2 * maxReadings),
    [[]],
  );
  const readings: SentenceReading[] = [];
  let first: Fault | null = null;
  for (const choice of choices) {
    for (const way of ways) {
      const query = buildQuery(asked, facts, choice, way, window, shapes);
      const where = ways.length > 1 ? way.map(({ says }) => `in ${says}`) : [];
      if (query.ok)
        readings.push({ says: [choice.says, ...where].filter((part) => part !== '').join(', '), query: query.value });
      else first ??= query.fault;
    }
  }
  if (readings.length === 0) return failed(first ?? fault('no-question', [asked]));
  const told = unclear !== '' ? unclear : 'A place of this name may be several things.';
  return ok({ unclear: told, readings: unlike(readings).slice(0, maxReadings) });
}

/** The readings of one text without those that come to the same query. */
export function unlike(readings: readonly SentenceReading[]): SentenceReading[] {
  if (readings.length < 2) return [...readings];
  const seen = new Set<string>();
  return readings.filter(({ query }) => {
    const written = JSON.stringify(query);
    if (seen.has(written)) return false;
    seen.add(written);
    return true;
  });
}

function notUnderstood(asked: string, unknown: readonly string[], didYouMean: string | undefined): Fault {
  return unknown.length === 0
    ? fault('no-question', [asked], { didYouMean })
    : fault('words-unknown', [quoted(unknown)], { didYouMean });
}

/** What was typed for words that are kept in small letters, or in the singular. */
function asTyped(text: string, words: readonly Word[]): string {
  const parts = text.toLowerCase().split(' ');
  const spells = ({ low }: Word | { low: '' }, part: string) => low === part || singular(low) === part;
  const at = words.findIndex((_, from) =>
    parts.every((part, place) => spells(words[from + place] ?? { low: '' }, part)),
  );
  return at < 0
    ? text
    : words
        .slice(at, at + parts.length)
        .map((word) => word.text)
        .join(' ');
}

function quoted(words: readonly string[]): string {
  return [...new Set(words)]
    .slice(0, 4)
    .map((word) => `“${word}”`)
    .join(', ');
}

/** What no event is known for may be close to one, or answered by all that was changed. */
function withForm(
  asked: string,
  facts: Facts,
  found: Fault,
  window: Query['window'],
  shapes: readonly QuestionShape[],
): Fault {
  const hint = (choice: Choice) => hinted(asked, facts, found, choice, window, shapes);
  const { by, on, verb } = facts;
  if (found.id === 'event-unnamed' && on.length > 0) {
    return hint({ question: 'touched', says: '', is: ['write'] });
  }
  if (found.id === 'noun-missing' || verb?.kind === 'change') {
    const choice: Choice =
      by.length === 0 ? { question: 'changes', says: '' } : { question: 'what', says: '', is: ['write'] };
    return hint(choice);
  }
  if (found.id !== 'event-unnamed') return found;
  const near = closestEvents(String(found.facts[0]), 5);
  const event = near.find((name) => name.toLowerCase().startsWith(verb?.name ?? '')) ?? near[0];
  return event === undefined ? found : hint({ question: 'who', says: '', events: [event] });
}

function hinted(
  asked: string,
  facts: Facts,
  found: Fault,
  choice: Choice,
  window: Query['window'],
  shapes: readonly QuestionShape[],
): Fault {
  const read = expand(asked, { ...facts, bare: [] }, { unclear: '', choices: [choice] }, window, shapes);
  const query = read.ok ? read.value.readings[0]?.query : undefined;
  return query === undefined ? found : { ...found, didYouMean: commandForm(query) };
}
