import { failed, ok, type Result } from '../../errors.ts';
import { closestOf, tolerance } from '../modifiers.ts';
import { eventIndex, eventSources, eventSourcesOf, serviceAliases } from './event-index.ts';

/** A service that is not known, with the closest ones by name. */
interface UnknownService {
  closest: string[];
}

/**
 * The eventSource values of a service however it is written (`chatbot`, `Chatbot.amazonaws.com`, `efs`),
 * the usual one first. A full eventSource is taken as typed, known or not.
 */
export function resolveService(typed: string): Result<string[], UnknownService> {
  const name = typed.trim().toLowerCase();
  if (/^[a-z0-9][a-z0-9.-]*\.amazonaws\.com(?:\.cn)?$/.test(name)) return ok([name]);
  const prefix = servicePrefix(name);
  if (prefix !== null) return ok(eventSourcesOf(prefix));
  return failed({ closest: closestOf(name, serviceNames(), Math.max(1, tolerance(name))) });
}

/** The IAM prefix of a service by any of its names; null where it is not known. */
export function servicePrefix(typed: string): string | null {
  const name = typed.toLowerCase().replace(/\.amazonaws\.com(?:\.cn)?$/, '');
  const alias = serviceAliases.get(name) ?? name;
  if (eventIndex().services.has(alias)) return alias;
  for (const [prefix, sources] of eventSources) {
    if (sources[0] === alias) return prefix;
  }
  return ownSources.has(alias) ? alias : null;
}

/** Every eventSource that is nobody's first one, and so stands for itself. */
const ownSources: ReadonlySet<string> = new Set([...eventSources.values()].flatMap((sources) => sources.slice(1)));

function* serviceNames(): Iterable<string> {
  yield* eventIndex().services;
  yield* serviceAliases.keys();
  for (const sources of eventSources.values()) yield* sources;
}
