import { phraseAt } from './plain/lexicon.ts';

/**
 * What stands before the names of a follow-up: `and` (or `or`, `also`) StopLogging, which is asked for besides; or
 * `same for` (or `what about`) alice, who takes the place of others.
 */
export type Lead = 'and' | 'or' | 'same' | 'about' | null;

const fillers =
  /^(and|or|also|plus|as well as|now|ok(?:ay)?|but|then|so|please|(?:can you )?show(?: me)?|again)\b[\s,:]*/i;
const sameWords =
  /^((?:the )?same(?: (?:question|thing))?(?: (?:but|again))?(?: for| with)?|what about|how about)\b[\s,:]*/i;

/** A follow-up without politeness, punctuation and what stands before it. */
export function splitLead(text: string): { rest: string; lead: Lead } {
  let rest = text.replace(/(?:[\s,?!.]+(?:please|thanks))?[\s?!.]*$/i, '').trim();
  let lead: Lead = null;
  for (;;) {
    const shorter = rest
      .replace(fillers, (_, word: string) => {
        if (lead !== 'same' && lead !== 'about') lead = leadOf(word.toLowerCase()) ?? lead;
        return '';
      })
      .replace(sameWords, (_, same?: string) => {
        lead = same === undefined ? 'about' : 'same';
        return '';
      });
    if (shorter === rest) return { rest: withoutArticle(rest), lead };
    rest = shorter;
  }
}

function leadOf(word: string): Lead {
  if (word === 'and') return 'and';
  return ['or', 'also', 'plus', 'as well as'].includes(word) ? 'or' : null;
}

const withoutArticle = (text: string) => text.replace(/^(?:in|over|for|within|during) the (?=(?:last|past) )/i, '');

/** `only jdoe`, `just in us-east-1`, `jdoe only`, `with jdoe`: what alone is wanted; null where nothing says so. */
export function withoutOnly(text: string): string | null {
  const only = text.replace(/^(?:only|just|with|using) (?:the |those )?(?=\S)/i, '').replace(/ only$/i, '');
  return only === text ? null : withoutArticle(only);
}

/** Whether a text begins as a question of its own does, or with politeness. */
export function isQuestionOfOwn(text: string): boolean {
  const meaning = phraseAt(
    text.split(/\s+/).map((word) => ({ low: word.toLowerCase() })),
    0,
  )?.meaning.is;
  return meaning === 'ask' || meaning === 'auxiliary' || meaning === 'filler';
}
