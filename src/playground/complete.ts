import { isValues } from '../condition/condition.ts';
import { isModifier, type ModifierName, modifierNames } from '../query/modifiers.ts';
import { suggestEvents } from '../query/names/suggest-events.ts';
import { shapes } from '../questions/index.ts';
import { prodRegions } from '../sample/company.ts';
import { sampleQuestions } from '../sample/sample-questions.ts';
import type { Completion, Responses } from './api.ts';
import { people } from './people.ts';

const maxOptions = 8;

/** The events of the sample's stories are likelier to be asked about than others. */
const told = [
  ...new Set(
    sampleQuestions.flatMap(
      ({ ask, evidence }) => `${ask} ${evidence.join(' ')}`.match(/\b[A-Z][a-z]+[A-Z]\w+/g) ?? [],
    ),
  ),
];

const hints: Record<ModifierName, string> = {
  by: 'a principal',
  in: 'Regions',
  account: 'accounts',
  service: 'a service',
  on: 'a resource',
  event: 'an event',
  ip: 'an address',
  key: 'an access key',
  since: '24h, 7d, yesterday…',
  until: 'a time',
  during: 'today, yesterday…',
  is: isValues.join(', '),
  limit: 'how many events',
  public: 'answer in the channel',
};

/** What may come next after the text before the cursor; `from` is where the word that is being typed begins. */
export function complete(text: string): Responses['complete'] {
  const mentioned = /(?:^|\s)@([\w.]*)$/.exec(text)?.[1];
  if (mentioned !== undefined) return at(text, mentioned, names(mentioned), 1);
  if (/^\/\w*$/.test(text)) {
    const option = { insert: '/trail ', label: '/trail', hint: 'Ask who did what in AWS' };
    return { from: 0, options: option.label.startsWith(text) ? [option] : [] };
  }
  const asked = /^(?:\/trail|@trail)\s+(.*)$/is.exec(text)?.[1];
  if (asked === undefined) return { from: text.length, options: [] };
  const word = /\S*$/.exec(asked)?.[0] ?? '';
  return at(text, word, afterWords(asked.slice(0, asked.length - word.length).trim(), word));
}

function at(text: string, word: string, options: Completion[], sign = 0): Responses['complete'] {
  return { from: text.length - word.length - sign, options: options.slice(0, maxOptions) };
}

function names(typed: string): Completion[] {
  const all = [{ name: 'trail', fullName: 'Trail' }, ...people];
  return all
    .filter(({ name }) => name.startsWith(typed.toLowerCase()))
    .map(({ name, fullName }) => ({ insert: `@${name} `, label: `@${name}`, hint: fullName }));
}

/** `before` is what was asked up to the word that is being typed. */
function afterWords(before: string, word: string): Completion[] {
  if (before === '') return questionsLike(word);
  const [question = '', ...rest] = before.split(/\s+/);
  if (question === 'help') return rest.length === 0 ? questionsLike(word) : [];
  const shape = shapes.find(({ name }) => name === question.toLowerCase());
  const last = rest.at(-1)?.toLowerCase().replace(/:$/, '') ?? '';
  const [name, value] = word.includes(':') ? split(word) : [last, word];
  if (isModifier(name) && name !== 'public' && !isValueOf(rest)) return valuesOf(name, value, word);
  const events = shape?.subject?.kind === 'event' && rest.length === 0 ? eventsLike(word, '') : [];
  return [...events, ...modifiersLike(word)];
}

/** Whether the last word already is the value of the modifier before it. */
function isValueOf(words: readonly string[]): boolean {
  const before = words.at(-2)?.toLowerCase() ?? '';
  return isModifier(before) && before !== 'public';
}

function split(word: string): [string, string] {
  const colon = word.indexOf(':');
  return [word.slice(0, colon).toLowerCase(), word.slice(colon + 1)];
}

function valuesOf(name: ModifierName, value: string, word: string): Completion[] {
  const prefix = word.slice(0, word.length - value.length);
  if (name === 'event') return eventsLike(value, prefix);
  const offered = { is: isValues, in: prodRegions, account: ['prod', 'dev'], since: ['24h', '7d', '30d', 'yesterday'] };
  const list = Object.entries(offered).find(([key]) => key === name)?.[1] ?? [];
  return list
    .filter((one) => one.startsWith(value.toLowerCase()))
    .map((one) => ({ insert: `${prefix}${one} `, label: one, hint: hints[name] }));
}

function questionsLike(word: string): Completion[] {
  return shapes
    .filter(({ name }) => name.startsWith(word.toLowerCase()))
    .map(({ name, answers }) => ({ insert: `${name} `, label: name, hint: answers }));
}

function eventsLike(word: string, prefix: string): Completion[] {
  if (word.length < 2) return [];
  return suggestEvents(word, told, maxOptions).map((name) => ({
    insert: `${prefix}${name} `,
    label: name,
    hint: 'event',
  }));
}

function modifiersLike(word: string): Completion[] {
  if (word === '') return [];
  return modifierNames
    .filter((name) => name.startsWith(word.toLowerCase()))
    .map((name) => ({ insert: name === 'public' ? 'public ' : `${name}:`, label: name, hint: hints[name] }));
}
