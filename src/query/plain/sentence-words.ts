import { modifierNames } from '../modifiers.ts';

/** A word of a sentence, or a quoted phrase, which stands for itself. */
export interface Word {
  /** Without quotation marks and the punctuation around it. */
  text: string;
  /** In small letters; empty where quoted, so that no rule takes it for a word. */
  low: string;
  quoted: boolean;
  /** Whether it was written with 's: what follows belongs to it. */
  owns: boolean;
  /** Whether a comma follows. */
  comma: boolean;
}

const pieces =
  /[a-z]+:(?=[^\s"“”]*[!,]["“]|["“][^"“”]+["”],)!?(?:["“][^"“”]+["”]|[^\s"“”,]+)(?:,!?(?:["“][^"“”]+["”]|[^\s"“”,]+))*|(?:([a-z]+):)?(?:"([^"]+)"|[“”]([^“”]+)[“”]|`([^`]+)`)|(?<=^|\s)['‘]([^'’‘]+)['’](?=[\s,.;:?!)]|$)|[^\s"“”`]+|["“”`]/giu;

const timeModifier = /^(?:since|until|during)$/i;

const contractions: ReadonlyMap<string, string> = new Map([
  ['who’s', 'who is'],
  ['who’d', 'who did'],
  ['what’s', 'what is'],
  ['what’ve', 'what have'],
  ['when’s', 'when is'],
  ['where’s', 'where is'],
  ['there’s', 'there is'],
  ['i’d', 'i would'],
  ['let’s', 'let us'],
  ['can’t', 'can not'],
  ['won’t', 'will not'],
]);

/** The words of a sentence in order: quotes open phrases, but in lists of a modifier (`by:alice,!"Jane Doe"`), `who's` is two words, `jdoe's` owns what follows. */
export function splitSentence(text: string): Word[] {
  return [...text.matchAll(pieces)].flatMap((found) => {
    const [whole, name, ...quotes] = found;
    if (/^['’]s$/i.test(whole)) return [];
    const phrase = quotes.find((quote) => quote !== undefined);
    const comma = /^\s*,/.test(text.slice(found.index + whole.length)) || whole.endsWith(',');
    if (phrase === undefined) return plainWords(whole, comma);
    if (name !== undefined && timeModifier.test(name))
      return `${name} ${phrase}`.split(/\s+/).map((part) => word(part, comma));
    const low = name === undefined ? '' : `${name.toLowerCase()}:`;
    const owns = /^['’]s(?!\S)/i.test(text.slice(found.index + whole.length));
    return [{ text: phrase.trim(), low, quoted: true, owns, comma }];
  });
}

/** `by:alice,bob`, whose commas are read with the modifier. */
const isModified = new RegExp(`^(?:${modifierNames.join('|')}):`, 'i');
const thousands = /^\d{1,3}(?:,\d{3})+$/;

function plainWords(whole: string, comma: boolean): Word[] {
  if (whole.includes(',') && !isModified.test(whole) && !thousands.test(whole)) {
    const listed = whole.split(',').filter((part) => part !== '');
    if (listed.length > 1) return listed.flatMap((part, at) => plainWords(part, comma || at < listed.length - 1));
  }
  const bare = whole.replace(/^[([*~]+(?=.)/, '').replace(/[?!.,;:)\]*~…'’]+$/, '');
  if (bare.length < 2 && '&/+-–—'.includes(bare))
    return '&/+'.includes(bare) && bare !== '' ? [word('and', comma)] : [];
  const apostrophe = bare.replaceAll("'", '’');
  const spelled = contractions.get(apostrophe.toLowerCase()) ?? apostrophe.replace(/n’t$/i, ' not');
  const [, modifier, time] = /^(since|until|during):(.+)$/i.exec(bare) ?? [];
  if (modifier !== undefined && time !== undefined) return [word(modifier, false), word(time, comma)];
  if (spelled !== apostrophe) return spelled.split(' ').map((part) => word(part, comma));
  if (/.’s$/i.test(apostrophe)) return [{ ...word(bare.slice(0, -2), comma), owns: true }];
  return [word(bare, comma)];
}

function word(text: string, comma: boolean): Word {
  return { text, low: text.toLowerCase(), quoted: false, owns: false, comma };
}
