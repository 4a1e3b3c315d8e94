import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import stringWidth from 'string-width';
import { alignColumns } from '../../src/cli/columns.ts';
import { printAnswer } from '../../src/cli/print-answer.ts';
import { printFault } from '../../src/cli/print-fault.ts';
import { printHelp } from '../../src/cli/print-help.ts';
import { answerJson, answerJsonText } from '../../src/present/answer-json.ts';
import { flood, hostile, sampleAnswer, sampleAnswers, sampleEvent } from '../blocks/sample-answers.ts';
import { sampleFaults, sampleShapes } from '../blocks/sample-questions.ts';
import { matchGolden } from '../golden/match-golden.ts';

const terminal = {
  colour: false,
  zone: 'Europe/Berlin',
  width: 160,
  accountNames: new Map([['111122223333', 'prod']]),
};
const obeyed = /[^\P{Cc}\n]|[\p{Cf}\p{Zl}\p{Zp}]/u;

describe('an answer in a terminal', () => {
  test.each(Object.entries(sampleAnswers))('%s reads as agreed', (name, answer) => {
    const printed = printAnswer(answer, terminal);
    expect(printed).not.toMatch(obeyed);
    matchGolden(`${name.replaceAll(' ', '-')}.txt`, printed);
  });

  test('times are shown in the zone given', () => {
    expect(printAnswer(sampleAnswer(), terminal)).toContain('2026-11-20 10:00');
    expect(printAnswer(sampleAnswer(), { ...terminal, zone: 'Asia/Kolkata' })).toContain('2026-11-20 14:30');
  });

  test('tables keep to the width of the terminal', () => {
    const printed = printAnswer(sampleAnswers['500 callers'] ?? sampleAnswer(), { ...terminal, width: 120 });
    const rows = printed.split('\n').filter((line) => /^(PRINCIPAL|TIME|caller|role|2026)/.test(line));
    expect(Math.max(...rows.map((row) => stringWidth(row)))).toBeLessThanOrEqual(120);
  });

  test('colour comes only where it is asked for, and only from Trail', () => {
    const answer = sampleAnswer({
      events: [sampleEvent({ outcome: 'error', error: { code: hostile, message: flood } })],
    });
    const printed = printAnswer(answer, { ...terminal, colour: true });
    expect(printed).toContain('\u001b[31m');
    // biome-ignore lint/suspicious/noControlCharactersInRegex: colours are made of them
    expect(printed.replace(/\u001b\[\d\d?m/g, '')).not.toMatch(obeyed);
  });

  test.each(Object.entries(sampleFaults))('%s is one sentence and its hints', (name, fault) => {
    matchGolden(`${name.replaceAll(' ', '-')}.txt`, printFault(fault));
  });

  test('help is an overview, or one question', () => {
    matchGolden('help.txt', printHelp(sampleShapes));
    matchGolden('help-who.txt', printHelp(sampleShapes, 'who'));
  });
});

describe('columns', () => {
  test('are aligned whatever letters they hold', () => {
    const rows = [
      ['名前', '1'],
      ['e\u0301', '10'],
      ['👍', '100'],
    ];
    const lines = alignColumns(
      [
        { title: 'Name', align: 'left' },
        { title: 'Calls', align: 'right' },
      ],
      rows,
      80,
    );
    expect(new Set(lines.map((line) => stringWidth(line)))).toEqual(new Set([11]));
  });

  test('what is cut keeps whole characters, and as many as its cells hold', () => {
    const shorten = (text: string) => alignColumns([{ title: 'Name', align: 'left' }], [[text]], 8)[1];
    expect(shorten('名前は長すぎる')).toBe('名前は…');
    expect(shorten('👩\u200d👩\u200d👧'.repeat(9))).toBe(`${'👩\u200d👩\u200d👧'.repeat(3)}…`);
    expect(shorten('e\u0301'.repeat(9))).toBe(`${'e\u0301'.repeat(7)}…`);
  });

  test('never get wider than the terminal while they can give way', () => {
    const cells = fc.array(fc.string({ unit: 'grapheme', maxLength: 60 }), { minLength: 3, maxLength: 3 });
    fc.assert(
      fc.property(fc.array(cells, { maxLength: 5 }), fc.integer({ min: 40, max: 120 }), (rows, width) => {
        const columns = ['one', 'two', 'three'].map((title) => ({ title, align: 'left' as const }));
        for (const line of alignColumns(columns, rows, width)) expect(stringWidth(line)).toBeLessThanOrEqual(width);
      }),
    );
  });
});

describe('the answer object', () => {
  test('is the contract’s, field by field', () => {
    matchGolden('one-caller.answer.json', `${answerJsonText(sampleAnswers['one caller'] ?? sampleAnswer())}\n`);
    matchGolden('failed-calls.answer.json', `${answerJsonText(sampleAnswers['failed calls'] ?? sampleAnswer())}\n`);
  });

  test('keeps every name as recorded, yet prints nothing a terminal obeys', () => {
    const answer = sampleAnswer({ events: [sampleEvent({ name: `${hostile}\u009b31m\u{e0041}` })] });
    const printed = answerJsonText(answer);
    expect(printed).not.toMatch(obeyed);
    expect(JSON.parse(printed)).toEqual(JSON.parse(JSON.stringify(answerJson(answer))));
  });

  test('names an error by its code, else by its message', () => {
    const events = [{ code: 'Nope', message: 'no' }, { code: null, message: 'no' }, null].map((error) =>
      sampleEvent({ error }),
    );
    expect(answerJson(sampleAnswer({ events })).events.map(({ error }) => error)).toEqual(['Nope', 'no', null]);
  });
});
