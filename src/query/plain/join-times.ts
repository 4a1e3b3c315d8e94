import { failed, fault, ok, type Result } from '../../errors.ts';
import type { Millis } from '../../trail/event.ts';
import { retention } from '../../trail/retention.ts';
import { isoSeconds, minute, second } from '../../trail/time.ts';
import type { Window } from '../query.ts';
import { isEmpty } from '../read-window.ts';
import type { TimeReader } from './read-moment.ts';

/** Which ends of the window a time gives. */
type Edge = 'since' | 'after' | 'before' | 'until' | 'around' | 'at';

/** One expression of time: `since monday`, `between 2 and 4pm`. */
export interface SaidTime {
  edge: Edge;
  from: string;
  /** The other end of a range. */
  to: string | null;
}

/** Whether a text is a time of day, of no day. */
export function isTimeOfDay(text: string): boolean {
  return clockOnly.test(text);
}

const clockOnly = /^(?:\d{1,2}(?::\d\d){1,2}(?: ?(?:am|pm))?|\d{1,2} ?(?:am|pm)|noon|midnight)(?: ?(?:utc|gmt))?$/;

/**
 * The window that times make together: a day, and times within it. What lies in the future is cut off at now; a
 * window that is all in the future, or is empty, is a fault, and so is what is said twice.
 */
export function joinTimes(said: readonly SaidTime[], read: TimeReader): Result<Window> {
  const whole = said.find(({ edge, from, to }) => edge === 'at' && to === null && !clockOnly.test(from));
  const others = said.filter((one) => one !== whole);
  const bounds =
    (whole !== undefined && others.length === 0 ? boundsOf(whole, null, read) : null) ??
    daysOf(whole).reduce<Bounds | null>((found, date) => found ?? within(date, others, read), null);
  if (bounds === null) return failed(fault('time-twice', [others[0]?.from ?? '']));
  const { now } = read;
  const { end = now, start = (end > now - retention ? now : end) - retention } = bounds;
  if (start > now) return failed(fault('time-future', [isoSeconds(start)]));
  if (isEmpty({ start, end }, now)) return failed(fault('time-order', [isoSeconds(start), isoSeconds(end)]));
  return ok({ start, end: Math.min(end, now) });
}

/** `friday` with a time that is yet to come today means the friday before. */
function daysOf(whole: SaidTime | undefined): readonly (string | null)[] {
  return whole === undefined ? [null] : [whole.from, `last ${whole.from}`];
}

/** The times together, inside of the day if there is one; null where they don't go together. */
function within(date: string | null, times: readonly SaidTime[], read: TimeReader): Bounds | null {
  const outer = date === null ? {} : boundsOf({ edge: 'at', from: date, to: null }, null, read);
  if (outer === null) return null;
  let inner: Bounds = {};
  for (const one of times) {
    const bounds = boundsOf(one, date, read);
    if (bounds === null || !isWithin(bounds, outer) || Object.keys(bounds).some((side) => side in inner)) return null;
    inner = { ...inner, ...bounds };
  }
  return { ...outer, ...inner };
}

interface Bounds {
  start?: Millis;
  end?: Millis;
}

/** How far a point may be off: `at 3pm` is not to the second, `around 3pm` even less so. */
const slack = { at: 15 * minute, around: 30 * minute } as const;

function boundsOf({ edge, from, to }: SaidTime, date: string | null, read: TimeReader): Bounds | null {
  const one = edge === 'at' || edge === 'around' ? read.moment : read.edge;
  const onDate = (text: string) => (date !== null && clockOnly.test(text) ? one(`${date} ${text}`) : null) ?? one(text);
  const first = onDate(from);
  const last = to === null ? first : onDate(to);
  if (first === null || last === null) return null;
  switch (edge) {
    case 'since':
      return { start: first.start };
    case 'after':
      return { start: first.point ? first.end : first.end + second };
    case 'until':
      return { end: last.end };
    case 'before':
      return { end: first.point ? first.start : first.start - second };
    case 'at':
    case 'around': {
      const off = first.point && to === null ? slack[edge] : 0;
      return { start: first.start - off, end: last.end + off };
    }
  }
}

function isWithin({ start, end }: Bounds, outer: Bounds): boolean {
  const { start: from = -Infinity, end: to = Infinity } = outer;
  return [start, end].every((time) => time === undefined || (time >= from && time <= to));
}
