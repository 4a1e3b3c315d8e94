/** Prepositions that tell which ends of the window a time gives. */
export const edgeWords: ReadonlyMap<string, 'since' | 'after' | 'before' | 'until' | 'between' | 'from'> = new Map([
  ['since', 'since'],
  ['starting', 'since'],
  ['after', 'after'],
  ['before', 'before'],
  ['until', 'until'],
  ['till', 'until'],
  ['between', 'between'],
  ['from', 'from'],
]);

/** Words that may stand before a time and say no more than that one follows. */
export const leadingWords: ReadonlySet<string> = new Set(
  'in on at during over within throughout around about for of the'.split(' '),
);

export const rangeWords: ReadonlySet<string> = new Set(['to', 'until', 'till', 'through', 'and']);

const months = 'january february march april may june july august september october november december';
const shortMonths = 'jan feb mar apr jun jul aug sep sept oct nov dec';
const weekdays = 'monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri sat sun';
const counts = 'a an one two three four five six seven eight nine ten eleven twelve half couple few of';
const units =
  'minute minutes min mins hour hours hr hrs day days week weeks month months year years weekend morning afternoon evening night';
const anchors =
  'now noon midnight today yesterday tonight overnight last past previous this the ago before earlier early late sometime';

/** Every word that times are made of. */
export const timeWords: ReadonlySet<string> = new Set(
  [months, shortMonths, weekdays, counts, units, anchors, 'am pm utc gmt at in on'].join(' ').split(' '),
);

/** Words of time that by themselves are as likely a name, or no time. */
export const mayBeNames: ReadonlySet<string> = new Set(
  `may march april june august ${shortMonths} sat sun wed now`.split(' '),
);

const written =
  /^(?:\d{1,4}|\d{1,2}(?:st|nd|rd|th)|\d{1,5}(?:m|min|h|hrs?|d|w)|\d{1,2}(?::\d\d){0,2}(?:am|pm)?|\d{4}-\d\d(?:-\d\d(?:t[\d:.,]+(?:z|[+-]\d\d:?\d\d)?)?)?|\d{1,2}[/]\d{1,2}(?:[/]\d{2,4})?|\d{1,2}(?::\d\d)?(?:am|pm)?[-–]\d{1,2}(?::\d\d)?(?:am|pm)?)$/;

/** Whether a word, in small letters, may be a part of a time. */
export function isTimeWord(word: string): boolean {
  return timeWords.has(word) || written.test(word);
}

const slight: ReadonlySet<string> = new Set(
  `${counts} last past previous this the at in on before early late`.split(' '),
);

/** Whether a word tells of time by itself, as `the`, `last` or `5` don't. */
export function isAnchor(word: string): boolean {
  return !slight.has(word) && !/^\d{1,4}$/.test(word);
}
