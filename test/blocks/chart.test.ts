import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { renderAnswer } from '../../src/blocks/answer.ts';
import { callsChart, chartText } from '../../src/blocks/sections.ts';
import { refusals } from './refusals.ts';
import { sampleAnswer } from './sample-answers.ts';

const hour = 3_600_000;
const noon = Date.parse('2026-11-20T12:00:00Z');
const slot = (start: number, calls: number, failed = 0) => ({ start, calls, failed });

describe('A chart of calls over time', () => {
  test('tells failures apart, in the zone of the asker, and the text says the same', () => {
    const slots = [slot(noon - 3 * hour, 4), slot(noon, 6, 2)];
    const chart = callsChart(slots, 'Europe/Berlin');
    expect(chart?.chart.axis_config.categories).toEqual(['10', '11', '12', '13'].map((clock) => `Nov 20, ${clock}:00`));
    expect(chart?.chart.series.map(({ name, data }) => [name, data.map(({ value }) => value)])).toEqual([
      ['Worked', [4, 0, 0, 4]],
      ['Failed', [0, 0, 0, 2]],
    ]);
    expect(chartText(slots, 'Europe/Berlin')).toMatch(/^Over time: most from <!date\S+ .*6 calls, 2 of them failed$/);
  });

  test('is left out where all calls were made at about one time', () => {
    expect(callsChart([slot(noon, 60)], 'UTC')).toBeNull();
    expect(callsChart([], 'UTC')).toBeNull();
    expect(chartText([slot(noon, 60)], 'UTC')).toBeNull();
  });

  test('is taken by Slack and loses no call, whatever the times and the zone', () => {
    const slots = fc.uniqueArray(fc.integer({ min: 400_000, max: 600_000 }), { minLength: 2, maxLength: 60 });
    const zones = fc.constantFrom('UTC', 'America/New_York', 'Asia/Kathmandu', 'Australia/Lord_Howe');
    fc.assert(
      fc.property(slots, fc.integer({ min: 1, max: 24 }), zones, (hours, spread, zone) => {
        const timeline = hours.sort((a, b) => a - b).map((at) => slot(Math.floor(at / spread) * hour, 3, 1));
        const answer = sampleAnswer({ timeline });
        const message = renderAnswer(answer, { zone });
        expect(refusals(message)).toEqual([]);
        const drawn = callsChart(timeline, zone)?.chart.series.flatMap(({ data }) => data.map(({ value }) => value));
        if (drawn !== undefined) expect(drawn.reduce((sum, value) => sum + value, 0)).toBe(3 * timeline.length);
      }),
      { numRuns: 50 },
    );
  });

  test('is drawn of final answers only, where the zone is known', () => {
    const timeline = [slot(noon - 3 * hour, 4), slot(noon, 6, 2)];
    const types = (final: boolean, zone?: string) =>
      renderAnswer(sampleAnswer({ timeline, final }), zone === undefined ? {} : { zone }).blocks.map(
        ({ type }) => type,
      );
    expect(types(true, 'UTC')).toContain('data_visualization');
    expect(types(false, 'UTC')).not.toContain('data_visualization');
    expect(types(true)).not.toContain('data_visualization');
  });
});
