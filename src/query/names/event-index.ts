import { actionsByService } from './actions.generated.ts';
import { addedEvents } from './added-events.ts';
import { eventSourcesOf } from './event-sources.ts';
import { operationNames, renamedEvents } from './renamed-events.ts';
import { versionedName } from './versioned-events.ts';
import { fold } from './words.ts';

/** An event as CloudTrail names it, and the IAM prefix of the service that logs it. */
export interface NamedEvent {
  name: string;
  service: string;
}

interface EventIndex {
  /** A folded spelling -> the events it may mean, each once. */
  bySpelling: ReadonlyMap<string, readonly NamedEvent[]>;
  /** Every name that may be suggested, without the version of an API. */
  suggestible: readonly NamedEvent[];
  /** IAM prefixes. */
  services: ReadonlySet<string>;
}

let built: EventIndex | undefined;

/** The events Trail knows, read from the generated index and the overlay when they are first needed. */
export function eventIndex(): EventIndex {
  built ??= buildIndex();
  return built;
}

/** The eventSource values that log an event of exactly this name; empty where the name is unknown. */
export function sourcesOf(event: string): string[] {
  const meant = eventIndex().bySpelling.get(fold(event)) ?? [];
  return [...new Set(meant.filter(({ name }) => name === event).flatMap(({ service }) => eventSourcesOf(service)))];
}

function buildIndex(): EventIndex {
  const bySpelling = new Map<string, NamedEvent[]>();
  const suggestible: NamedEvent[] = [];
  const services = new Set<string>();

  const enter = (spelling: string, event: NamedEvent) => {
    const key = fold(spelling);
    const known = bySpelling.get(key);
    if (known === undefined) bySpelling.set(key, [event]);
    else if (!known.some(({ name, service }) => name === event.name && service === event.service)) known.push(event);
  };
  const enterLogged = (name: string, service: string) => {
    const event = { name, service };
    suggestible.push(event);
    enter(name, event);
    const versioned = versionedName(service, name);
    if (versioned === null) return;
    for (const spelling of [versioned, name]) enter(spelling, { name: versioned, service });
    enter(versioned, event);
  };
  const enterRenamed = (spelling: string, names: readonly string[], service: string) => {
    for (const name of names) enter(spelling, { name, service });
    for (const name of names) enterLogged(name, service);
  };

  for (const [service, added] of addedEvents) {
    for (const name of added.split(/\s+/)) enterLogged(name, service);
  }
  for (const [operation, names] of operationNames) {
    const [service = '', spelling = ''] = operation.split(':');
    enterRenamed(spelling, names, service);
  }
  for (const line of actionsByService.split('\n')) {
    const [service = '', ...actions] = line.split(' ');
    services.add(service);
    for (const action of actions) {
      if (!mayBeEvent(action)) continue;
      const renamed = renamedEvents.get(`${service}:${action}`);
      if (renamed === undefined) enterLogged(action, service);
      else enterRenamed(action, renamed, service);
    }
  }
  return { bySpelling, suggestible, services };
}

/** Permissions such as apigateway:GET or kafka-cluster:connect are no events. */
function mayBeEvent(action: string): boolean {
  return /^[A-Z].*[a-z]/.test(action);
}
