import { fault, ok } from '../errors.ts';
import type { Millis } from '../trail/event.ts';
import { retention } from '../trail/retention.ts';
import { isoSeconds, wholeSecond } from '../trail/time.ts';
import { pastTimes } from './closest-times.ts';
import type { Window } from './query.ts';
import { type ReadResult, readFailed } from './read-failure.ts';
import { type Clock, readInstant, readSpan } from './read-time.ts';
import type { SaidModifier } from './take-modifier.ts';
import { type Piece, withPart } from './tokens.ts';

/**
 * The window that `since`, `until` and `during` make together, in whole seconds, both ends inclusive; null
 * where nothing was said of time. What lies in the future is cut off at `now`.
 */
export function readWindow(text: string, said: readonly SaidModifier[], clock: Clock): ReadResult<Window | null> {
  const [since, until, during] = (['since', 'until', 'during'] as const).map(
    (name) => said.find(({ modifier }) => modifier === name) ?? null,
  );
  const now = wholeSecond(clock.now);
  if (during) {
    if (since || until) {
      const others = [since, until].flatMap((other) => (other ? [other] : []));
      return readFailed(fault('time-conflict', []), () => [withoutAll(text, others), withPart(text, during, '')]);
    }
    const span = readSpan(during.value.text, clock);
    return span === null ? ok(null) : ordered(text, span, clock, [during.value]);
  }
  if (!since && !until) return ok(null);
  const end = until ? readInstant(until.value.text, clock, 'end') : now;
  if (end === null) return ok(null);
  const start = since ? readInstant(since.value.text, clock, 'start') : (end > now - retention ? now : end) - retention;
  if (start === null) return ok(null);
  return ordered(
    text,
    { start, end },
    clock,
    [since, until].flatMap((one) => (one ? [one.value] : [])),
  );
}

function ordered(text: string, { start, end }: Window, clock: Clock, values: readonly Piece[]): ReadResult<Window> {
  const now = wholeSecond(clock.now);
  const [one, other] = values;
  const swapped = () => (one && other ? [swap(text, one, other)] : []);
  if (start > now) {
    return readFailed(fault('time-future', [isoSeconds(start)]), () => [
      ...swapped(),
      ...values.flatMap((value) => pastTimes(value.text, clock).map((time) => withPart(text, value, time))),
    ]);
  }
  if (isEmpty({ start, end }, now)) {
    return readFailed(fault('time-order', [isoSeconds(start), isoSeconds(end)]), () => [
      ...swapped(),
      ...later(text, values),
    ]);
  }
  return ok({ start, end: Math.min(end, now) });
}

/** Whether a window ends before it starts, or holds no more than the second that has only begun. */
export function isEmpty({ start, end }: Window, now: Millis): boolean {
  return end < start || (end === start && end === now);
}

/** A window that ends sooner than it starts: up to now instead, or since a day ago. */
function later(text: string, values: readonly Piece[]): string[] {
  const [since, until] = values;
  return [
    ...(until === undefined ? [] : [withPart(text, until, 'now')]),
    ...(since === undefined ? [] : [withPart(text, since, '24h')]),
  ];
}

function swap(text: string, one: Piece, other: Piece): string {
  const [former, latter] = one.start < other.start ? [one, other] : [other, one];
  const written = (piece: Piece) => text.slice(piece.start, piece.end);
  return withPart(withPart(text, latter, written(former)), former, written(latter));
}

function withoutAll(text: string, parts: readonly SaidModifier[]): string {
  return parts.toSorted((a, b) => b.start - a.start).reduce((rest, part) => withPart(rest, part, ''), text);
}
