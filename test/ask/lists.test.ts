import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { AskContext } from '../../src/ask/ask.ts';
import { narrow } from '../../src/ask/authorise.ts';
import { type Condition, type Filter, isValues } from '../../src/condition/condition.ts';
import { matches } from '../../src/condition/match.ts';
import type { Answer } from '../../src/present/answer.ts';
import { questions } from '../../src/questions/index.ts';
import { sampleMonth } from '../../src/sample/sample-month.ts';
import { anyEvent } from '../condition/any-event.ts';
import { anyFilter } from '../condition/any-filter.ts';
import type { Fields } from '../fakes/json.ts';
import { writeLogs } from '../records/write-logs.ts';
import { lastWord, sampleDeps } from '../sample/ask-sample.ts';

const names = fc.constantFrom('DeleteBucket', 'ListBuckets', 'StopLogging', 'AssumeRole', 'ConsoleLogin');
const filters = anyFilter({
  event: names.map((name) => ({ name, source: null })),
  service: fc.constantFrom('s3.amazonaws.com', 'sts.amazonaws.com', 'cloudtrail.amazonaws.com'),
  is: fc.constantFrom(...isValues),
  by: fc.constantFrom('jdoe', 'alice', 'root'),
  in: fc.constantFrom('us-east-1', 'eu-west-1'),
});
const events = fc.array(anyEvent, { minLength: 1, maxLength: 20 });

/** The same question with one value of each list. */
function partsOf(filter: Filter): Filter[] {
  return filter.reduce<Filter[]>(
    (parts, condition) => parts.flatMap((part) => valuesOf(condition).map((one) => [...part, one])),
    [[]],
  );
}

const valuesOf = (condition: Condition): Condition[] =>
  condition.not ? [condition] : condition.anyOf.map((value): Condition => ({ ...condition, anyOf: [value] }));

test('a list finds what its parts find together, whatever else is asked, in every question', () => {
  fc.assert(
    fc.property(fc.constantFrom(...questions), filters, events, (question, filter, all) => {
      const found = (asked: Filter) => {
        const narrowed = narrow(question, asked);
        return narrowed.ok ? all.filter((event) => matches(narrowed.value, event)) : [];
      };
      const together = new Set(partsOf(filter).flatMap(found));
      expect(new Set(found(filter))).toEqual(together);
    }),
    { numRuns: 500 },
  );
});

describe('Asked of the sample', () => {
  const now = Date.parse('2026-11-21T00:40:07Z');
  const folder = mkdtempSync(join(tmpdir(), 'trail-lists-'));
  afterAll(() => rmSync(folder, { recursive: true }));
  beforeAll(() => {
    const delivered = sampleMonth(now).flatMap((part) => part.deliveries().filter(({ arrives }) => arrives <= now));
    writeLogs(
      folder,
      delivered.map(({ record }): Fields => JSON.parse(JSON.stringify(record))),
      { perFile: 700 },
    );
  });

  const warm = sampleDeps(now);
  const doors: Record<string, () => AskContext> = {
    'event history that knows nothing yet': () => sampleDeps(now),
    'event history that was asked before': () => warm,
    'log files': () => sampleDeps(now, folder),
  };

  async function answer(door: string, text: string): Promise<Answer> {
    const context = doors[door]?.();
    if (context === undefined) throw new Error(door);
    const last = await lastWord(`${text} since:3d limit:1000`, context);
    if (last.kind !== 'answer') throw new Error(`${text}: ${JSON.stringify(last)}`);
    return last.answer;
  }

  const idsOf = ({ events: found }: Answer) => found.map(({ id }) => id).sort();
  const lists: [list: string, parts: string[]][] = [
    ['changes event:AssumeRole,ConsoleLogin', ['changes event:AssumeRole', 'changes event:ConsoleLogin']],
    ['changes service:sts,iam', ['changes service:sts', 'changes service:iam']],
    ['who AssumeRole,DeleteBucket is:write', ['who AssumeRole is:write', 'who DeleteBucket is:write']],
    [
      'who AssumeRole,DeleteBucket is:write,service',
      ['who AssumeRole is:service', 'who AssumeRole is:write', 'who DeleteBucket is:write,service'],
    ],
    ['who AssumeRole,ListUsers not is:read', ['who AssumeRole not is:read', 'who ListUsers not is:read']],
    ['what nikki.wolf,jdoe is:write', ['what nikki.wolf is:write', 'what jdoe is:write']],
    ['who AssumeRole', ['who AssumeRole is:read', 'who AssumeRole not is:read']],
    [
      'who AssumeRole,DeleteBucket',
      ['who AssumeRole,DeleteBucket is:write', 'who AssumeRole,DeleteBucket not is:write'],
    ],
  ];

  describe.each(Object.keys(doors))('by %s', (door) => {
    beforeAll(async () => {
      if (door.includes('before')) await answer(door, 'changes');
    });

    test.each(lists)('“%s” finds what its parts find together', async (list, parts) => {
      const all = await answer(door, list);
      const each = await Promise.all(parts.map((part) => answer(door, part)));
      expect(idsOf(all)).toEqual([...new Set(each.flatMap(idsOf))].sort());
      expect(all.events).toHaveLength(all.total);
    });

    test.each([
      ['changes event:AssumeRole', 'ask “who AssumeRole”'],
      ['changes service:sts,iam', 'ask “who AssumeRole”'],
      ['who AssumeRole,DeleteBucket,ListUsers is:write', 'ask “who AssumeRole,ListUsers”'],
      ['who AssumeRole not is:read', 'ask “who AssumeRole”'],
    ])('“%s” says that reads are left out, and what to ask for them', async (text, says) => {
      const { coverage } = await answer(door, text);
      expect(coverage.notes).toContainEqual(expect.stringContaining(says));
    });

    test.each(['changes', 'changes event:DeleteBucket', 'who AssumeRole', 'who AssumeRole is:read'])(
      '“%s” says nothing of reads that it would leave out',
      async (text) => {
        const { coverage } = await answer(door, text);
        expect(coverage.notes).not.toContainEqual(expect.stringContaining('Reads are left out'));
      },
    );
  });
});
