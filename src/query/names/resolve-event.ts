import type { EventPattern } from '../query.ts';
import { closestEvents } from './closest-events.ts';
import { eventIndex, type NamedEvent } from './event-index.ts';
import { eventSourcesOf } from './event-sources.ts';
import { resolveService, servicePrefix } from './resolve-service.ts';
import { withoutVersion } from './versioned-events.ts';
import { fold, otherNumbers } from './words.ts';

type Names = Pick<EventPattern, 'names' | 'sources'>;

/**
 * Resolves an event however it is written: exact, in any case, `service:Event`, spelled as words (singular
 * and plural alike where only one name is meant) with or without its service before them, with or without an
 * API version.
 * An unknown one stands as typed, with the closest known names beside it.
 */
export function resolveEvent(typed: string): EventPattern {
  const text = typed.trim();
  const known = findEvent(text);
  if (known !== null) return { typed: text, ...known, known: true, closest: [] };

  const { service, name } = splitService(text);
  if (service === null) return { typed: text, names: [name], sources: [], known: false, closest: closestEvents(name) };

  const resolved = resolveService(service);
  const prefix = servicePrefix(service);
  const elsewhere = eventIndex().bySpelling.get(fold(name));
  return {
    typed: text,
    names: elsewhere === undefined ? [name] : namesOf(elsewhere),
    sources: resolved.ok ? resolved.value : [`${service.toLowerCase()}.amazonaws.com`],
    known: false,
    closest: elsewhere === undefined ? within(name, prefix) : otherServices(elsewhere),
  };
}

/** The names CloudTrail uses for a spelling, and the services they are limited to; null where it is unknown. */
export function findEvent(typed: string): Names | null {
  const { service, name } = splitService(typed.trim());
  if (service === null) return findName(name, null) ?? findOfService(name);
  const prefix = servicePrefix(service);
  return prefix === null ? null : findName(name, prefix);
}

/** `notifications associate channel`: a service, then the words of an event of its own. */
function findOfService(text: string): Names | null {
  const [, service = '', name = ''] = /^([a-z0-9][a-z0-9.-]*)\s+(.+)$/i.exec(text) ?? [];
  const prefix = servicePrefix(service);
  return prefix === null ? null : findName(name, prefix);
}

function findName(name: string, service: string | null): Names | null {
  const { bySpelling } = eventIndex();
  const find = (spelling: string, of = service) =>
    (bySpelling.get(fold(spelling)) ?? []).filter((event) => of === null || event.service === of);

  const exact = find(name);
  if (exact.length > 0) return limited(exact, service, name);

  const versioned = withoutVersion(name);
  if (versioned !== null && (service ?? versioned.service) === versioned.service) {
    const versions = find(versioned.plain, versioned.service);
    const typed = { name: name.replace(/\s+/g, ''), service: versioned.service };
    if (versions.length > 1) return limited([typed, ...versions], versioned.service, name);
  }

  const alike = new Set(otherNumbers(name).filter((spelling) => find(spelling).length > 0));
  const [only, ...others] = alike;
  return only === undefined || others.length > 0 ? null : limited(find(only), service, name);
}

/**
 * Where a spelling belongs to some services and one of its names also to others, the names are limited to
 * its own: DeleteFunction20150331 means Lambda's DeleteFunction, not CloudFront's.
 */
function limited(events: readonly NamedEvent[], service: string | null, typed: string): Names {
  const services = new Set(events.map((event) => event.service));
  const foreign = (name: string) =>
    (eventIndex().bySpelling.get(fold(name)) ?? []).some(
      (other) => other.name === name && !services.has(other.service),
    );
  const names = namesOf(events).sort((a, b) => Number(b === typed) - Number(a === typed));
  const mustLimit = service !== null || names.some(foreign);
  return { names, sources: mustLimit ? [...new Set([...services].flatMap(eventSourcesOf))] : [] };
}

function splitService(text: string): { service: string | null; name: string } {
  const parts = /^([a-z0-9][a-z0-9.-]*):\s*([^:]+)$/i.exec(text);
  const [, service, name] = parts ?? [];
  return service === undefined || name === undefined ? { service: null, name: text } : { service, name };
}

function namesOf(events: readonly NamedEvent[]): string[] {
  return [...new Set(events.map((event) => event.name))];
}

function within(name: string, prefix: string | null): string[] {
  const own = prefix === null ? [] : closestEvents(name, 3, prefix);
  return own.length > 0 ? own.map((event) => `${prefix}:${event}`) : closestEvents(name);
}

function otherServices(events: readonly NamedEvent[]): string[] {
  const first = events[0]?.name ?? '';
  return [...new Set(events.map(({ service }) => `${service}:${first}`))].slice(0, 3);
}
