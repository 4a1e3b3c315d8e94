import type { Is } from '../../condition/condition.ts';
import { singular } from '../names/event-index.ts';
import type { QueryPart } from '../read-modifier.ts';
import { isCallVerb } from './call-index.ts';
import { leavesOutCalls } from './call-kinds.ts';
import type { Preposition, Tag, Topic } from './meaning.ts';
import { nounWords } from './nouns.ts';
import {
  type Exception,
  exceptedFrom,
  goesOn,
  goesOnOwning,
  isAgain,
  isListed,
  isNamed,
  type Open,
  openPhrase,
  type PrepositionalPhrase,
  withNames,
} from './open-phrase.ts';
import { isParted } from './read-list.ts';
import { isKind } from './read-names.ts';
import { type Verb, verbNamed } from './verbs.ts';

/** A sentence by its parts: who acts, what is done, to what, and all that stands around it. */
export interface Clause {
  ask: 'who' | 'what' | 'when' | 'where' | null;
  verb: Verb | null;
  agent: Tag[];
  object: Tag[];
  phrases: PrepositionalPhrase[];
  exceptions: Exception[];
  /** What it is about, with the words that say so. */
  topics: ReadonlyMap<Topic, string>;
  flags: Is[];
  anything: boolean;
  parts: QueryPart[];
  limit: number | null;
  /** Whether it tells Trail to do something: `delete the bucket`. */
  imperative: boolean;
  /** Words that have no place in the sentence. */
  unknown: string[];
}

/** Sorts the words of a sentence into its parts; nothing is left out: what has no place is among the unknown. */
export function readClause(tags: readonly Tag[]): Clause {
  const spans = { before: [] as Tag[], middle: [] as Tag[], after: [] as Tag[] };
  const phrases: Open<Preposition>[] = [];
  const exceptions: Open[] = [];
  const topics = new Map<Topic, string>();
  const flags: Is[] = [];
  const parts: QueryPart[] = [];
  const unknown: string[] = [];
  let ask: Clause['ask'] = null;
  let verb: { verb: Verb; low: string } | null = null;
  let limit: number | null = null;
  let anything = false;
  let auxiliary: 'passive' | 'active' | null = null;
  let span: keyof typeof spans = 'before';
  let open: Open | null = null;
  let owner: Open<Preposition> | null = null;
  let before: Tag | null = null;
  /** `did not`, which leaves out nothing. */
  let negates = false;

  for (const tag of withNames(tags)) {
    const { meaning } = tag;
    if (open !== null && !negates && open === exceptions.at(-1) && leavesOutCalls(open, tag, unknown)) {
      before = tag;
      continue;
    }
    const into: Tag[] = open !== null && !open.done ? open.tags : spans[span];
    switch (meaning.is) {
      case 'filler':
        break;
      case 'ask':
        ask ??= meaning.ask;
        break;
      case 'auxiliary':
        if (verb !== null) unknown.push(tag.text);
        auxiliary = meaning.passive ? 'passive' : (auxiliary ?? 'active');
        span = 'middle';
        open = null;
        break;
      case 'anybody':
      case 'human':
        if (isParted(into.at(-1))) unknown.push(tag.text);
        if (meaning.is === 'human') flags.push('human');
        if (open !== null && open.tags.length === 0) open.done = true;
        break;
      case 'anything':
        anything = true;
        if (open !== null && open.tags.length === 0) open.done = true;
        break;
      case 'preposition':
        if (goesOn(open, meaning.preposition)) break;
        if (before !== null && isListed(before) && open?.preposition === meaning.preposition) unknown.push(tag.text);
        if (before?.meaning.is === 'except' && open !== null) open.preposition = meaning.preposition;
        else {
          const phrase: Open<Preposition> = openPhrase(tag, meaning.preposition, isAgain(open, meaning.preposition));
          phrases.push(phrase);
          open = phrase;
        }
        break;
      case 'except':
        if (tag.comma) unknown.push(tag.text);
        if (open?.tags.length === 0) open.done = true;
        open = openPhrase(tag, exceptedFrom(before, open));
        exceptions.push(open);
        negates = tag.low === 'not' && before?.meaning.is === 'auxiliary' && !before.meaning.passive;
        break;
      case 'verb':
        if (isName(tag, open, verb !== null ? spans[span] : [])) {
          into.push({ ...tag, meaning: { is: 'word' } });
          break;
        }
        if (verb !== null && verb.verb.kind !== 'do' && verb.verb.kind !== 'make') {
          if (meaning.verb.kind !== 'do') unknown.push(tag.text);
        } else verb = { verb: meaning.verb, low: tag.low };
        span = 'after';
        open = null;
        break;
      case 'topic':
        if (isNamed(meaning.topic) && isParted(into.at(-1))) unknown.push(tag.text);
        if (meaning.topic === 'chatbot' && open?.preposition === 'in' && open.tags.length === 0) open.tags.push(tag);
        else topics.set(meaning.topic, tag.text);
        if (open !== null && open.tags.length === 0) open.done = true;
        else open = null;
        break;
      case 'flag':
        flags.push(meaning.flag);
        open = null;
        break;
      case 'join':
        if (before !== null && (into.length > 0 || before.owns) && before.meaning.is !== 'part') into.push(tag);
        else if (before !== null) unknown.push(tag.text);
        break;
      case 'unclear':
        unknown.push(tag.text);
        break;
      case 'limit':
        limit = meaning.limit;
        break;
      case 'part':
        parts.push(meaning.part);
        // `by non-root users`, but not `by is:root`
        if (open !== null && open.tags.length === 0 && !tag.text.includes(':')) open.done = true;
        break;
      case 'value':
      case 'word':
        if (before !== null && isListed(before)) unknown.push(tag.text);
        else if (tag.owns) {
          const others = open === null && isParted(into.at(-1)) ? into.splice(0) : [];
          if (owner !== null && goesOnOwning(owner, before, others)) owner.tags.push(...others, tag);
          else {
            owner = { ...openPhrase(tag, 'of'), tags: [...others, tag], done: true };
            phrases.push(owner);
          }
        } else into.push(tag);
        break;
    }
    if (meaning.is !== 'filler') before = tag;
  }

  const named = verb ?? didAlone(spans, auxiliary) ?? bareVerb(spans, auxiliary, ask);
  if (named === null && auxiliary === null && (topics.size > 0 || ask !== null)) {
    // `faild logins`, `who creatd …`: a plain word here may be a name or misspelt, so it takes a preposition to be a name.
    unknown.push(...spans.before.filter((tag) => isLoose(tag, topics)).map(({ text }) => text));
    spans.before = spans.before.filter((tag) => !isLoose(tag, topics));
  }
  const passive = auxiliary === 'passive' && !/ing$/.test(named?.low ?? '');
  const { before: first, middle, after } = spans;
  const acted = auxiliary === null && first.length > 0 && named !== null && ask === null;
  const isNoun = first.some(({ low }) => nounWords.has(singular(low)));
  const didIt = named?.low === 'did' && middle.length === 0;
  const agent = passive ? [] : didIt || (acted && (after.length > 0 || !isNoun)) ? first : middle;
  const object = [...(agent === first ? [] : first), ...(passive ? middle : []), ...after];
  return {
    ask,
    verb: named?.verb ?? null,
    agent,
    object,
    phrases: phrases
      .filter((phrase) => !phrase.done || phrase.tags.length > 0)
      .map(({ word, preposition, tags: words, again }) => ({ word, preposition, tags: words, again })),
    exceptions: exceptions.map(({ word, preposition, tags: words }) => ({ word, preposition, tags: words })),
    topics,
    flags,
    anything,
    parts,
    limit,
    imperative: ask === null && isCommand(tags),
    unknown,
  };
}

/** Whether a verb's form stands where a name does: `the bucket uploads`, `by deploy`. */
function isName({ low }: Tag, open: Open | null, span: readonly Tag[]): boolean {
  if (/(?:ed|ing)$/.test(low)) return false;
  const last = (open?.tags ?? span).at(-1);
  if (last === undefined) return open?.preposition === 'by';
  if (isParted(last)) return true;
  return isKind(last.low);
}

function isLoose({ meaning, low }: Tag, topics: Clause['topics']): boolean {
  return meaning.is === 'word' && !topics.has('new') && !isKind(low);
}

/** `everything jdoe did`. */
function didAlone({ before, middle }: { before: Tag[]; middle: Tag[] }, auxiliary: 'passive' | 'active' | null) {
  const alone = auxiliary === 'active' && middle.length === 0 && before.length > 0;
  return alone ? { verb: verbNamed('do'), low: 'did' } : null;
}

function isCommand(tags: readonly Tag[]): boolean {
  const first = tags.find(({ meaning }) => meaning.is !== 'filler');
  return first?.meaning.is === 'verb' && first.low === first.meaning.verb.name;
}

/** A verb in its base form that only the index knows: `did alice reboot …`, `who invited …`. It is taken out of its span. */
function bareVerb(
  spans: { before: Tag[]; middle: Tag[]; after: Tag[] },
  auxiliary: 'passive' | 'active' | null,
  ask: Clause['ask'],
): { verb: Verb; low: string } | null {
  const active = auxiliary === 'active';
  const words = active ? spans.middle : spans.before;
  if (!active && ask !== 'who') return null;
  const place = words.findIndex(
    ({ low, meaning }, at) => meaning.is === 'word' && (active ? at > 0 : at === 0) && isCallVerb(low) && !isKind(low),
  );
  const [found, ...rest] = place < 0 ? [] : words.splice(place);
  if (found === undefined) return null;
  spans.after.unshift(...rest);
  return { verb: verbNamed(found.low), low: found.low };
}
