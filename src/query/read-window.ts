import { fault, ok } from '../errors.ts';
import type { Millis } from '../trail/event.ts';
import { type Piece, withPart } from './piece.ts';
import type { Window } from './query.ts';
import { type Clock, readInstant, readSpan } from './read-time.ts';
import { type Reading, stumble } from './stumble.ts';
import type { Said } from './take-modifier.ts';
import { day, second } from './wall-clock.ts';

/** How far back a window reaches that has an end and no start: as far as event history does. */
const history = 90 * day;

/**
 * The window that `since`, `until` and `during` make together, in whole seconds, both ends inclusive; null
 * where nothing was said of time. What lies in the future is cut off at `now`.
 */
export function readWindow(text: string, said: readonly Said[], clock: Clock): Reading<Window | null> {
  const [since, until, during] = (['since', 'until', 'during'] as const).map(
    (name) => said.find(({ modifier }) => modifier === name) ?? null,
  );
  const now = Math.floor(clock.now / second) * second;
  if (during) {
    if (since || until) {
      const others = [since, until].flatMap((other) => (other ? [other] : []));
      return stumble(fault('time-conflict', []), () => [withoutAll(text, others), withPart(text, during, '')]);
    }
    const span = readSpan(during.value.text, clock);
    return span === null ? ok(null) : ordered(text, span, now, [during.value]);
  }
  if (!since && !until) return ok(null);
  const end = until ? readInstant(until.value.text, clock, 'end') : now;
  if (end === null) return ok(null);
  const start = since ? readInstant(since.value.text, clock, 'start') : (end > now - history ? now : end) - history;
  if (start === null) return ok(null);
  return ordered(
    text,
    { start, end },
    now,
    [since, until].flatMap((one) => (one ? [one.value] : [])),
  );
}

function ordered(text: string, { start, end }: Window, now: Millis, values: readonly Piece[]): Reading<Window> {
  const [one, other] = values;
  const swapped = () => (one && other ? [swap(text, one, other)] : []);
  if (start > now) return stumble(fault('time-future', [iso(start)]), swapped);
  if (end < start) return stumble(fault('time-order', [iso(start), iso(end)]), swapped);
  return ok({ start, end: Math.min(end, now) });
}

/** A time as ISO 8601 in UTC, to the second. */
export function iso(time: Millis): string {
  return `${new Date(time).toISOString().slice(0, -5)}Z`;
}

function swap(text: string, one: Piece, other: Piece): string {
  const [former, latter] = one.start < other.start ? [one, other] : [other, one];
  const written = (piece: Piece) => text.slice(piece.start, piece.end);
  return withPart(withPart(text, latter, written(former)), former, written(latter));
}

function withoutAll(text: string, parts: readonly Said[]): string {
  return parts.toSorted((a, b) => b.start - a.start).reduce((rest, part) => withPart(rest, part, ''), text);
}
