import { describe, expect, test } from '@jest/globals';
import { History, type Walk } from '../../src/sources/event-history/history.ts';
import { eventWith } from '../records/events.ts';

const now = Date.parse('2026-11-20T12:00:00Z');
const end = now / 1000 - 3600;
const walk: Omit<Walk, 'read'> = {
  key: 'k',
  start: end - 100,
  end,
  spend: () => true,
  signal: new AbortController().signal,
};

async function idsOf(history: History, of: Walk): Promise<string[]> {
  const found: string[] = [];
  for await (const piece of history.walk(of)) found.push(...piece.events.map(({ id }) => id));
  return found;
}

describe('What digests read', () => {
  test('is read anew where they look for what arrived late, and is known to people from then on', async () => {
    const history = new History(1000, () => now);
    const events = [eventWith({ id: 'early', time: end * 1000 })];
    const read = async () => ({ events: [...events], token: null });
    expect(await idsOf(history, { ...walk, read })).toEqual(['early']);
    events.push(eventWith({ id: 'late', time: (end - 50) * 1000 }));
    expect(await idsOf(history, { ...walk, read })).toEqual(['early']);
    expect(await idsOf(history, { ...walk, read, fresh: true, priority: 'digest' })).toEqual(['early', 'late']);
    expect(await idsOf(history, { ...walk, read })).toEqual(['early', 'late']);
  });

  test('is not waited for by a person who asks the same meanwhile; a digest takes what a person reads', async () => {
    const history = new History(1000, () => now);
    const reads: string[] = [];
    let release: (value: unknown) => void = () => undefined;
    const held = new Promise((resolve) => {
      release = resolve;
    });
    const page = { events: [eventWith({ id: 'one', time: end * 1000 })], token: null };
    const reader = (name: string, wait: Promise<unknown>) => async () => {
      reads.push(name);
      await wait;
      return page;
    };
    const digest = idsOf(history, { ...walk, read: reader('digest', held), priority: 'digest' });
    expect(await idsOf(history, { ...walk, read: reader('person', Promise.resolve()) })).toEqual(['one']);
    release(undefined);
    expect(await digest).toEqual(['one']);
    expect(reads).toEqual(['digest', 'person']);

    const other = { ...walk, key: 'other' };
    const both = [
      idsOf(history, { ...other, read: reader('first', Promise.resolve()) }),
      idsOf(history, { ...other, read: reader('second', Promise.resolve()), priority: 'digest' }),
    ];
    expect(await Promise.all(both)).toEqual([['one'], ['one']]);
    expect(reads.slice(2)).toEqual(['first']);
  });
});
