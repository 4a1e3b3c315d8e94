import { expect, test } from '@jest/globals';
import type { Answer } from '../../src/present/answer.ts';
import { answerJsonText } from '../../src/present/answer-json.ts';
import { phraseText } from '../../src/present/text.ts';
import { lastWord, sampleDeps } from '../sample/ask-sample.ts';

const deps = sampleDeps(Date.parse('2026-11-18T15:03:59Z'));
const unknown = '00000000-0000-4000-8000-000000000000';

async function answer(text: string): Promise<Answer> {
  const last = await lastWord(text, deps);
  if (last.kind !== 'answer') throw new Error(`${text}: ${JSON.stringify(last)}`);
  return last.answer;
}

const told = ({ headline, sections }: Answer) =>
  [headline, ...sections.flatMap(({ title, lines }) => [[title], ...lines])].map((phrase) => phraseText(phrase));
const recordOf = (given: Answer): unknown => JSON.parse(answerJsonText(given)).record;

test('each event of a list is told, and which were not found; a record stands for the only one', async () => {
  const { events } = await answer('who DeleteBucket,StopLogging');
  const [one, other] = events;
  if (one === undefined || other === undefined) throw new Error('The sample has both.');

  const both = await answer(`event ${other.id},${one.id}`);
  expect(both).toMatchObject({ total: 2, record: null });
  expect(told(both)[0]).toMatch(/^2 events were found; last /);
  for (const { id, name } of [one, other]) {
    expect(told(both)).toContainEqual(expect.stringMatching(new RegExp(`^${id}: .* called ${name} at `)));
  }
  expect(told(both)).not.toContain('Not found');

  const half = await answer(`event ${unknown},${one.id}`);
  expect(half.total).toBe(1);
  expect(told(half)[0]).toMatch(new RegExp(`^1 of 2 events was found, not ${unknown}; .* called ${one.name} at `));
  expect(told(half)).toEqual(expect.arrayContaining(['Not found', unknown]));
  expect(recordOf(half)).toMatchObject({ eventID: one.id });

  const same = await answer(`event ${one.id},${one.id}`);
  expect(told(same)).toEqual(told(await answer(`event ${one.id}`)));
  expect(recordOf(same)).toMatchObject({ eventID: one.id });

  expect(told(await answer(`event ${unknown},${unknown.replace(/0$/, '1')}`))[0]).toMatch(
    new RegExp(`^No event has the ID ${unknown} or `),
  );
});
