import type { Phrase } from '../present/answer.ts';
import type { Millis } from '../trail/event.ts';
import { nextDue } from './due.ts';
import { type Schedule, writeTime } from './schedule.ts';

/** A schedule as a sentence, with the next three times after an instant: “Every Monday at 09:00 Europe/Berlin time: next …”. */
export function saySchedule(schedule: Schedule, after: Millis): Phrase {
  const first = nextDue(schedule, after);
  const second = nextDue(schedule, first);
  const third = nextDue(schedule, second);
  const zone = schedule.zone === 'UTC' ? 'UTC' : `${schedule.zone} time`;
  return [
    `${sayDays(schedule)} at ${writeTime(schedule.time)} ${zone}: next on `,
    { time: first },
    ', ',
    { time: second },
    ' and ',
    { time: third },
    '.',
  ];
}

function sayDays(schedule: Schedule): string {
  switch (schedule.every) {
    case 'day':
      return 'Every day';
    case 'weekday':
      return 'Every day from Monday to Friday';
    case 'week':
      return `Every ${schedule.on.slice(0, 1).toUpperCase()}${schedule.on.slice(1)}`;
  }
}
