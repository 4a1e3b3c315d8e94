import { RecurringTexts } from './recurring-texts.ts';
import { maskText } from './redact.ts';

/** Longer than any name or ARN that AWS allows to matter; what is cut ends in an ellipsis. */
const longestText = 1024;

/**
 * Texts in which nothing was to be masked: the names, ARNs and addresses of a trail recur by the thousand. All events
 * that hold such a text hold the same copy, and that is what keeps many events small in memory.
 */
const harmlessTexts = new RecurringTexts(10_000);
/** Texts longer than this seldom recur. */
const longestRecurring = 256;

/** Text from a record, fit to be kept: its secrets masked, then cut. In that order, as half a secret has no shape. */
export function cleanText(text: string, longest: number = longestText): string {
  if (text.length > longestRecurring || longest < longestRecurring) return clean(text, longest);
  const known = harmlessTexts.find(text);
  if (known !== undefined) return known;
  const safe = clean(text, longest);
  if (safe === text) harmlessTexts.add(text);
  return safe;
}

/** Cleans the texts of one field of many records: of those that follow each other with the same text only the first is looked up. */
export function fieldCleaner(): (text: string) => string {
  let last = '';
  return (text) => {
    if (text === last) return last;
    const safe = cleanText(text);
    if (safe === text) last = safe;
    return safe;
  };
}

function clean(text: string, longest: number): string {
  const safe = maskText(text);
  return safe.length <= longest ? safe : cut(safe, longest);
}

/** Never splits a surrogate pair: half of one can't be encoded. */
function cut(text: string, longest: number): string {
  const last = text.charCodeAt(longest - 2);
  const splits = last >= 0xd800 && last <= 0xdbff;
  return `${text.slice(0, splits ? longest - 2 : longest - 1)}…`;
}
