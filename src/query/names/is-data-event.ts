import { dataEvents } from './data-events.ts';
import { servicePrefix } from './resolve-service.ts';

const byService: ReadonlyMap<string, ReadonlySet<string>> = new Map(
  [...dataEvents].map(([service, names]) => [service, new Set(names.split(/\s+/))]),
);

/** Names that are data events of one service and management events of another. */
const ambiguous: ReadonlySet<string> = new Set([
  'BatchExecuteStatement',
  'CreateSession',
  'ExecuteStatement',
  'GetMetricData',
  'Retrieve',
]);

/**
 * Whether CloudTrail logs the event only as a data event, so that event history can never hold it.
 * Without an eventSource it must be so for every well-known service that has an event of that name.
 */
export function isDataEvent(name: string, source?: string): boolean {
  if (source === undefined) {
    return !ambiguous.has(name) && [...byService.values()].some((names) => names.has(name));
  }
  const service = servicePrefix(source);
  return service !== null && (byService.get(service)?.has(name) ?? false);
}
