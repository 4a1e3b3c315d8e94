import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import fc from 'fast-check';
import { Pacer } from '../../src/sources/event-history/pacer.ts';
import type { Priority } from '../../src/sources/source.ts';

const patient = new AbortController().signal;
const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

beforeEach(() => {
  jest.useFakeTimers();
});
afterEach(() => {
  jest.useRealTimers();
});

interface Way {
  there: number;
  back: number;
}

/** Makes a call over this way; the server notes when it arrives. */
async function call(pacer: Pacer, way: Way, arrivals: number[]): Promise<void> {
  const permit = await pacer.acquire({ signal: patient });
  await sleep(way.there);
  arrivals.push(performance.now());
  await sleep(way.back);
  permit.answered();
}

/** The shortest time in which three calls arrived. */
function closestThree(arrivals: readonly number[]): number {
  const ordered = [...arrivals].sort((one, other) => one - other);
  return ordered.slice(2).reduce((least, time, index) => Math.min(least, time - (ordered[index] ?? 0)), Infinity);
}

describe('the pace', () => {
  const steady = fc.integer({ min: 40, max: 44 });
  const calls = fc.tuple(
    fc.array(fc.record({ there: steady, back: steady }), { minLength: 4, maxLength: 8 }),
    fc.array(
      fc.record({
        there: fc.oneof(steady, fc.nat(900)).map((ms) => ms + 40),
        back: fc.oneof(steady, fc.nat(3000)).map((ms) => ms + 40),
      }),
      {
        maxLength: 20,
      },
    ),
  );

  test('no second at the server ever sees three calls, however slow the ways are and however many ask', async () => {
    await fc.assert(
      fc.asyncProperty(
        calls,
        fc.integer({ min: 1, max: 6 }),
        fc.nat(300),
        async ([settled, wild], askers, connecting) => {
          const pacer = new Pacer();
          const arrivals: number[] = [];
          const ways = [...settled, ...wild].map((way, index) =>
            index < 2 ? { ...way, there: way.there + connecting } : way,
          );
          const asker = async () => {
            for (let way = ways.shift(); way !== undefined; way = ways.shift()) await call(pacer, way, arrivals);
          };
          const all = Promise.all(Array.from({ length: askers }, asker));
          await jest.runAllTimersAsync();
          await all;
          expect(closestThree(arrivals)).toBeGreaterThanOrEqual(1000);
        },
      ),
      { numRuns: 60 },
    );
  });

  test('it stays within two hundredths of what the limit allows, whatever the latency', async () => {
    const pacer = new Pacer();
    const arrivals: number[] = [];
    const all = Promise.all(Array.from({ length: 100 }, () => call(pacer, { there: 150, back: 150 }, arrivals)));
    await jest.runAllTimersAsync();
    await all;
    const floor = 49 * 1000;
    const first = arrivals[0] ?? 0;
    expect((arrivals.at(-1) ?? 0) - first - 300).toBeLessThan(floor * 1.02);
  });

  test('a call without an answer counts from when it was given up', async () => {
    const pacer = new Pacer();
    for (const _ of [1, 2]) (await pacer.acquire({ signal: patient })).lost();
    const since = performance.now();
    const third = pacer.acquire({ signal: patient }).then(() => performance.now() - since);
    await jest.runAllTimersAsync();
    expect(await third).toBeGreaterThanOrEqual(1000);
  });
});

describe('the queue', () => {
  const asked = (pacer: Pacer, order: string[], name: string, priority: Priority, signal = patient) =>
    pacer.acquire({ signal, priority }).then((permit) => {
      order.push(name);
      permit.answered();
    });

  test('those who ask first go first, and people before digests', async () => {
    const pacer = new Pacer();
    const order: string[] = [];
    const all = Promise.all([
      asked(pacer, order, 'one', 'person'),
      asked(pacer, order, 'two', 'person'),
      asked(pacer, order, 'digest', 'digest'),
      asked(pacer, order, 'three', 'person'),
      asked(pacer, order, 'later digest', 'digest'),
      asked(pacer, order, 'four', 'person'),
    ]);
    await jest.runAllTimersAsync();
    await all;
    expect(order).toEqual(['one', 'two', 'three', 'four', 'digest', 'later digest']);
  });

  test('who gives up leaves the queue and holds up nobody', async () => {
    const pacer = new Pacer();
    const order: string[] = [];
    const leaving = new AbortController();
    const before = Promise.all([asked(pacer, order, 'one', 'person'), asked(pacer, order, 'two', 'person')]);
    const left = asked(pacer, order, 'gone', 'person', leaving.signal);
    const after = asked(pacer, order, 'three', 'person');
    leaving.abort(new Error('enough'));
    await expect(left).rejects.toThrow('enough');
    await expect(asked(pacer, order, 'late', 'person', leaving.signal)).rejects.toThrow('enough');
    await jest.runAllTimersAsync();
    await Promise.all([before, after]);
    expect(order).toEqual(['one', 'two', 'three']);
  });
});

describe('being refused', () => {
  test('it waits a second, then longer up to five, and forgets that once a call is taken', async () => {
    const pacer = new Pacer({ random: () => 0.999_999 });
    const refused = async () => {
      const permit = await pacer.acquire({ signal: patient });
      const since = performance.now();
      permit.throttled();
      (await pacer.acquire({ signal: patient })).throttled();
      return Math.round((performance.now() - since) / 100) / 10;
    };
    const waits: number[] = [];
    const all = (async () => {
      for (const _ of [1, 2, 3]) waits.push(await refused());
      expect(pacer.throttled).toBe(true);
      (await pacer.acquire({ signal: patient })).answered();
      expect(pacer.throttled).toBe(false);
      waits.push(await refused());
    })();
    await jest.runAllTimersAsync();
    await all;
    expect(waits).toEqual([1, 4, 5, 1]);
  });

  test('what is used of the quota can be read off', async () => {
    const pacer = new Pacer();
    expect(pacer.use()).toEqual({ calls: 0, throttled: false });
    (await pacer.acquire({ signal: patient })).answered();
    (await pacer.acquire({ signal: patient })).throttled();
    expect(pacer.use()).toEqual({ calls: 2, throttled: true });
    await jest.advanceTimersByTimeAsync(61_000);
    expect(pacer.use()).toEqual({ calls: 0, throttled: false });
  });
});
