import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { renderAnswer } from '../../src/blocks/answer.ts';
import { textLength } from '../../src/blocks/elements.ts';
import type { Answer } from '../../src/present/answer.ts';
import { matchGolden } from '../golden/match-golden.ts';
import { refusals } from './refusals.ts';
import {
  flood,
  hostile,
  sampleAnswer,
  sampleAnswers,
  sampleEvent,
  sampleGroup,
  sampleLink,
  sampleMissed,
  samplePrincipal,
  sampleSearched,
} from './sample-answers.ts';

const accountNames = new Map([
  ['111122223333', 'prod'],
  ['444455556666', 'staging'],
]);

describe('an answer as a message', () => {
  test.each(Object.entries(sampleAnswers))('%s reads as agreed and Slack takes it', (name, answer) => {
    const message = renderAnswer(answer, { accountNames });
    expect(refusals(message)).toEqual([]);
    matchGolden(`${name.replaceAll(' ', '-')}.json`, `${JSON.stringify(message, null, 1)}\n`);
  });

  test('whatever is left out is counted', () => {
    const json = JSON.stringify(renderAnswer(sampleAnswers['500 callers'] ?? sampleAnswer()));
    expect(json).toContain('… and 475 more principals with');
    expect(json).toContain('The latest 20 of 126,750 calls');
  });

  test('nothing found and nothing searched read differently', () => {
    const found = JSON.stringify(renderAnswer(sampleAnswers.nobody ?? sampleAnswer()).blocks);
    const searched = JSON.stringify(renderAnswer(sampleAnswers['all Regions denied'] ?? sampleAnswer()).blocks);
    expect(found).toContain('Searched 111122223333, 444455556666 × 17 Regions');
    expect(found).not.toContain('Not searched');
    expect(searched).toContain('Nothing was searched');
    expect(searched).toContain('all 17 Regions in 111122223333');
  });

  test('a timeline shows events before what they add up to', () => {
    const types = renderAnswer(sampleAnswer(), { layout: 'timeline' }).blocks.map(({ type }) => type);
    expect(types).toEqual(['rich_text', 'rich_text', 'table', 'context']);
  });

  test('the window shown is the one that was searched everywhere', () => {
    const late = Date.parse('2026-11-19T10:00:00Z');
    const searched = [sampleSearched(), sampleSearched({ region: 'us-east-1', start: late })];
    const answer = sampleAnswer({ coverage: { complete: false, searched, missed: [], notes: [] } });
    expect(JSON.stringify(renderAnswer(answer).blocks.at(-1))).toContain(`<!date^${late / 1000}^`);
  });

  test('a whole record is shown as text that nothing in it breaks out of', () => {
    const message = renderAnswer(sampleAnswer({ record: { userAgent: flood, note: '```<!channel>' } }));
    expect(refusals(message)).toEqual([]);
    expect(JSON.stringify(message.blocks)).toContain('rich_text_preformatted');
  });

  test('times no calendar holds are words, not tokens', () => {
    const time = Number.NaN;
    const message = renderAnswer(
      sampleAnswer({
        headline: ['At ', { time }, '.'],
        groups: [sampleGroup({ first: -1, last: 1e20 })],
        events: [sampleEvent({ time })],
      }),
    );
    expect(refusals(message)).toEqual([]);
    expect(JSON.stringify(message)).toContain('without a time');
  });
});

const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 300 }),
  fc.string({ unit: 'grapheme', maxLength: 300 }),
  fc.constantFrom(
    '',
    ' ',
    hostile,
    flood,
    '&'.repeat(5000),
    '<'.repeat(900),
    '👨‍👩‍👧‍👦'.repeat(400),
    'Å'.repeat(200),
    '\u200b'.repeat(9000),
    '`*_~',
  ),
);
const time = fc.oneof(fc.integer({ min: 0, max: 4e12 }), fc.constantFrom(-1, 0, 1e18, Number.NaN));
const principal = fc
  .record({
    type: text,
    name: text,
    role: fc.option(text),
    account: fc.option(text),
    accessKey: fc.option(text),
    invokedBy: fc.option(text),
  })
  .map(samplePrincipal);
const phrase = fc.array(
  fc.oneof(
    text,
    time.map((at) => ({ time: at })),
  ),
  { maxLength: 8 },
);
const link = fc
  .record({ principal, confidence: fc.constantFrom('key match' as const, 'name only' as const) })
  .map(sampleLink);
const some = (max: number) => fc.array(text, { maxLength: max });
const group = fc
  .record({
    key: text,
    principal: fc.option(principal),
    sessions: fc.nat(),
    events: some(5),
    count: fc.nat(),
    errors: fc.nat(),
    first: time,
    last: time,
    regions: some(5),
    addresses: some(5),
    behind: fc.option(link),
  })
  .map(sampleGroup);
const event = fc
  .record({
    name: text,
    region: text,
    account: text,
    principal,
    address: text,
    time,
    outcome: fc.constantFrom('ok' as const, 'denied' as const, 'error' as const),
    error: fc.option(fc.record({ code: fc.option(text), message: fc.option(text) })),
    understood: fc.boolean(),
  })
  .map(sampleEvent);
const repeated = <Item>(item: fc.Arbitrary<Item>, most: number) =>
  fc
    .tuple(fc.array(item, { minLength: 1, maxLength: 6 }), fc.nat(most))
    .map(([items, length]) =>
      Array.from({ length }, (_, at) => items[at % items.length]).filter((one) => one !== undefined),
    );
const answers: fc.Arbitrary<Answer> = fc
  .record({
    question: fc.constantFrom('who' as const, 'what' as const, 'changes' as const, 'denied' as const),
    asked: text,
    headline: fc.array(
      fc.oneof(
        text,
        time.map((at) => ({ time: at })),
      ),
      { maxLength: 8 },
    ),
    total: fc.nat(),
    groups: repeated(group, 2000),
    events: repeated(event, 1000),
    hidden: fc.nat(),
    partiallyRead: fc.nat(),
    final: fc.boolean(),
    done: fc.double(),
    coverage: fc.record({
      complete: fc.boolean(),
      searched: fc.array(fc.record({ account: text, region: text, start: time }).map(sampleSearched), {
        maxLength: 40,
      }),
      missed: fc.array(fc.record({ account: text, region: text, message: text }).map(sampleMissed), { maxLength: 40 }),
      notes: fc.array(fc.oneof(text, phrase), { maxLength: 12 }),
    }),
    record: fc.option(fc.object({ key: text, values: [text] })),
    chain: fc.option(fc.array(link, { maxLength: 12 })),
    sections: fc.array(fc.record({ title: text, lines: fc.array(phrase, { maxLength: 30 }) }), { maxLength: 8 }),
  })
  .map(sampleAnswer);

test('no content and no size makes Slack refuse a message, or read a record’s text as markup', () => {
  fc.assert(
    fc.property(answers, fc.constantFrom('groups' as const, 'timeline' as const), (answer, layout) => {
      const message = renderAnswer(answer, { layout });
      expect(refusals(message)).toEqual([]);
      expect(textLength(message.blocks)).toBeLessThanOrEqual(12_000);
    }),
    { numRuns: 60 },
  );
});
