import { expect, test } from '@jest/globals';
import { buttons, divider, fitMessage, header } from '../../src/blocks/elements.ts';
import { refusals } from './refusals.ts';
import { flood } from './sample-answers.ts';

test('headings and buttons are cut to what Slack takes', () => {
  const faces = Array.from({ length: 30 }, (_, at) => ({ action: `more-${at}`, label: flood, value: 'who root' }));
  const blocks = [header(flood), divider(), buttons(faces)];
  expect(refusals({ text: 'x', blocks })).toEqual([]);
  expect(blocks[2]).toMatchObject({ elements: { length: 25 } });
});

test('a button’s value is never cut, since half a question is another question', () => {
  expect(() => buttons([{ action: 'more', label: 'More', value: 'x'.repeat(2001) }])).toThrow(RangeError);
});

test('the first size that Slack takes is kept', () => {
  const lines = (count: number) => Array.from({ length: count }, divider);
  expect(fitMessage([60, 50, 10], lines)).toHaveLength(50);
  expect(() => fitMessage([60], lines)).toThrow(RangeError);
});
