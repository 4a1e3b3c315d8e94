import { type Filter, valuesOf } from '../condition/condition.ts';
import { isDataEvent } from '../query/names/is-data-event.ts';
import { closestTo, isKnownEvent, writeEvents } from '../query/names/resolve-event.ts';

/** What an answer must say about the events it was asked for: that a name is unknown, or can't be in event history. */
export function eventNotes(filter: Filter, logs: boolean): string[] {
  const events = valuesOf(filter, 'event');
  const notes = events
    .filter((event) => !isKnownEvent(event))
    .map((event) => {
      const near = closestTo(event);
      const closest = near.length > 0 ? ` Names close to it: ${near.join(', ')}.` : '';
      return `${writeEvents([event]).join()} is not an event name Trail knows; it was looked up exactly as typed.${closest}`;
    });
  const data = logs ? [] : events.filter(({ name, source }) => isDataEvent(name, source ?? undefined));
  if (data.length > 0) {
    const names = [...new Set(data.map(({ name }) => name))].join(' and ');
    notes.push(
      `${names} is logged as a data event only, which event history never holds: ask the log files of a trail that records data events (--logs).`,
    );
  }
  return [...new Set(notes)];
}
