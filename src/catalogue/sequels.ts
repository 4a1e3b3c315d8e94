import type { TrailEvent } from '../trail/event.ts';
import {
  goneWith,
  inversePairs,
  lastingStarts,
  makingAnew,
  onlyOnes,
  oppositeVerbs,
  removingForGood,
  replacing,
  rewriting,
  settings,
  settingVerbs,
  switches,
  turns,
  untold,
} from './inverse-calls.ts';

/** A kind of call after which another is no longer so. */
export interface Sequel {
  /** Without the version of an API. */
  name: string;
  /** It undoes the other, makes again what that removed, or sets anew what that set. */
  does: 'undoes' | 'makes anew' | 'sets anew';
  /** Which of the two names what it removes, and nothing else. */
  removing: 'done' | 'sequel';
  /**
   * How it is told that one ends the other: both name the same thing; a thing goes, and all on it; there is only one in
   * the place; both set a status, and not the same; one switches off what the other made; one takes the rights that the
   * other gave; both name the same user.
   */
  by: 'thing' | 'whole' | 'place' | 'status' | 'off' | 'rights' | 'user';
}

/** What is known to undo a call, and whether the call holds until then. */
export interface Sequels {
  calls: readonly Sequel[];
  /** False where it may end by itself, as a build does. */
  lasts: boolean;
}

const host = '.amazonaws.com';
const version = /20\d\d_?\d\d_?\d\d(?:v\d+)?$/;

/** An event's name without the version of an API that Lambda and CloudFront log it with. */
export function unversioned(name: string): string {
  return name.replace(version, '');
}

/** What undoes a call of this name, among the calls that there are; null: nothing does. */
export function sequelsOf(
  { name: logged, source }: Pick<TrailEvent, 'name' | 'source'>,
  exists: (name: string, source: string) => boolean,
): Sequels | null {
  const name = unversioned(logged);
  if (!source.endsWith(host) || untold.test(name)) return null;
  const service = source.slice(0, -host.length);
  const there = (sequel: Sequel) => exists(sequel.name, source);
  const undoing = [...byVerb(name), ...byPair(name, service), ...byOnes(name, service)].filter(there);
  if (listed(onlyOnes, service).includes(name)) for (const sequel of undoing) sequel.by = 'place';
  const isSet = listed(settings, service).includes(name) || (undoing.length > 0 && settingVerbs.has(split(name).verb));
  const both = undoing.some((sequel) => sequel.name === name);
  const setting: Sequel[] =
    isSet && !both ? [sequel(name, 'sets anew', 'sequel', placeOr('thing', name, service))] : [];
  const calls = [...new Map([...setting, ...undoing].map((one) => [one.name, one])).values()];
  return calls.length === 0 ? null : { calls, lasts: lasts(name, calls) };
}

function sequel(name: string, does: Sequel['does'], removing: Sequel['removing'], by: Sequel['by']): Sequel {
  return { name, does, removing, by };
}

function placeOr(by: Sequel['by'], name: string, service: string): Sequel['by'] {
  return listed(onlyOnes, service).includes(name) ? 'place' : by;
}

/** The names of a service in one of the lists. */
function listed(list: Readonly<Record<string, string>>, service: string): string[] {
  return Object.hasOwn(list, service) ? (list[service] ?? '').split(/\s+/) : [];
}

/** A name's first word, and the rest: what it is done to. */
export function split(name: string): { verb: string; noun: string } {
  const [verb = ''] = /^[A-Z][a-z]+/.exec(name) ?? [];
  return { verb, noun: name.slice(verb.length) };
}

function byVerb(name: string): Sequel[] {
  const { verb, noun } = split(name);
  return oppositeVerbs.flatMap(([makes, removes]) => {
    if (verb === makes) return nouns(noun).map((other) => sequel(removes + other, 'undoes', 'sequel', 'thing'));
    if (verb !== removes) return [];
    const does = makingAnew.has(makes) && removingForGood.has(removes) ? 'makes anew' : 'undoes';
    return nouns(noun).map((other) => sequel(makes + other, does, 'done', 'thing'));
  });
}

/** `UserToGroup` is answered by `UserFromGroup`, and some calls for several by one for each. */
function nouns(noun: string): string[] {
  const turned = [noun.replace(/To(?=[A-Z])/, 'From'), noun.replace(/From(?=[A-Z])/, 'To')];
  const numbers = noun.endsWith('s') ? [noun.slice(0, -1)] : [`${noun}s`];
  return [...new Set([noun, ...turned, ...numbers])];
}

function byPair(name: string, service: string): Sequel[] {
  const undoing = listed(inversePairs, service).flatMap((pair) => {
    const [making = '', removing = ''] = pair.split(/[>/+]/);
    const switched = listed(switches, service).includes(removing);
    if (name === making) return [sequel(removing, 'undoes', 'sequel', switched ? 'off' : 'thing')];
    if (name !== removing || pair.includes('>')) return [];
    return [sequel(making, pair.includes('+') ? 'makes anew' : 'undoes', 'done', 'thing')];
  });
  const ending = after(name, goneWith, service).map((gone) => sequel(gone, 'undoes', 'sequel', 'whole'));
  const replaced = after(name, replacing, service).map((giving) => sequel(giving, 'undoes', 'done', 'user'));
  const rewritten = after(name, rewriting, service).map((setting) => sequel(setting, 'sets anew', 'sequel', 'thing'));
  return [...undoing, ...ending, ...replaced, ...rewritten];
}

/** What stands behind a name in a list of `First>Second`. */
function after(name: string, list: Readonly<Record<string, string>>, service: string): string[] {
  return listed(list, service).flatMap((pair) => {
    const [first, second = ''] = pair.split('>');
    return name === first ? [second] : [];
  });
}

/** Calls that work both ways. */
function byOnes(name: string, service: string): Sequel[] {
  if (listed(switches, service).includes(name)) return [sequel(name, 'undoes', 'sequel', 'status')];
  return listed(turns, service).includes(name) ? [sequel(name, 'undoes', 'sequel', 'rights')] : [];
}

function lasts(name: string, calls: readonly Sequel[]): boolean {
  const { verb, noun } = split(name);
  if (verb === 'Start') return lastingStarts.test(noun);
  if (name === 'RunTask' || name === 'RunJobFlow') return false;
  return calls.some(({ name: undoing }) => !undoing.startsWith('Cancel') || undoing === 'CancelKeyDeletion');
}
