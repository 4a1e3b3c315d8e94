import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { History } from '../../src/sources/event-history/history.ts';
import { InvalidToken } from '../../src/sources/event-history/page.ts';
import type { ReadPage } from '../../src/sources/event-history/run.ts';
import type { TrailEvent } from '../../src/trail/event.ts';

/** A record of the world: when it happened and when event history first shows it, in seconds. */
interface Happening {
  id: string;
  at: number;
  shownAt: number;
}

const patient = new AbortController().signal;
const hour = 3600;

function eventOf({ id, at }: Happening): TrailEvent {
  return {
    kind: 'call',
    summary: null,
    id,
    time: at * 1000,
    name: 'DescribeSlackChannels',
    source: 'chatbot.amazonaws.com',
    region: 'us-east-2',
    account: '111122223333',
    principal: {
      type: 'IAMUser',
      name: 'jdoe',
      role: null,
      arn: null,
      account: null,
      id: null,
      accessKey: null,
      mfa: null,
      invokedBy: null,
      console: false,
      credentials: 'unknown',
      sourceIdentity: null,
      person: null,
    },
    address: '',
    userAgent: '',
    outcome: 'ok',
    error: null,
    reason: null,
    readOnly: true,
    resources: [],
    eventType: 'AwsApiCall',
    sharedId: null,
    sessionStart: null,
    issued: null,
    understood: true,
    record: null,
  };
}

/** Event history as LookupEvents shows it, `size` events a page; its time is the test's own. */
class World {
  now = 0;
  calls = 0;
  /** Spans asked for, newest call last. */
  asked: { start: number; end: number }[] = [];
  readonly #happenings: readonly Happening[];
  readonly #size: number;

  constructor(happenings: readonly Happening[], size: number) {
    this.#happenings = happenings;
    this.#size = size;
  }

  clock = () => this.now * 1000;

  shown(start: number, end: number, now = this.now): Happening[] {
    return this.#happenings
      .filter(({ at, shownAt }) => shownAt <= now && at <= now && at >= start && at <= end)
      .sort((one, other) => other.at - one.at || (one.id < other.id ? -1 : 1));
  }

  /** Goes on after the last event shown, so that what arrives late above it is never seen by that paging. */
  read: ReadPage = async ({ start, end }, token, signal) => {
    this.calls += 1;
    this.asked.push({ start, end });
    const all = this.shown(start, end);
    for (let turns = this.calls % 4; turns >= 0; turns -= 1) await new Promise((resolve) => setImmediate(resolve));
    signal.throwIfAborted();
    const after = token === null ? 0 : all.findIndex(({ id }) => id === token) + 1;
    const page = all.slice(after, after + this.#size);
    const last = page.at(-1);
    return {
      events: page.map(eventOf),
      token: last === undefined || after + page.length >= all.length ? null : last.id,
    };
  };
}

interface Outcome {
  ids: string[];
  /** Everything from here on was searched. */
  reached: number;
  calls: number;
  cached: boolean[];
}

async function ask(
  history: History,
  world: World,
  span: { start: number; end: number },
  calls = Infinity,
): Promise<Outcome> {
  const ids = new Set<string>();
  const cached: boolean[] = [];
  let left = calls;
  let reached = span.end + 1;
  const spend = () => {
    left -= 1;
    return left >= 0;
  };
  for await (const piece of history.walk({ key: 'one', ...span, read: world.read, spend, signal: patient })) {
    for (const { id } of piece.events) ids.add(id);
    cached.push(piece.cached);
    reached = piece.start;
  }
  return { ids: [...ids].sort(), reached, calls: calls - left, cached };
}

const idsOf = (happenings: readonly Happening[]) => happenings.map(({ id }) => id).sort();
const every = (step: number, from: number, to: number): Happening[] =>
  Array.from({ length: Math.floor((to - from) / step) + 1 }, (_, index) => {
    const at = from + index * step;
    return { id: `event-${at}`, at, shownAt: at };
  });

describe('any questions at any times, with events that are delivered late', () => {
  const happenings = fc
    .array(fc.record({ at: fc.nat(2 * hour), late: fc.oneof(fc.constant(0), fc.nat(900)) }), { maxLength: 60 })
    .map((all) => all.map(({ at, late }, index) => ({ id: `event-${index}`, at, shownAt: at + late })));
  const bursts = fc
    .record({ at: fc.nat(2 * hour), count: fc.nat(9) })
    .map(({ at, count }) =>
      Array.from({ length: count }, (_, index) => ({ id: `burst-${at}-${index}`, at, shownAt: at })),
    );
  const question = fc.record({
    wait: fc.oneof(fc.constant(0), fc.nat(50), fc.integer({ min: 50, max: 300 }), fc.nat(1200)),
    back: fc.nat(2 * hour),
    length: fc.oneof(fc.nat(60), fc.nat(2 * hour), fc.constant(3 * hour)),
    calls: fc.oneof(fc.constant(Infinity), fc.integer({ min: 1, max: 4 })),
    together: fc.boolean(),
  });

  test('the answer is what asking afresh would tell, but for what came in within the last minute', async () => {
    await fc.assert(
      fc.asyncProperty(
        happenings,
        bursts,
        fc.array(question, { minLength: 1, maxLength: 12 }),
        fc.integer({ min: 1, max: 6 }),
        fc.constantFrom(0, 5, 40, 1000),
        async (scattered, burst, questions, size, limit) => {
          const world = new World([...scattered, ...burst], size);
          world.now = hour;
          const history = new History(limit, world.clock);
          let going: Promise<void>[] = [];
          for (const { wait, back, length, calls, together } of questions) {
            world.now += wait;
            const end = world.now - (back % (world.now + 1));
            const span = { start: Math.max(0, end - length), end };
            const begun = world.now;
            const check = async () => {
              const { ids, reached } = await ask(history, world, span, calls);
              const found = ids.filter((id) => world.shown(reached, span.end).some((one) => one.id === id));
              expect(idsOf(world.shown(span.start, span.end))).toEqual(expect.arrayContaining(ids));
              expect(found).toEqual(expect.arrayContaining(idsOf(world.shown(reached, span.end, begun - 60))));
              if (calls === Infinity) expect(reached).toBe(span.start);
            };
            going.push(check());
            if (together) continue;
            await Promise.all(going);
            going = [];
          }
          await Promise.all(going);
        },
      ),
      { numRuns: 400 },
    );
  });
});

describe('what is known is not asked again', () => {
  const begin = 10 * hour;
  const setUp = (size = 50, limit = 1000) => {
    const world = new World(every(60, 0, 20 * hour), size);
    world.now = begin;
    return { world, history: new History(limit, world.clock) };
  };

  test('the same question a moment later makes no call and gives the same answer', async () => {
    const { world, history } = setUp();
    const span = { start: begin - 2 * hour, end: begin };
    const first = await ask(history, world, span);
    const { calls } = world;
    world.now += 30;
    const again = await ask(history, world, span);
    expect(again.ids).toEqual(first.ids);
    expect(first.cached).toEqual([false, false, false]);
    expect(again.cached).toEqual([true, true, true]);
    expect(world.calls).toBe(calls);
  });

  test('asked again later, only what was too recent then and what is new since is looked up', async () => {
    const { world, history } = setUp();
    await ask(history, world, { start: begin - 5 * hour, end: begin });
    world.asked = [];
    world.now += 120;
    const again = await ask(history, world, { start: begin - 5 * hour, end: world.now });
    expect(world.asked).toEqual([{ start: begin - 15 * 60 + 1, end: world.now }]);
    expect(again.ids).toEqual(idsOf(world.shown(begin - 5 * hour, world.now)));
  });

  test('a search that stopped goes on where it stopped', async () => {
    const { world, history } = setUp();
    const first = await ask(history, world, { start: 0, end: begin }, 2);
    expect(first.reached).toBeGreaterThan(0);
    world.asked = [];
    const rest = await ask(history, world, { start: 0, end: first.reached });
    expect(world.asked[0]).toEqual({ start: 0, end: first.reached - 1 });
    expect(new Set([...first.ids, ...rest.ids]).size).toBe(world.shown(0, begin).length);
  });

  test('a hole between two known parts is filled, and no more than the hole is asked for', async () => {
    const { world, history } = setUp();
    await ask(history, world, { start: hour, end: 2 * hour });
    await ask(history, world, { start: 3 * hour, end: 4 * hour });
    world.asked = [];
    const all = await ask(history, world, { start: hour, end: 4 * hour });
    expect(new Set(world.asked.map((span) => JSON.stringify(span)))).toEqual(
      new Set([JSON.stringify({ start: 2 * hour + 1, end: 3 * hour - 1 })]),
    );
    expect(all.ids).toEqual(idsOf(world.shown(hour, 4 * hour)));
  });

  test('no more is remembered than the limit allows', async () => {
    const { world, history } = setUp(50, 100);
    await ask(history, world, { start: 0, end: begin });
    const { calls } = world;
    const again = await ask(history, world, { start: 0, end: begin });
    expect(again.ids).toHaveLength(world.shown(0, begin).length);
    expect(world.calls - calls).toBeGreaterThanOrEqual(calls - 3);
  });
});

describe('asking at the same time', () => {
  test('two who ask the same share every call, and both see each page as it comes', async () => {
    const world = new World(every(60, 0, 10 * hour), 50);
    world.now = 10 * hour;
    const history = new History(1000, world.clock);
    const span = { start: 0, end: world.now };
    const [one, other] = await Promise.all([ask(history, world, span), ask(history, world, span)]);
    expect(world.calls).toBe(13);
    expect(one).toEqual(other);
    expect(one?.cached).toHaveLength(13);
  });

  test('who joins later takes what is there and goes on together, events of a second split by a page included', async () => {
    const burst = Array.from({ length: 20 }, (_, index) => ({ id: `burst-${index}`, at: 500, shownAt: 500 }));
    const world = new World(burst, 6);
    world.now = 10 * hour;
    const history = new History(1000, world.clock);
    const span = { start: 0, end: hour };
    const key = 'one';
    const first = history.walk({ key, ...span, read: world.read, spend: () => true, signal: patient });
    await first.next();
    await first.next();
    const [late] = await Promise.all([
      ask(history, world, span),
      (async () => {
        for await (const _ of first);
      })(),
    ]);
    expect(late.ids).toEqual(idsOf(burst));
    expect(world.calls).toBe(4);
  });

  test('one who gives up does not take the other’s answer away, and the last one ends the call', async () => {
    const world = new World(every(60, 0, 10 * hour), 50);
    world.now = 10 * hour;
    const history = new History(1000, world.clock);
    const signals: AbortSignal[] = [];
    const read: ReadPage = (span, token, signal) => {
      signals.push(signal);
      return world.read(span, token, signal);
    };
    const leaving = new AbortController();
    const walk = { key: 'one', start: 0, end: world.now, read, spend: () => true };
    const gone = history.walk({ ...walk, signal: leaving.signal }).next();
    const stays = new AbortController();
    const staying = history.walk({ ...walk, signal: stays.signal });
    const page = staying.next();
    leaving.abort(new Error('enough'));
    await expect(gone).rejects.toThrow('enough');
    expect((await page).value?.events).toHaveLength(50);
    const next = staying.next();
    stays.abort(new Error('enough'));
    await expect(next).rejects.toThrow('enough');
    expect(signals.map(({ aborted }) => aborted)).toEqual([true, true]);
    expect(world.calls).toBe(2);
  });
});

test('a token that is no longer good costs no event and none twice', async () => {
  const world = new World(every(20, 0, hour), 7);
  world.now = 10 * hour;
  const history = new History(1000, world.clock);
  let refusals = 0;
  const read: ReadPage = async (span, token, signal) => {
    if (token !== null && world.calls % 3 === 0 && refusals < 5) {
      refusals += 1;
      throw new InvalidToken({});
    }
    return world.read(span, token, signal);
  };
  const found: string[] = [];
  for await (const { events } of history.walk({
    key: 'one',
    start: 0,
    end: hour,
    read,
    spend: () => true,
    signal: patient,
  }))
    found.push(...events.map(({ id }) => id));
  expect([...new Set(found)].sort()).toEqual(idsOf(world.shown(0, hour)));
  expect(refusals).toBe(5);
});
