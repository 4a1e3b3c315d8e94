import { changes, type KnownChange } from './changes.ts';

/** The change that people mean by a verb, in its base form, with a noun in the singular; null where none has words so. */
export function changeSaid(verb: string, noun: string): KnownChange | null {
  return catalogue().byWords.get(`${verb} ${noun}`) ?? null;
}

/** Each event of a change with what it does, in the order in which people mean them; none where it names no single ones. */
export function eventsSaid({ events }: KnownChange): readonly (readonly [event: string, does: string])[] {
  return Object.values(events).flatMap((named) => (typeof named === 'string' ? [] : Object.entries(named)));
}

/** All that an event is part of. `source` is its eventSource. */
export function changesMadeBy(event: string, source: string): readonly KnownChange[] {
  if (!source.endsWith(host)) return [];
  const { byService } = catalogue();
  const service = source.slice(0, -host.length);
  const name = service === 'lambda' ? event.replace(version, '') : event;
  const made: KnownChange[] = [];
  for (const members of [byService.get(service), byService.get('*')]) {
    if (members === undefined) continue;
    for (const change of members.named.get(name) ?? []) made.push(change);
    for (const { change, like, not } of members.patterns) {
      if (like.test(name) && not?.test(name) !== true) made.push(change);
    }
  }
  return made;
}

const host = '.amazonaws.com';
/** The API version that Lambda logs some of its calls with. */
const version = /20\d{6}(?:v\d+)?$/;

/** What the events of a service are part of, by name and by pattern. */
interface Members {
  named: Map<string, KnownChange[]>;
  patterns: { change: KnownChange; like: RegExp; not: RegExp | null }[];
}

interface Catalogue {
  byWords: ReadonlyMap<string, KnownChange>;
  byService: ReadonlyMap<string, Members>;
}

let built: Catalogue | undefined;

function catalogue(): Catalogue {
  built ??= buildCatalogue();
  return built;
}

function buildCatalogue(): Catalogue {
  const byWords = new Map<string, KnownChange>();
  const byService = new Map<string, Members>();
  for (const change of changes) {
    for (const spelling of wordsOf(change)) byWords.set(spelling, change);
    for (const [service, listed] of Object.entries(change.events)) {
      const members = byService.get(service) ?? { named: new Map(), patterns: [] };
      byService.set(service, members);
      enter(change, typeof listed === 'string' ? listed.split(/\s+/) : Object.keys(listed), members);
    }
  }
  return { byWords, byService };
}

function enter(change: KnownChange, listed: readonly string[], { named, patterns }: Members): void {
  const not = patternOf(listed.filter((name) => name.startsWith('!')).map((name) => name.slice(1)));
  const like = patternOf(listed.filter((name) => name.includes('*') && !name.startsWith('!')));
  if (like !== null) patterns.push({ change, like, not });
  for (const name of listed) {
    if (/[*!]/.test(name) || like?.test(name)) continue;
    const known = named.get(name);
    if (known === undefined) named.set(name, [change]);
    else known.push(change);
  }
}

/** Every verb with every noun that a change has words of. */
export function wordsOf({ words }: KnownChange): string[] {
  if (words === undefined) return [];
  const [verbs, nouns] = words;
  return verbs.split(' ').flatMap((verb) => nouns.split(',').map((noun) => `${verb} ${noun}`));
}

/** Any of some names with `*` for any letters; written so that no letters are walked that need not be. */
function patternOf(globs: readonly string[]): RegExp | null {
  if (globs.length === 0) return null;
  const written = globs.map((glob) => {
    const inside = glob.replace(/^\*|\*$/g, '').replaceAll('*', '.*');
    return `${glob.startsWith('*') ? '' : '^'}${inside}${glob.endsWith('*') ? '' : '$'}`;
  });
  return new RegExp(written.join('|'));
}
