import { describe, expect, test } from '@jest/globals';
import { renderFault } from '../../src/blocks/fault.ts';
import { renderHelp } from '../../src/blocks/help.ts';
import { questionNames } from '../../src/query/query.ts';
import { matchGolden } from '../golden/match-golden.ts';
import { refusals } from './refusals.ts';
import { sampleFaults, sampleShapes } from './sample-questions.ts';

const asJson = (value: unknown) => `${JSON.stringify(value, null, 1)}\n`;

describe('replies beside answers', () => {
  test.each(Object.entries(sampleFaults))('%s names what is wrong, and Slack takes it', (name, fault) => {
    const message = renderFault(fault);
    expect(refusals(message)).toEqual([]);
    matchGolden(`${name.replaceAll(' ', '-')}.json`, asJson(message));
  });

  test('help shows every question on a line of its own', () => {
    const message = renderHelp(sampleShapes);
    expect(refusals(message)).toEqual([]);
    matchGolden('help.json', asJson(message));
  });

  test('help for one question shows its usage and three examples', () => {
    const message = renderHelp(sampleShapes, 'who');
    expect(refusals(message)).toEqual([]);
    matchGolden('help-who.json', asJson(message));
  });

  test('help fits into a message with every question there is', () => {
    const [shape] = sampleShapes;
    const all = questionNames.flatMap((name) =>
      shape === undefined ? [] : [{ ...shape, name, usage: shape.usage.repeat(3) }],
    );
    expect(refusals(renderHelp(all))).toEqual([]);
  });
});
