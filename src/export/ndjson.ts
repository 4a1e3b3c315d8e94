import type { Coverage } from '../plan/coverage.ts';
import { coverageJson, eventJson } from '../present/answer-json.ts';
import type { TrailEvent } from '../trail/event.ts';

/** The first line of an export: a comment that says what was and was not searched. */
export function ndjsonHead(command: string, calls: number, coverage: Coverage): string {
  return `# ${JSON.stringify({ asked: command, calls, coverage: coverageJson(coverage) })}\n`;
}

/** One call: its whole record, secrets masked, or what was understood of it where the record is not at hand. */
export function ndjsonRow(event: TrailEvent): string {
  return `${JSON.stringify(event.record ?? eventJson(event))}\n`;
}
