import type { Is } from '../../condition/condition.ts';
import { singular } from '../names/event-index.ts';
import type { QueryPart } from '../read-modifier.ts';
import { isCallVerb } from './call-index.ts';
import type { Preposition, Tag, Topic } from './meaning.ts';
import { nounWords } from './nouns.ts';
import { isKind } from './read-names.ts';
import { type Verb, verbNamed } from './verbs.ts';

/** A preposition and what follows it. */
export interface PrepositionalPhrase {
  preposition: Preposition;
  tags: Tag[];
}

/** A sentence by its parts: who acts, what is done, to what, and all that stands around it. */
export interface Clause {
  ask: 'who' | 'what' | 'when' | 'where' | null;
  verb: Verb | null;
  agent: Tag[];
  object: Tag[];
  phrases: PrepositionalPhrase[];
  topics: ReadonlySet<Topic>;
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
  const phrases: (PrepositionalPhrase & { done: boolean })[] = [];
  const topics = new Set<Topic>();
  const flags: Is[] = [];
  const parts: QueryPart[] = [];
  const unknown: string[] = [];
  let ask: Clause['ask'] = null;
  let verb: { verb: Verb; low: string } | null = null;
  let limit: number | null = null;
  let anything = false;
  let auxiliary: 'passive' | 'active' | null = null;
  let span: keyof typeof spans = 'before';
  let open: (PrepositionalPhrase & { done: boolean }) | null = null;

  for (const tag of tags) {
    const { meaning } = tag;
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
        if (meaning.is === 'human') flags.push('human');
        if (open !== null && open.tags.length === 0) open.done = true;
        break;
      case 'anything':
        anything = true;
        if (open !== null && open.tags.length === 0) open.done = true;
        break;
      case 'preposition':
        open = { preposition: meaning.preposition, tags: [], done: false };
        phrases.push(open);
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
        if (meaning.topic === 'chatbot' && open?.preposition === 'in' && open.tags.length === 0) open.tags.push(tag);
        else topics.add(meaning.topic);
        if (open !== null && open.tags.length === 0) open.done = true;
        else open = null;
        break;
      case 'flag':
        flags.push(meaning.flag);
        open = null;
        break;
      case 'join':
        if (open?.preposition === 'in' || open?.preposition === 'from') open.tags.push(tag);
        else if (tag !== tags[0]) unknown.push(tag.text);
        break;
      case 'unclear':
        unknown.push(tag.text);
        break;
      case 'limit':
        limit = meaning.limit;
        break;
      case 'part':
        parts.push(meaning.part);
        break;
      case 'value':
      case 'word':
        if (tag.owns) phrases.push({ preposition: 'of', tags: [tag], done: true });
        else into.push(tag);
        break;
    }
  }

  const named = verb ?? didAlone(spans, auxiliary) ?? bareVerb(spans, auxiliary, ask);
  if (named === null && auxiliary === null && (topics.size > 0 || ask !== null)) {
    // `faild logins`, `who creatd …`: a plain word here may be a name or misspelt, so it takes a preposition to be a name.
    unknown.push(...spans.before.filter((tag) => isLoose(tag, topics)).map(({ text }) => text));
    spans.before = spans.before.filter((tag) => !isLoose(tag, topics));
  }
  const passive = auxiliary === 'passive' && !/ing$/.test(named?.low ?? '');
  const { before, middle, after } = spans;
  const acted = auxiliary === null && before.length > 0 && named !== null && ask === null;
  const isNoun = before.some(({ low }) => nounWords.has(singular(low)));
  const didIt = named?.low === 'did' && middle.length === 0;
  const agent = passive ? [] : didIt || (acted && (after.length > 0 || !isNoun)) ? before : middle;
  const object = [...(agent === before ? [] : before), ...(passive ? middle : []), ...after];
  return {
    ask,
    verb: named?.verb ?? null,
    agent,
    object,
    phrases: phrases
      .filter((phrase) => !phrase.done || phrase.tags.length > 0)
      .map(({ preposition, tags: words }) => ({ preposition, tags: words })),
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
function isName({ low }: Tag, open: PrepositionalPhrase | null, span: readonly Tag[]): boolean {
  if (/(?:ed|ing)$/.test(low)) return false;
  const last = (open?.tags ?? span).at(-1);
  if (last === undefined) return open?.preposition === 'by';
  return isKind(last.low);
}

function isLoose({ meaning, low }: Tag, topics: ReadonlySet<Topic>): boolean {
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
