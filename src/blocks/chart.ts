import { counted } from '../present/words.ts';
import { day, minute, toWall } from '../query/wall-clock.ts';
import type { Millis } from '../trail/event.ts';
import type { Slot } from '../trail/timeline.ts';
import type { ChartBlock } from './message.ts';
import { dateToken } from './phrase-elements.ts';

const steps = [
  ...[1, 5, 15, 30, 60, 120, 180, 360, 720].map((minutes) => minutes * minute),
  ...[1, 2, 3, 7, 14, 30, 60, 180].map((days) => days * day),
];
/** Slack draws no more points. */
const maxSlots = 20;

/** Calls over time, failures apart; null where all were made at about one time, and a chart would say nothing. */
export function callsChart(slots: readonly Slot[], zone: string): ChartBlock | null {
  const { bars, step } = barsOf(slots, zone);
  if (bars.length < 2) return null;
  const labels = distinct(bars.map(({ start }) => labelOf(start, step, zone)));
  const series = (name: string, value: (bar: Slot) => number) => ({
    name,
    data: bars.map((bar, at) => ({ label: labels[at] ?? '', value: value(bar) })),
  });
  const failed = bars.some((bar) => bar.failed > 0);
  return {
    type: 'data_visualization',
    title: 'Calls over time',
    chart: {
      type: 'bar',
      series: failed
        ? [series('Worked', (bar) => bar.calls - bar.failed), series('Failed', (bar) => bar.failed)]
        : [series('Calls', (bar) => bar.calls)],
      axis_config: { categories: labels, y_label: 'Calls' },
    },
  };
}

/** The same in words, as top-level text. */
export function chartText(slots: readonly Slot[], zone: string): string | null {
  const { bars } = barsOf(slots, zone);
  const [first] = bars;
  if (first === undefined || bars.length < 2) return null;
  const busiest = bars.reduce((best, bar) => (bar.calls > best.calls ? bar : best), first);
  const failures = busiest.failed > 0 ? `, ${busiest.failed} of them failed` : '';
  return `Over time: most from ${dateToken(busiest.start)} on, ${counted(busiest.calls, 'call')}${failures}`;
}

/** At most twenty bars of a round length, from the first call to the last, those without a call included. */
function barsOf(slots: readonly Slot[], zone: string): { bars: Slot[]; step: Millis } {
  const [first] = slots;
  const last = slots.at(-1);
  if (first === undefined || last === undefined) return { bars: [], step: minute };
  const shift = toWall(last.start, zone) - last.start;
  const floor = (time: Millis, step: Millis) => Math.floor((time + shift) / step) * step - shift;
  const fits = (step: Millis) => (floor(last.start, step) - floor(first.start, step)) / step < maxSlots;
  const width = widthOf(slots);
  const step = steps.find((one) => one >= width && fits(one)) ?? years(last.start - first.start);
  const begin = floor(first.start, step);
  const bars = Array.from({ length: (floor(last.start, step) - begin) / step + 1 }, (_, at): Slot => {
    return { start: begin + at * step, calls: 0, failed: 0 };
  });
  for (const slot of slots) {
    const bar = bars[(floor(slot.start, step) - begin) / step];
    if (bar === undefined) continue;
    bar.calls += slot.calls;
    bar.failed += slot.failed;
  }
  return { bars, step };
}

/** How long the slots are: no bar can be shorter. */
function widthOf(slots: readonly Slot[]): Millis {
  return [60 * minute, 15 * minute].find((width) => slots.every(({ start }) => start % width === 0)) ?? minute;
}

/** Whole years, so many that a span fits. */
function years(span: Millis): Millis {
  return Math.ceil(span / (maxSlots - 1) / (365 * day)) * 365 * day;
}

/** `Nov 20` or `Nov 20, 09:00`: at most 20 characters. */
function labelOf(start: Millis, step: Millis, timeZone: string): string {
  const clock =
    step < day
      ? ({ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const)
      : step > 60 * day
        ? ({ year: 'numeric' } as const)
        : {};
  return new Intl.DateTimeFormat('en-US', { month: 'short', day: 'numeric', ...clock, timeZone }).format(start);
}

/** Where clocks go back, an hour comes twice; Slack wants every point to have a name of its own. */
function distinct(labels: readonly string[]): string[] {
  return labels.map((label, at) => (labels.indexOf(label) === at ? label : `${label} (${at + 1})`));
}
