import { describe, expect, test } from '@jest/globals';
import { renderAnswer } from '../../src/blocks/answer.ts';
import { printAnswer } from '../../src/cli/print-answer.ts';
import { answerJsonText } from '../../src/present/answer-json.ts';
import { questions, shapes } from '../../src/questions/index.ts';
import { sampleQuestions } from '../../src/sample/sample-questions.ts';
import { refusals } from '../blocks/refusals.ts';
import { lastWord, sampleDeps } from './ask-sample.ts';

const terminal = { colour: false, zone: 'UTC', width: 400 };

/** At night after a working day, in the middle of one, and on a Sunday. */
const times = ['2026-11-21T00:40:07Z', '2026-11-18T15:03:59Z', '2026-11-22T11:00:00Z'] as const;

describe.each(times)('asked at %s', (time) => {
  const asked = sampleDeps(Date.parse(time));

  test.each(sampleQuestions.map(({ ask, evidence }) => [ask, evidence] as const))(
    '“%s” finds its story',
    async (ask, evidence) => {
      const last = await lastWord(ask, await asked);
      if (last.kind !== 'answer') throw new Error(`${ask}: ${JSON.stringify(last)}`);
      const told = printAnswer(last.answer, terminal) + answerJsonText(last.answer);
      for (const piece of evidence) expect(told).toContain(piece);
      expect(last.answer.coverage.complete).toBe(true);
      expect(refusals(renderAnswer(last.answer, { layout: last.layout }))).toEqual([]);
    },
  );
});

test('every question is among those of the sample', () => {
  const asked = new Set(sampleQuestions.map(({ ask }) => ask.split(' ')[0]));
  expect(questions.map(({ name }) => name).filter((name) => !asked.has(name))).toEqual([]);
});

test('every example that help gives works on the sample, and finds something', async () => {
  const deps = await sampleDeps(Date.parse(times[1]));
  for (const { name, examples } of shapes) {
    if (['help', 'status', 'digest'].includes(name)) continue;
    for (const example of examples) {
      const last = await lastWord(example, deps);
      const total = last.kind === 'answer' ? last.answer.total : -1;
      expect({ example, found: total > 0 }).toEqual({ example, found: true });
    }
  }
});

test('what an attacker wrote is shown, and does nothing', async () => {
  const deps = await sampleDeps(Date.parse(times[0]));
  for (const ask of [
    'ip 203.0.113.66 since:7d',
    'denied',
    'new is:denied',
    'who AssumeRoleWithSAML is:denied since:24h',
  ]) {
    const last = await lastWord(ask, deps);
    if (last.kind !== 'answer') throw new Error(ask);
    const message = renderAnswer(last.answer, { layout: last.layout });
    expect(refusals(message)).toEqual([]);
    expect(JSON.stringify(message)).toContain('evil.example');
    expect(JSON.stringify(message)).not.toContain('\u202e');
    expect(printAnswer(last.answer, terminal)).not.toMatch(/[^\P{Cc}\n]|[\p{Cf}\p{Zl}\p{Zp}]/u);
  }
});

test('session tokens in the sample are masked', async () => {
  const deps = await sampleDeps(Date.parse(times[0]));
  const issued = await lastWord('who AssumeRole since:24h limit:1', deps);
  if (issued.kind !== 'answer') throw new Error('No answer.');
  const [event] = issued.answer.events;
  const whole = await lastWord(`event ${event?.id}`, deps);
  if (whole.kind !== 'answer') throw new Error('No answer.');
  const record = JSON.stringify(whole.answer.record);
  expect(record).toContain('sessionToken');
  expect(record).not.toContain('FwoGZXIv');
});
