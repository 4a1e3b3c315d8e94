import { conditionsOf, valuesOf } from '../../condition/condition.ts';
import { type Fault, fault } from '../../errors.ts';
import { commandForm } from '../command-form.ts';
import { isModifier } from '../modifiers.ts';
import { isKnownEvent } from '../names/resolve-event.ts';
import type { Query } from '../query.ts';
import { longestQuestion, type ReadContext, readAsked, readQuery } from '../read-query.ts';
import { isCallVerb } from './call-index.ts';
import { maxReadings } from './choose-question.ts';
import { phraseAt } from './lexicon.ts';
import { mendWords } from './mend-words.ts';
import { readMoment } from './read-moment.ts';
import { readSentence, type Understood, unlike } from './read-sentence.ts';
import { splitSentence, type Word } from './sentence-words.ts';
import { pastOf } from './tag-words.ts';
import { isTimeWord } from './time-words.ts';

/** A question in plain English or as a command: understood, to be asked back, or not understood. */
export type PlainReading =
  | { kind: 'query'; query: Query }
  | { kind: 'ambiguous'; sentence: string; readings: { says: string; query: Query }[] }
  | { kind: 'fault'; fault: Fault };

/** Shorter than a command may be: what was understood of a sentence must fit into a command of its own. */
const longestSentence = 1500;

/**
 * Reads what somebody wrote to Trail, by rules. A command is read as readQuery reads it; anything else as a
 * sentence. What can be understood in two to five ways is given in all of them; a word that has no part in
 * what was understood is a fault, which names it.
 */
export function readPlain(text: string, context: ReadContext): PlainReading {
  const asked = text.trim();
  if (asked === '' || asked.length > longestQuestion) return { kind: 'fault', fault: refusal(asked, context) };
  const words = withoutAddress(splitSentence(asked));
  const excludes = holdsExclusion(asked, words);
  const command = isSurelySentence(words, context) && !excludes ? null : readAsked(asked, context);
  if (command?.ok && !isAccident(command.value, context)) return { kind: 'query', query: command.value };
  if (command?.ok === false && (excludes || commandFaults.has(command.fault.fault.id))) {
    return { kind: 'fault', fault: refusal(asked, context) };
  }
  if (asked.length > longestSentence) {
    return {
      kind: 'fault',
      fault: withHints(asked, fault('too-long', [String(asked.length), longestSentence]), context),
    };
  }
  const read = readSentence(asked, words, context);
  if (read.ok) return told(read.value);
  const mended = readMended(asked, words, context);
  if (mended !== null) return told(mended);
  const isClear = placeFaults.has(read.fault.id) || /^(?:event-unnamed|two-names)$/.test(read.fault.id);
  const isCommand = command?.ok === false && (listFaults.has(command.fault.fault.id) || !isSentence(words));
  if (isCommand && !isClear) return { kind: 'fault', fault: refusal(asked, context) };
  return { kind: 'fault', fault: withHints(asked, read.fault, context) };
}

/**
 * Whether a text that begins like a command can't be one: two words follow where a subject is one (or a list, parted by
 * commas), and events begin with none such. It spares the reader of commands, who takes long to be sure.
 */
function isSurelySentence([question, ...words]: readonly Word[], { shapes }: ReadContext): boolean {
  const shape = shapes.find(({ name }) => name === question?.low);
  if (shape === undefined || shape.subject?.kind === 'words') return false;
  if (shape.subject?.kind === 'event' && beginsSentence(words)) return true;
  const bare = words.findIndex((word, at) => beginsModifier(word, words[at + 1]));
  const subject = bare < 0 ? words : words.slice(0, bare);
  const inLists = subject.filter(({ comma }, at) => comma && at < subject.length - 1).length;
  if (subject.length - inLists <= (shape.subject === null ? 0 : 1)) return false;
  return shape.subject?.kind !== 'event' || (/^[a-z]+$/.test(words[0]?.low ?? '') && !isCallVerb(words[0]?.low ?? ''));
}

/** `is behind`, `logged in`: no event, though events begin with `Is`, and `in` is a modifier. */
function beginsSentence(words: readonly Word[]): boolean {
  const found = words.length > 1 ? phraseAt(words, 0) : null;
  return found?.meaning.is === 'auxiliary' || (found?.meaning.is === 'topic' && found.used > 1);
}

/** Whether a modifier stands here, with `not` before it or without. */
function beginsModifier({ quoted, low }: Word, next: Word | undefined): boolean {
  if (low === 'not' && next !== undefined) return isModifier(next.low.split(':')[0] ?? '');
  return quoted || low.includes(':') || isModifier(low);
}

/** Whether `!` stands before a value, as in commands alone: not in a modifier that sentences take too, nor at the end of words. */
function holdsExclusion(asked: string, words: readonly Word[]): boolean {
  const before = words.some(({ text, quoted }) => !quoted && /^(?:[^:]*,)?!./.test(text));
  return before || /:!(?:\s|$)|(?:^|[\s,])!\s+\S/.test(asked);
}

/** Faults of what only commands say. */
const commandFaults: ReadonlySet<string> = new Set([
  'subject-excluded',
  'excluded-twice',
  'not-excludable',
  'modifier-unused',
]);

/** What a list of values lacks. */
const listFaults: ReadonlySet<string> = new Set(['list-gap', 'excluded-nothing']);

/** `trail, who …`: Trail is spoken to, not about. */
function withoutAddress(words: readonly Word[]): readonly Word[] {
  const [first, ...rest] = words;
  if (first === undefined || !/^@?trail$/.test(first.low)) return words;
  const meaning = phraseAt(rest, 0)?.meaning.is;
  return first.comma || meaning === 'ask' || meaning === 'auxiliary' || meaning === 'filler' ? rest : words;
}

/**
 * Whether a command only happens to read: `what changed` is not about a principal named so, nor `who deleted` about an
 * event, nor are `logins on monday` those on a resource.
 */
function isAccident({ question, filter, asked }: Query, { now, zone }: ReadContext): boolean {
  if (/["“”']/.test(asked)) return false;
  const [on] = valuesOf(filter, 'on');
  const [who] = valuesOf(filter, 'by');
  const somebody = conditionsOf(filter, 'by').flatMap(({ anyOf }) => anyOf);
  const [event] = valuesOf(filter, 'event');
  if (on !== undefined && isTimeWord(on.toLowerCase())) return readMoment(on, { now, zone, dayFirst: false }) !== null;
  if (somebody.some(isNobody)) return true;
  const subject =
    question === 'who' && event !== undefined && !isKnownEvent(event) ? event.name : question === 'what' ? who : null;
  const found = phraseAt([{ low: subject?.toLowerCase() ?? '' }], 0);
  return found !== null && !(found.meaning.is === 'topic' && ['root', 'chatbot'].includes(found.meaning.topic));
}

/** `by humans`, `not by anyone`, `by non-root` */
function isNobody(name: string): boolean {
  const meaning = phraseAt([{ low: name.toLowerCase() }], 0)?.meaning.is;
  return meaning === 'human' || meaning === 'anybody' || meaning === 'part';
}

/** Whether words are put together as a sentence, by the small words and verbs that commands don't have. */
function isSentence(words: readonly Word[]): boolean {
  return words.some(({ low }, at) => {
    if (pastOf(low) !== null) return true;
    const found = at === 0 ? null : phraseAt(words, at);
    return (
      found !== null &&
      ['auxiliary', 'filler', 'verb', 'ask', 'anybody', 'anything', 'topic'].includes(found.meaning.is)
    );
  });
}

function told({ unclear, readings }: Understood): PlainReading {
  const [only, ...others] = readings;
  if (only !== undefined && others.length === 0) return { kind: 'query', query: only.query };
  return { kind: 'ambiguous', sentence: unclear, readings: readings.map(({ says, query }) => ({ says, query })) };
}

/** The sentence that was meant where words are misspelt: the one with the fewest mended; several are asked back. */
function readMended(asked: string, words: readonly Word[], context: ReadContext): Understood | null {
  for (const round of mendWords(words)) {
    const found = round.flatMap((mended) => {
      const read = readSentence(asked, mended, context);
      return read.ok ? [read.value] : [];
    });
    const [first, ...others] = found;
    if (first === undefined) continue;
    const forms = new Set(found.flatMap(({ readings }) => readings.map(({ query }) => commandForm(query))));
    if (others.length === 0 || forms.size === first.readings.length) return first;
    const readings = unlike(found.flatMap((one) => one.readings)).map(({ says, query }) => ({
      says: says === '' ? commandForm(query) : says,
      query,
    }));
    return { unclear: 'A word seems to be misspelt.', readings: readings.slice(0, maxReadings) };
  }
  return null;
}

/** What is wrong with it as a command. */
function refusal(asked: string, context: ReadContext): Fault {
  const read = readQuery(asked, context);
  return read.ok ? fault('no-question', [asked]) : read.fault;
}

/** A fault of a place knows the place that was meant: the hint is the whole question with it, as a command. */
function withHints(asked: string, found: Fault, context: ReadContext): Fault {
  const [given] = found.facts;
  const example = context.shapes[0]?.examples[0];
  if (!placeFaults.has(found.id) || found.didYouMean === undefined) return { ...found, example };
  const mended = readSentence(asked, splitSentence(asked.replace(String(given), found.didYouMean)), context);
  const [only, ...others] = mended.ok ? mended.value.readings : [];
  const didYouMean = only === undefined || others.length > 0 ? undefined : commandForm(only.query);
  return { ...found, didYouMean, example };
}

const placeFaults: ReadonlySet<string> = new Set(['unknown-place', 'unlike-places', 'unknown-account', 'bad-region']);
