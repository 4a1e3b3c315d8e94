import type { Filter } from '../condition/condition.ts';
import { failed, fault, ok, type Result } from '../errors.ts';
import { writtenValues } from './command-form.ts';
import type { Lead } from './follow-up-lead.ts';
import { takeOnly } from './follow-up-words.ts';
import { modifierOfValue } from './guess-modifier.ts';
import { isExcludable, isModifier, type ModifierName, modifierOf } from './modifiers.ts';
import { findEvent } from './names/resolve-event.ts';
import { phraseAt } from './plain/lexicon.ts';
import { isKind } from './plain/read-names.ts';
import { pastOf } from './plain/tag-words.ts';
import { isTimeWord } from './plain/time-words.ts';
import { type QuestionName, questionNames } from './query.ts';
import type { KnownAccount } from './read-values.ts';
import { joinPieces, splitTokens, type Token, wholePiece, writeItem } from './tokens.ts';

/** What the names of a follow-up are told by. */
interface Around {
  question: QuestionName;
  /** What was asked. */
  asked: Filter;
  accounts: readonly KnownAccount[];
  /** Whom the last answer names. */
  principals: readonly string[];
}

/** A stretch of a follow-up: a modifier with its values, or names alone. */
interface Clause {
  /** Whether it is left out: `without bob`, `not by bob`. */
  not: boolean;
  tokens: Token[];
}

/** One name, and the modifier that it would be typed after; sessions can't be typed after any. */
interface Named {
  modifier: ModifierName | 'session';
  item: { text: string; not: boolean };
}

/** A follow-up as it would be typed. */
interface Typed {
  command: string;
  /** The kinds of names that were said without a modifier. */
  named: readonly string[];
}

/**
 * A follow-up in words as the question would be typed: `alice and bob, but not carol since monday` is
 * `changes by:alice,bob,!carol since monday`. Names that are not left out need a lead, but for events. Null where it is
 * none.
 */
export function typedForm(text: string, lead: Lead, around: Around): Result<Typed> | null {
  const split = splitTokens(text);
  if (!split.ok) return null;
  const named: Named[] = [];
  const typed: string[] = [];
  for (const [at, clause] of clausesOf(split.value).entries()) {
    const [first] = clause.tokens;
    const modifier = first === undefined ? null : modifierOf(first);
    if (modifier !== null) {
      const said = typedClause(text, clause);
      if (clause.not && !isExcludable(modifier)) return failed(fault('follow-up-left-out', [said]));
      typed.push(clause.not ? `not ${said}` : said);
      continue;
    }
    const names = clause.not || at === 0 ? namesOf(clause, around) : null;
    if (names === null || !(clause.not || names.every((name) => mayStand(name, lead, around)))) return null;
    named.push(...names);
  }
  const kept = named.find(({ modifier, item }) => item.not && modifier !== 'session' && !isExcludable(modifier));
  if (kept !== undefined) return failed(fault('follow-up-left-out', [kept.item.text]));
  const wanted = named.filter(({ modifier, item }) => !item.not && !places.has(modifier));
  const other = wanted.find(({ modifier }) => modifier !== wanted[0]?.modifier);
  if (wanted[0] !== undefined && other !== undefined) {
    return failed(fault('follow-up-kinds', [wanted[0].item.text, other.item.text]));
  }
  return ok({ command: [written(named), ...typed].join(' '), named: named.map(({ modifier }) => modifier) });
}

/** Whether a name may stand here: what shows its kind after `and`, or what others of its kind were asked for; alone an event only. */
function mayStand({ modifier, item }: Named, lead: Lead, { question, asked }: Around): boolean {
  if (lead === 'same' || lead === 'about') return true;
  if (modifier === 'event')
    return !subjectless.has(question) && !questionNames.some((name) => name === item.text.toLowerCase());
  if (lead === null) return false;
  return modifier === 'ip' || modifier === 'key' || asked.some(({ kind, not }) => kind === modifier && !not);
}

/** Questions that are not about events of any name. */
const subjectless: ReadonlySet<QuestionName> = new Set(['event', 'digest', 'status', 'help']);

/** Where and how, which may be said beside a name: alice in us-east-1. */
const places: ReadonlySet<string> = new Set(['in', 'account', 'service', 'is']);

/** Parts a follow-up where a modifier or what leaves something out begins. */
function clausesOf(tokens: readonly Token[]): Clause[] {
  const clauses: Clause[] = [];
  let rest = tokens;
  for (let token = rest[0]; token !== undefined; token = rest[0]) {
    const left = countLeaving(rest);
    const last = clauses.at(-1);
    if (left > 0) clauses.push({ not: true, tokens: [] });
    else if (last !== undefined && isAgain(last, token)) {
      // `by alice or by bob`
    } else if (last === undefined || (modifierOf(token) !== null && last.tokens.length > 0)) {
      clauses.push({ not: false, tokens: [token] });
    } else last.tokens.push(token);
    rest = rest.slice(Math.max(1, left));
  }
  return clauses;
}

const leaving =
  'without|except for|except|excluding|exclude|leave out|leaving out|ignoring|ignore|other than|apart from|not|no'.split(
    '|',
  );
const light: ReadonlySet<string> = new Set(['the', 'those', 'any', 'anything', 'of', 'from', 'for']);

/** How many words say that what follows is left out; `no` is for kinds of calls only. */
function countLeaving(tokens: readonly Token[]): number {
  const words = tokens.map(({ text, quoted }) => (quoted ? '"' : text.toLowerCase()));
  const said = leaving
    .map((phrase) => phrase.split(' '))
    .find((phrase) => phrase.every((word, at) => words[at] === word));
  if (said === undefined) return 0;
  const idiom = phraseAt(
    words.map((low) => ({ low })),
    0,
  );
  if ((idiom?.used ?? 0) > said.length) return 0;
  if (said[0] === 'no' && takeOnly(`only ${words.slice(1).join(' ')}`) === null) return 0;
  const more = words.slice(said.length).findIndex((word) => !light.has(word));
  return said.length + Math.max(0, more);
}

/** Whether the modifier of a list is said again, after `and`. */
function isAgain({ tokens }: Clause, token: Token): boolean {
  const [first, last] = [tokens[0], tokens.at(-1)];
  if (first === undefined || last === undefined || !isJoin(last) || token.name !== null) return false;
  return modifierOf(first) !== null && modifierOf(first) === modifierOf(token);
}

const isJoin = ({ text, quoted }: Token) => !quoted && /^(?:and|or|nor|but)$/i.test(text);

/** A modifier as it was said, with commas for `and`. */
function typedClause(text: string, { tokens }: Clause): string {
  let typed = '';
  let joined = false;
  for (const token of tokens) {
    if (!isJoin(token)) typed += `${joined ? ',' : ' '}${text.slice(token.start, token.end)}`;
    joined = isJoin(token);
  }
  return typed.trim().replace(/,$/, '');
}

/** The names of a list, parted by commas or `and`; null where one of them is none. */
function namesOf({ not, tokens }: Clause, around: Around): Named[] | null {
  const groups: Token[][] = [[]];
  for (const token of tokens) {
    if (isJoin(token)) groups.push([]);
    else groups.at(-1)?.push(token);
  }
  const names = groups
    .filter((group) => group.length > 0)
    .flatMap((group) => {
      const quoted = group.some((token) => token.quoted);
      const { items } = joinPieces(group.map(wholePiece));
      return items.map((item) => {
        const text = quoted ? item.text : item.text.replace(/(?:['’]s)?(?: (?:calls?|events?|ones))?$/i, '');
        const left = item.not !== not;
        const found = quoted ? nameOf(text, left, around) : kindOfName(text, left, around);
        return found === null ? null : { modifier: found.modifier, item: { text: found.text, not: left } };
      });
    });
  return names.length > 0 && names.every((name) => name !== null) ? names : null;
}

type Kind = Pick<Named, 'modifier'> & { text: string };

/** The modifier of a name by its looks, by what it names and by what was asked; null where it is no name. */
function kindOfName(text: string, not: boolean, around: Around): Kind | null {
  if (findEvent(text) !== null) return { modifier: 'event', text };
  if (/\s/.test(text)) return null;
  const [, modifier = '', value = ''] = /^(\w+):(.*)$/s.exec(modifierOfValue(text, around.accounts) ?? '') ?? [];
  if (isModifier(modifier) && !isName(modifier, text, not, around)) return { modifier, text: value };
  const name = nameOf(text, not, around);
  return isWord(text) && name.modifier !== 'on' && !isNamed(text, around) ? null : name;
}

/** Whether a text is the name of somebody or of a resource, although it may look like something else. */
function isName(modifier: ModifierName, text: string, not: boolean, around: Around): boolean {
  if (modifier === 'by' || text.toLowerCase() === 'root') return true;
  if (around.question === 'touched' && !not) return ['on', 'service', 'account'].includes(modifier);
  return ['service', 'account'].includes(modifier) && isNamed(text, around);
}

/** What a name is of, by what was asked and whom the last answer names: what was asked for may be left out. */
function nameOf(text: string, not: boolean, around: Around): Kind {
  const asked = not && !isNamed(text, around) ? wantedKind(text, around.asked) : null;
  if (asked !== null) return { modifier: asked, text };
  if (!not && around.question === 'session') return { modifier: 'session', text };
  return { modifier: !not && around.question === 'touched' && !isNamed(text, around) ? 'on' : 'by', text };
}

/** The kind of names that one was asked for by. */
function wantedKind(text: string, asked: Filter): 'by' | 'on' | null {
  const wanted = asked.find(
    (one) => !one.not && writtenValues(one).some((name) => name.toLowerCase() === text.toLowerCase()),
  );
  return wanted?.kind === 'by' || wanted?.kind === 'on' ? wanted.kind : null;
}

/** Whether the last answer names somebody so. */
function isNamed(text: string, { principals }: Around): boolean {
  const parts = principals.flatMap((one) => [one, ...one.split('/')]);
  return parts.some((part) => part.toLowerCase() === text.toLowerCase());
}

/** Whether a text is one name, and no word of a sentence. */
export function isLoneName(text: string): boolean {
  return !/\s/.test(text) && !isWord(text);
}

/** Whether a text is words of a sentence rather than a name. */
function isWord(text: string): boolean {
  const low = text.toLowerCase();
  if (low === 'root') return false;
  const meaning = phraseAt([{ low }], 0)?.meaning.is ?? 'word';
  if (meaning === 'verb' && /(?:ed|ing)$/.test(low)) return true;
  return isTimeWord(low) || pastOf(low) !== null || isKind(low) || !['word', 'verb', 'value'].includes(meaning);
}

/** Names with the question that takes them: sessions are a subject and no modifier. */
function written(named: readonly Named[]): string {
  const listOf = (kind: string) => named.filter(({ modifier }) => modifier === kind).map(({ item }) => item);
  const sessions = listOf('session').map(({ text }) => `"${text}"`);
  const modifiers = [...new Set(named.map(({ modifier }) => modifier))].filter((modifier) => modifier !== 'session');
  const lists = modifiers.map((modifier) => `${modifier}:${listOf(modifier).map(writeItem).join(',')}`);
  return [sessions.length === 0 ? 'changes' : `session ${sessions.join(',')}`, ...lists].join(' ');
}
