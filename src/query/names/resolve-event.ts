import type { EventName } from '../../condition/condition.ts';
import { beginsModifier, isModifier } from '../modifiers.ts';
import { type Token, wholePiece } from '../tokens.ts';
import { closestEvents } from './closest-events.ts';
import { eventIndex, eventSourcesOf, fold, type NamedEvent, otherNumbers, withoutVersion } from './event-index.ts';
import { resolveService, servicePrefix } from './resolve-service.ts';

/**
 * The events that are meant, however one is written: exact, in any case, `service:Event`, spelled as words (singular
 * and plural alike where only one name is meant) with or without its service before them, with or without an
 * API version. An unknown one stands as typed.
 */
export function resolveEvent(typed: string): EventName[] {
  const text = typed.trim();
  const known = findEvent(text);
  if (known !== null) return known;

  const { service, name } = splitService(text);
  if (service === null) return [{ name, source: null }];
  const resolved = resolveService(service);
  const sources = resolved.ok ? resolved.value : [`${service.toLowerCase()}.amazonaws.com`];
  const elsewhere = eventIndex().bySpelling.get(fold(name));
  const names = elsewhere === undefined ? [name] : namesOf(elsewhere);
  return names.flatMap((event) => sources.map((source) => ({ name: event, source })));
}

/** The events CloudTrail logs for a spelling; null where it is unknown. */
export function findEvent(typed: string): EventName[] | null {
  const { service, name } = splitService(typed.trim());
  if (service === null) return findName(name, null) ?? findOfService(name);
  const prefix = servicePrefix(service);
  return prefix === null ? null : findName(name, prefix);
}

/** Whether CloudTrail is known to log an event of exactly this name there. */
export function isKnownEvent({ name, source }: EventName): boolean {
  const isThere = (service: string) => source === null || eventSourcesOf(service).includes(source);
  const named = eventIndex().bySpelling.get(fold(name)) ?? [];
  if (named.some((event) => event.name === name && isThere(event.service))) return true;
  const versioned = withoutVersion(name);
  if (versioned === null || !isThere(versioned.service)) return false;
  const versions = eventIndex().bySpelling.get(fold(versioned.plain)) ?? [];
  return versions.filter(({ service }) => service === versioned.service).length > 1;
}

/** The known events closest to an unknown one, as they would be typed, best first. */
export function closestTo({ name, source }: EventName): string[] {
  if (source === null) return closestEvents(name);
  const elsewhere = eventIndex().bySpelling.get(fold(name));
  return elsewhere === undefined ? within(name, servicePrefix(source)) : otherServices(elsewhere);
}

/** Events as they would be typed, as few words as mean just these: versions of one are written once. */
export function writeEvents(events: readonly EventName[]): string[] {
  const written: string[] = [];
  let left = events;
  for (let [next] = left; next !== undefined; [next] = left) {
    const { text, meant } = shortest(next, left);
    written.push(text);
    left = left.filter((event) => !meant.some((one) => isSame(one, event)));
  }
  return written;
}

/** The first way to write an event that means nothing but it and others of these. */
function shortest(event: EventName, among: readonly EventName[]): { text: string; meant: readonly EventName[] } {
  const plain = withoutVersion(event.name)?.plain ?? event.name;
  for (const text of [plain, withSource(plain, event.source), event.name]) {
    const meant = findEvent(text) ?? [];
    const isMeant = meant.some((one) => isSame(one, event));
    if (isMeant && meant.every((one) => among.some((other) => isSame(one, other)))) return { text, meant };
  }
  return { text: withSource(event.name, event.source), meant: [event] };
}

function withSource(name: string, source: string | null): string {
  return source === null ? name : `${servicePrefix(source) ?? source.replace(/\.amazonaws\.com$/, '')}:${name}`;
}

const isSame = (one: EventName, other: EventName) => one.name === other.name && one.source === other.source;

/** `notifications associate channel`: a service, then the words of an event of its own. */
function findOfService(text: string): EventName[] | null {
  const [, service = '', name = ''] = /^([a-z0-9][a-z0-9.-]*)\s+(.+)$/i.exec(text) ?? [];
  const prefix = servicePrefix(service);
  return prefix === null ? null : findName(name, prefix);
}

function findName(name: string, service: string | null): EventName[] | null {
  const { bySpelling } = eventIndex();
  const find = (spelling: string, of = service) => {
    const events = bySpelling.get(fold(spelling)) ?? [];
    return of === null ? events : events.filter((event) => event.service === of);
  };

  const exact = find(name);
  if (exact.length > 0) return limited(exact, service);

  const versioned = withoutVersion(name);
  if (versioned !== null && (service ?? versioned.service) === versioned.service) {
    const versions = find(versioned.plain, versioned.service);
    const typed = { name: name.replace(/\s+/g, ''), service: versioned.service };
    if (versions.length > 1) return limited([...versions, typed], versioned.service);
  }

  const alike = new Set(otherNumbers(name).filter((spelling) => find(spelling).length > 0));
  const [only, ...others] = alike;
  return only === undefined || others.length > 0 ? null : limited(find(only), service);
}

/**
 * Where a spelling belongs to some services and one of its names also to others, the names are limited to
 * its own: DeleteFunction20150331 means Lambda's DeleteFunction, not CloudFront's.
 */
function limited(events: readonly NamedEvent[], service: string | null): EventName[] {
  const services = new Set(events.map((event) => event.service));
  const foreign = (name: string) =>
    (eventIndex().bySpelling.get(fold(name)) ?? []).some(
      (other) => other.name === name && !services.has(other.service),
    );
  const names = namesOf(events);
  const mustLimit = service !== null || names.some(foreign);
  if (!mustLimit) return names.map((event) => ({ name: event, source: null }));
  return names.flatMap((event) => {
    const own = events.filter((one) => one.name === event).flatMap((one) => eventSourcesOf(one.service));
    return [...new Set(own)].map((source) => ({ name: event, source }));
  });
}

function splitService(text: string): { service: string | null; name: string } {
  const parts = /^([a-z0-9][a-z0-9.-]*):\s*([^:]+)$/i.exec(text);
  const [, service, name] = parts ?? [];
  return service === undefined || name === undefined ? { service: null, name: text } : { service, name };
}

function namesOf(events: readonly NamedEvent[]): string[] {
  return [...new Set(events.map((event) => event.name))].sort();
}

function within(name: string, prefix: string | null): string[] {
  const own = prefix === null ? [] : closestEvents(name, 3, prefix);
  return own.length > 0 ? own.map((event) => `${prefix}:${event}`) : closestEvents(name);
}

function otherServices(events: readonly NamedEvent[]): string[] {
  const first = events[0]?.name ?? '';
  return [...new Set(events.map(({ service }) => `${service}:${first}`))].slice(0, 3);
}

/** Words of the longest event. */
const longestEvent = 12;

/** How many of the first tokens are together the longest known event, however it is spelled; 0 where none is. */
export function countEventWords(tokens: readonly Token[]): number {
  const end = tokens.findIndex(({ name }, place) => name !== null && (place > 0 || isModifier(name)));
  const run = tokens.slice(0, Math.min(longestEvent, end < 0 ? tokens.length : end));
  for (let words = run.length; words > 0; words--) {
    const part = run.slice(0, words);
    if (words > 1 && part.some(({ quoted }) => quoted)) continue;
    if (findEvent(part.map(({ text }) => text).join(' ')) !== null) return words;
  }
  return 0;
}

/** A word between commas. */
interface ListedWord {
  text: string;
  token: Token;
  /** Which of the tokens it is of. */
  place: number;
  begins: boolean;
}

/**
 * How many of the next tokens list events: each is as many words as make a known one, else one word. The first must be
 * `known`, or may be `any`. 0 where no event begins here.
 */
export function countListedEvents(tokens: readonly Token[], first: 'known' | 'any'): number {
  let used = 0;
  for (const [place, words] of partAtCommas(tokens).entries()) {
    if (words.length === 0) continue;
    const length = countKnown(words) || (place > 0 || first === 'any' ? countUnknown(words) : 0);
    const last = words[length - 1];
    if (last === undefined) break;
    used = last.place + 1;
    if (length < words.length) break;
  }
  return used;
}

function partAtCommas(tokens: readonly Token[]): ListedWord[][] {
  const parts: ListedWord[][] = [[]];
  for (const [place, token] of tokens.entries()) {
    for (const [at, { text }] of wholePiece(token).items.entries()) {
      if (at > 0) parts.push([]);
      if (text !== '') parts.at(-1)?.push({ text, token, place, begins: at === 0 });
    }
  }
  return parts;
}

/** The most of the first words that are together a known event. */
function countKnown(words: readonly ListedWord[]): number {
  const end = words.findIndex(
    ({ token, begins }, at) => begins && token.name !== null && (at > 0 || isModifier(token.name)),
  );
  const run = words.slice(0, Math.min(longestEvent, end < 0 ? words.length : end));
  for (let length = run.length; length > 0; length--) {
    const part = run.slice(0, length);
    if (length > 1 && part.some(({ token }) => token.quoted)) continue;
    if (findEvent(part.map(({ text }) => text).join(' ')) !== null) return length;
  }
  return 0;
}

/** An unknown event is one word, with nothing after it but what begins a modifier. */
function countUnknown([word, next]: readonly ListedWord[]): number {
  if (word === undefined || (word.begins && beginsModifier(word.token))) return 0;
  return next === undefined || next.token.quoted || next.token.name !== null || beginsModifier(next.token) ? 1 : 0;
}
