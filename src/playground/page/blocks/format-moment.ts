const halfYear = 182 * 86_400_000;

/**
 * Fills Slack's date format, such as `{date_short_pretty} {time}`, as Slack does for English readers with a
 * twelve-hour clock. https://docs.slack.dev/messaging/formatting-message-text#date-formatting
 */
export function formatMoment(format: string, at: number, zone: string, now: number): string {
  return format.replace(/\{(\w+)\}/g, (token, name: string) => fill(name, at, zone, now) ?? token);
}

function fill(name: string, at: number, zone: string, now: number): string | null {
  const pretty = name.endsWith('_pretty') ? nearDay(at, zone, now) : null;
  if (pretty !== null) return pretty;
  const write = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat('en-US', { timeZone: zone, ...options });
  const year = Math.abs(now - at) < halfYear ? undefined : 'numeric';
  switch (name.replace(/_pretty$/, '')) {
    case 'date_num':
      return dayOf(at, zone);
    case 'date_slash':
      return write({ year: 'numeric', month: '2-digit', day: '2-digit' }).format(at);
    case 'date':
      return ordinal(write({ year, month: 'long', day: 'numeric' }), at);
    case 'date_short':
      return write({ year, month: 'short', day: 'numeric' }).format(at);
    case 'date_long':
    case 'day_divider':
      return ordinal(write({ year, weekday: 'long', month: 'long', day: 'numeric' }), at);
    case 'time':
      return write({ hour: 'numeric', minute: '2-digit' }).format(at);
    case 'time_secs':
      return write({ hour: 'numeric', minute: '2-digit', second: '2-digit' }).format(at);
    case 'ago':
      return ago(at, now);
    default:
      return null;
  }
}

function nearDay(at: number, zone: string, now: number): string | null {
  const near = { yesterday: -86_400_000, today: 0, tomorrow: 86_400_000 };
  const day = dayOf(at, zone);
  return Object.entries(near).find(([, away]) => dayOf(now + away, zone) === day)?.[0] ?? null;
}

/** 2026-11-20 */
export function dayOf(at: number, zone: string): string {
  return new Intl.DateTimeFormat('en-CA', { timeZone: zone, dateStyle: 'short' }).format(at);
}

/** February 18th */
function ordinal(format: Intl.DateTimeFormat, at: number): string {
  const ends = { one: 'st', two: 'nd', few: 'rd', other: 'th', many: 'th', zero: 'th' };
  const rules = new Intl.PluralRules('en', { type: 'ordinal' });
  return format
    .formatToParts(at)
    .map(({ type, value }) => (type === 'day' ? `${value}${ends[rules.select(Number(value))]}` : value))
    .join('');
}

function ago(at: number, now: number): string {
  const units = { day: 86_400_000, hour: 3_600_000, minute: 60_000, second: 1_000 } as const;
  const away = at - now;
  const [unit, size] = Object.entries(units).find(([, length]) => Math.abs(away) >= length) ?? ['second', 1_000];
  return new Intl.RelativeTimeFormat('en', { numeric: 'auto' }).format(Math.round(away / size), unitNamed(unit));
}

function unitNamed(unit: string): Intl.RelativeTimeFormatUnit {
  return unit === 'day' || unit === 'hour' || unit === 'minute' ? unit : 'second';
}
