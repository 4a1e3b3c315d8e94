import { type Fault, failed, fault, ok, type Result } from '../errors.ts';
import { closestOf } from '../query/modifiers.ts';
import { type Schedule, type TimeOfDay, type Weekday, weekdays, writeTime } from './schedule.ts';
import { readZone } from './zones.ts';

/** A schedule, and the words after it, such as `account prod only root`. */
interface ScheduleRead {
  schedule: Schedule;
  rest: string[];
}

const rules = ['daily', 'weekdays', 'weekly'] as const;

/** Words that may stand between the parts, and mean nothing. */
const fillers = new Set(['at', 'on', 'every']);

/** Words that follow a schedule, so that they are no zone. */
const endings = new Set(['account', 'accounts', 'only']);

/**
 * Reads `daily 09:00 [zone]`, `weekdays 08:30 [zone]` and `weekly mon 09:00 [zone]`, in any case, with times as
 * 9am or noon too; `zone` is the one where none is given. A fault's `didYouMean` is the whole text put right.
 */
export function readSchedule(words: readonly string[], zone: string): Result<ScheduleRead> {
  const said = splitTimes(words);
  const start = skipFillers(said, 0);
  const rule = readRule(said, start);
  if (!rule.ok) return rule;
  const first = skipFillers(said, start + 1);
  const on = rule.value === 'weekly' ? findWeekday(said, first) : null;
  if (on !== null && !on.ok) return on;
  const clock = readClock(said, on === null ? first : on.value.clockAt);
  if (!clock.ok) return clock;
  const next = Math.max(clock.value.next, on?.value.next ?? 0);
  const named = readNamedZone(said, next);
  if (!named.ok) return named;
  const when = { time: clock.value.time, zone: named.value ?? zone };
  const rest = said.slice(named.value === null ? next : next + 1);
  if (on !== null) return ok({ schedule: { every: 'week', on: on.value.weekday, ...when }, rest });
  return ok({ schedule: { every: rule.value === 'daily' ? 'day' : 'weekday', ...when }, rest });
}

/** `9 am` is one time, and as such one word. */
function splitTimes(words: readonly string[]): string[] {
  return words
    .join(' ')
    .replace(/\b(\d{1,2}(?:[:.]\d\d)?) (am|pm)\b/gi, '$1$2')
    .split(/\s+/)
    .filter((word) => word !== '');
}

function skipFillers(said: readonly string[], from: number): number {
  let place = from;
  while (fillers.has(said[place]?.toLowerCase() ?? '')) place++;
  return place;
}

function readRule(said: readonly string[], place: number): Result<(typeof rules)[number]> {
  const word = said[place];
  if (word === undefined) return failed(wrong(fault('rule-missing', [])));
  const given = word.toLowerCase();
  const rule = rules.find((name) => name === given) ?? (given === 'weekday' ? 'weekdays' : undefined);
  if (rule !== undefined) return ok(rule);
  return failed(wrong(fault('bad-rule', [word]), said, place, closestOf(given, rules)[0]));
}

/** The weekday stands before the time or after it. */
function findWeekday(
  said: readonly string[],
  place: number,
): Result<{ weekday: Weekday; clockAt: number; next: number }> {
  const word = said[place];
  const before = word === undefined ? null : readWeekday(word);
  if (before !== null) return ok({ weekday: before, clockAt: skipFillers(said, place + 1), next: place + 1 });
  const isTime = word !== undefined && readTime(word) !== null;
  const later = isTime ? skipFillers(said, place + 1) : place;
  const after = isTime ? readWeekday(said[later] ?? '') : null;
  if (after !== null) return ok({ weekday: after, clockAt: place, next: later + 1 });
  if (word === undefined || isTime)
    return failed(wrong(fault('weekday-missing', []), said, place, `mon ${word ?? '09:00'}`));
  const near = closestOf(word, weekdays)[0];
  return failed(wrong(fault('bad-weekday', [word]), said, place, near));
}

/** `mon`, `monday`, `mondays`, in any case: at least its first three letters. */
function readWeekday(word: string): Weekday | null {
  const given = word.toLowerCase().replace(/,$/, '');
  return weekdays.find((name) => given.length >= 3 && (name.startsWith(given) || `${name}s` === given)) ?? null;
}

function readClock(said: readonly string[], place: number): Result<{ time: TimeOfDay; next: number }> {
  const word = said[place];
  if (word === undefined) return failed(wrong(fault('clock-missing', []), said, place, '09:00'));
  const time = readTime(word);
  if (time !== null) return ok({ time, next: place + 1 });
  const right = /^24[:.]00$/.test(word) ? writeTime(0) : undefined;
  return failed(wrong(fault('bad-clock', [word]), said, place, right));
}

/** `09:00`, `9`, `9.30`, `9am`, `9:30pm`, `noon`, `midnight`; null where it is no time of a day. */
function readTime(word: string): TimeOfDay | null {
  const given = word.toLowerCase();
  if (given === 'midnight') return 0;
  if (given === 'noon') return 12 * 60;
  const [, hours, minutes = '0', half] = /^(\d{1,2})(?:[:.](\d\d))?(am|pm)?$/.exec(given) ?? [];
  if (hours === undefined || Number(minutes) > 59) return null;
  if (half === undefined) return Number(hours) > 23 ? null : Number(hours) * 60 + Number(minutes);
  if (Number(hours) < 1 || Number(hours) > 12) return null;
  return ((Number(hours) % 12) + (half === 'pm' ? 12 : 0)) * 60 + Number(minutes);
}

/** Null where what comes next is no zone, but an account or sections. */
function readNamedZone(said: readonly string[], place: number): Result<string | null> {
  const word = said[place];
  if (word === undefined || endings.has(word.toLowerCase()) || /^[a-z]+:/i.test(word)) return ok(null);
  const zone = readZone(word);
  return zone.ok ? zone : failed(wrong(zone.fault, said, place, zone.fault.didYouMean));
}

/** The fault with an example, and with the whole text put right where the right word is known. */
function wrong(found: Fault, said: readonly string[] = [], place = 0, right?: string): Fault {
  const didYouMean = right === undefined ? undefined : said.toSpliced(place, 1, right).join(' ');
  return { ...found, didYouMean, example: 'weekly mon 09:00 Europe/Berlin' };
}
