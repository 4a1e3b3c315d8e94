/** What a digest tells of, in the order in which it does. */
export const sectionNames = [
  'root',
  'logins',
  'denied',
  'identity',
  'network',
  'trail',
  'exposure',
  'detection',
  'new',
  'chatbot',
  'volume',
] as const;
export type SectionName = (typeof sectionNames)[number];

/** The sections that tell of changes. */
export const changeSections = ['identity', 'network', 'trail', 'exposure', 'detection'] as const;
export type ChangeSection = (typeof changeSections)[number];

/** How each section is called in a digest. */
export const sectionTitles = {
  root: 'Root',
  logins: 'Sign-ins',
  denied: 'Denied',
  identity: 'Identity',
  network: 'Network',
  trail: 'The trail itself',
  exposure: 'Data exposure',
  detection: 'Detection',
  new: 'New',
  chatbot: 'AWS Chatbot',
  volume: 'Volume',
} as const satisfies Record<SectionName, string>;

/** The sections that a word after `only` names; none where it names none. `changes` names all that tell of changes. */
export function sectionsNamed(word: string): readonly SectionName[] {
  const given = word.toLowerCase();
  if (given === 'changes') return changeSections;
  return sectionNames.filter((name) => name === given);
}

/** Every word that may stand after `only`. */
export const sectionWords: readonly string[] = [...sectionNames, 'changes'];
