import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { runCli } from '../fakes/run-bot.ts';

const folder = join(import.meta.dirname, '../../../shared/cases');
const names = existsSync(folder) ? readdirSync(folder).sort() : [];

/** What is right of an answer: what is named must hold, anything else may be. */
interface Expected {
  code?: number;
  total?: number;
  groups?: object[];
  contains?: string[];
  missed?: string;
  headline?: string;
  notHeadline?: string;
}

interface Check {
  args: string[];
  /** Below the case's folder. */
  logs?: string;
  expect?: Expected;
  /** Any of these is right. */
  anyOf?: Expected[];
}

function checksOf(name: string): Check[] {
  const { checks }: { checks: Check[] } = JSON.parse(readFileSync(join(folder, name, 'expected.json'), 'utf8'));
  return checks;
}

/** An answer in the shape of what is expected of it. */
function asExpected({ code, stdout }: { code: number | null; stdout: string }) {
  const answer = stdout === '' ? {} : JSON.parse(stdout);
  const { total, groups, headline = '', coverage } = answer;
  return { code, total, groups, headline, contains: stdout, missed: JSON.stringify(coverage?.missed ?? []) };
}

function matcherOf({ contains = [], groups, headline, notHeadline, missed, ...exact }: Expected) {
  return expect.objectContaining({
    ...exact,
    ...(groups === undefined ? {} : { groups: expect.arrayContaining(groups.map(expect.objectContaining)) }),
    ...(missed === undefined ? {} : { missed: expect.stringContaining(missed) }),
    ...(headline === undefined ? {} : { headline: expect.stringContaining(headline) }),
    ...(notHeadline === undefined ? {} : { headline: expect.not.stringContaining(notHeadline) }),
    ...(contains.length === 0 ? {} : { contains: allOf(contains) }),
  });
}

function allOf(texts: readonly string[]) {
  const letters = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return expect.stringMatching(new RegExp(texts.map((text) => `(?=[^]*${letters(text)})`).join('')));
}

describe('cases from practice (skipped where ../shared/cases is absent)', () => {
  if (names.length === 0) test.skip('are answered right', () => undefined);
  for (const name of names) {
    for (const { args, logs = 'logs', expect: only, anyOf = [] } of checksOf(name)) {
      test(`${name}: ${args.join(' ')}`, async () => {
        const found = asExpected(await runCli([...args, '--json', '--logs', join(folder, name, logs)]));
        const right = only === undefined ? anyOf : [only];
        const fits = right.find((one) => matcherOf(one).asymmetricMatch(found));
        if (fits === undefined) expect(found).toEqual(matcherOf(right[0] ?? {}));
      });
    }
  }
});
