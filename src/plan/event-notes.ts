import { isDataEvent } from '../query/names/is-data-event.ts';
import type { EventPattern } from '../query/query.ts';

/** What an answer must say about the event it was asked for: that its name is unknown, or can't be in event history. */
export function eventNotes(event: EventPattern | undefined, logs: boolean): string[] {
  if (event === undefined) return [];
  const notes: string[] = [];
  if (!event.known) {
    const closest = event.closest.length > 0 ? ` Names close to it: ${event.closest.join(', ')}.` : '';
    notes.push(`${event.typed} is not an event name Trail knows; it was looked up exactly as typed.${closest}`);
  }
  const data = logs ? [] : event.names.filter((name) => isData(name, event.sources));
  if (data.length > 0) {
    notes.push(
      `${data.join(' and ')} is logged as a data event only, which event history never holds: ask the log files of a trail that records data events (--logs).`,
    );
  }
  return notes;
}

function isData(name: string, sources: readonly string[]): boolean {
  return sources.length === 0 ? isDataEvent(name) : sources.every((source) => isDataEvent(name, source));
}
