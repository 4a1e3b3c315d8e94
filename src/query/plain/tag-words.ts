import { type Fault, failed, ok, type Result } from '../../errors.ts';
import { isModifier } from '../modifiers.ts';
import { readModifier } from '../read-modifier.ts';
import type { KnownAccount } from '../read-values.ts';
import { listPiece, textPiece } from '../tokens.ts';
import { isCallVerb } from './call-index.ts';
import { phraseAt } from './lexicon.ts';
import type { Meaning, Tag } from './meaning.ts';
import { nounWords } from './nouns.ts';
import { showsItsKind } from './read-names.ts';
import type { Word } from './sentence-words.ts';
import { serviceNames } from './services.ts';
import { formsOf, partedVerbs, type Verb, verbNamed } from './verbs.ts';

/** Says of every word, or stretch of words, what it stands for; a modifier as in commands whose value is wrong is a fault. */
export function tagWords(words: readonly Word[], accounts: readonly KnownAccount[]): Result<Tag[]> {
  const tags: Tag[] = [];
  const open = words.some(({ text }) => text.includes('/')) ? words.flatMap(partSlashes) : [...words];
  for (let at = 0; at < open.length; ) {
    const word = open[at];
    if (word === undefined) break;
    const parted = partedAt(open, at);
    if (parted !== null) {
      tags.push(tag(word, { is: 'verb', verb: parted.verb }));
      open.splice(parted.place, 1);
      at++;
      continue;
    }
    const limit = /^(?:last|latest|newest|top)$/.test(word.low) ? Number(open[at + 1]?.low) : Number.NaN;
    if (limit >= 1 && limit <= 1000) {
      tags.push(tag(word, { is: 'limit', limit }));
      at += 2;
      continue;
    }
    const not = word.low === 'not';
    const part = readPart(not ? (open[at + 1] ?? word) : word, accounts, not);
    if (part !== null && !part.ok) return part;
    const phrase = part === null && !word.owns ? phraseAt(open, at) : null;
    const used = phrase?.used ?? (part !== null && not ? 2 : 1);
    const text = open
      .slice(at, at + used)
      .map((one) => one.text)
      .join(' ');
    const last = open[at + used - 1] ?? word;
    tags.push({ ...tag(last, part?.value ?? phrase?.meaning ?? meaningOf(word)), text, low: text.toLowerCase() });
    at += used;
  }
  return ok(tags);
}

/**
 * `DeleteBucket/AssumeRole`, `the users alice/bob`: several names, where none may be a part of another, as in
 * `role/session` or `folder/object`.
 */
function partSlashes(word: Word, at: number, words: readonly Word[]): Word[] {
  const names = word.quoted ? [] : word.text.split('/');
  if (names.length < 2 || names.includes('')) return [word];
  const isSlashless = slashless.has(words[at - 1]?.low ?? '') || slashless.has(words[at + 1]?.low ?? '');
  if (!names.every((name) => showsItsKind(name) || (isSlashless && !name.includes(':')))) return [word];
  const last = names.length - 1;
  return names.map((text, place) => ({
    ...word,
    text,
    low: text.toLowerCase(),
    owns: place === last && word.owns,
    comma: place < last || word.comma,
  }));
}

/** Kinds of which several are named, and whose names hold no slash. */
const slashless = new Set(['users', 'roles', 'buckets', 'tables', 'functions', 'stacks', 'volumes', 'subnets']);

function tag({ text, low, owns, comma }: Word, meaning: Meaning): Tag {
  return { text, low, meaning, owns, comma };
}

/** `turned the trail off`: the verb it comes to, and where its other part stands. */
function partedAt(words: readonly Word[], at: number): { verb: Verb; place: number } | null {
  for (const { part, verb } of partedForms.get(words[at]?.low ?? '') ?? []) {
    const place = words.findIndex(({ low }, index) => index > at && index <= at + 7 && low === part);
    if (place > 0) return { verb, place };
  }
  return null;
}

const partedForms = new Map<string, { part: string; verb: Verb }[]>();
for (const [verbs, part, means] of partedVerbs) {
  for (const form of verbs.split(' ').flatMap(formsOf)) {
    const known = partedForms.get(form) ?? [];
    partedForms.set(form, [...known, { part, verb: verbNamed(means) }]);
  }
}

/** A modifier as commands have it, such as `is:human`; null where a word is none. Those of time are read with the times. */
function readPart(word: Word, accounts: readonly KnownAccount[], not: boolean): Result<Meaning, Fault> | null {
  const [, name = '', value] = word.quoted
    ? ['', word.low.slice(0, -1), word.text]
    : (modifierForm.exec(word.text) ?? []);
  const modifier = name.toLowerCase();
  if (value === undefined || !isModifier(modifier)) return null;
  const piece = word.quoted ? ok(textPiece(value)) : listPiece(value);
  if (!piece.ok) return piece;
  const read = readModifier(modifier, piece.value, accounts, not);
  return read.ok ? ok({ is: 'part', part: read.value }) : failed(read.fault.fault);
}

const modifierForm = /^([a-z]+):(.+)$/i;

/** A word that no phrase holds: a name by its looks, a verb by its ending and the index, or any word. */
function meaningOf({ text, low, quoted }: Word): Meaning {
  if (quoted) return { is: 'value' };
  if (serviceNames.has(low) || nounWords.has(low)) return { is: 'word' };
  if (!/^[\p{L}’']+$/u.test(text) || /\p{Ll}\p{Lu}/u.test(text)) return { is: 'value' };
  const verb = pastOf(low);
  return verb === null ? { is: 'word' } : { is: 'verb', verb };
}

/** The verb of a past form such as `rebooted`, where events begin with it. */
export function pastOf(word: string): Verb | null {
  if (!word.endsWith('ed') || word.length < 5) return null;
  const stem = word.slice(0, -2);
  const bases = [stem, `${stem}e`, stem.replace(/(.)\1$/, '$1'), stem.replace(/i$/, 'y')];
  const base = bases.find(isCallVerb);
  return base === undefined ? null : verbNamed(base);
}
