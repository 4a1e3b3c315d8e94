import type { Coverage } from '../plan/coverage.ts';
import { eventJson } from '../present/answer-json.ts';
import { noteText } from '../present/phrase.ts';
import { isoTime } from '../present/time.ts';
import type { TrailEvent } from '../trail/event.ts';

/** The first line of an export: a comment that says what was and was not searched. */
export function ndjsonHead(command: string, calls: number, { complete, searched, missed, notes }: Coverage): string {
  const times = searched.map((one) => ({ ...one, start: isoTime(one.start), end: isoTime(one.end) }));
  return `# ${JSON.stringify({ asked: command, calls, coverage: { complete, searched: times, missed, notes: notes.map(noteText) } })}\n`;
}

/** One call: its whole record, secrets masked, or what was understood of it where the record is not at hand. */
export function ndjsonRow(event: TrailEvent): string {
  return `${JSON.stringify(event.record ?? eventJson(event))}\n`;
}
