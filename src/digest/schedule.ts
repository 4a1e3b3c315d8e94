/** When a digest is due: a rule over the calendar and the clock of one zone. */
export type Schedule = { time: TimeOfDay; zone: string } & (
  | { every: 'day' }
  | { every: 'weekday' }
  | { every: 'week'; on: Weekday }
);

/** Minutes since midnight as the clock on the wall shows them, from 0 to 1439. */
export type TimeOfDay = number;

/** In the order of Date's getUTCDay. */
export const weekdays = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'] as const;
export type Weekday = (typeof weekdays)[number];

/** The schedule as it can be typed: `weekly mon 09:00 Europe/Berlin`. Reads back to an equal one, whoever reads it. */
export function writeSchedule(schedule: Schedule): string {
  return `${rule(schedule)} ${writeTime(schedule.time)} ${schedule.zone}`;
}

/** `09:05` */
export function writeTime(time: TimeOfDay): string {
  const two = (number: number) => String(number).padStart(2, '0');
  return `${two(Math.floor(time / 60))}:${two(time % 60)}`;
}

function rule(schedule: Schedule): string {
  switch (schedule.every) {
    case 'day':
      return 'daily';
    case 'weekday':
      return 'weekdays';
    case 'week':
      return `weekly ${schedule.on.slice(0, 3)}`;
  }
}
