import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { commandForm } from '../../../src/query/command-form.ts';
import { readPlain } from '../../../src/query/plain/read-plain.ts';
import { readQuery } from '../../../src/query/read-query.ts';
import { context, queryOf, refused, unclear, understood } from './sentences.ts';

for (const [shape, sentences] of Object.entries(understood)) {
  describe(`reads ${shape}`, () => {
    test.each(sentences)('%s', (sentence, command) => {
      expect(readPlain(sentence, context)).toEqual({ kind: 'query', query: queryOf(command, sentence) });
    });
  });
}

describe('asks back', () => {
  test.each(unclear)('%s', (sentence, ...commands) => {
    const read = readPlain(sentence, context);
    if (read.kind !== 'ambiguous') throw new Error(JSON.stringify(read));
    expect(read.readings.map(({ query }) => query)).toEqual(commands.map((command) => queryOf(command, sentence)));
    expect(read.sentence).toMatch(/^.+\.$/);
    expect(new Set(read.readings.map(({ says }) => says)).size).toBe(commands.length);
  });
});

describe('refuses', () => {
  test.each(refused.map((row) => ({ row, sentence: row[0].slice(0, 80) })))('$sentence', ({ row }) => {
    const [sentence, id, names, suggests] = row;
    const read = readPlain(sentence, context);
    if (read.kind !== 'fault') throw new Error(JSON.stringify(read));
    expect(read.fault.id).toBe(id);
    if (names !== undefined) expect(read.fault.facts[0]).toBe(names);
    if (suggests !== undefined) expect(read.fault.didYouMean).toBe(suggests);
    if (read.fault.didYouMean !== undefined) expect(readQuery(read.fault.didYouMean, context).ok).toBe(true);
    expect(readQuery(read.fault.example ?? '', context).ok).toBe(true);
  });
});

test('the tables are as long as they should be', () => {
  expect(Object.values(understood).flat().length).toBeGreaterThanOrEqual(150);
  expect(unclear.length).toBeGreaterThanOrEqual(10);
  expect(refused.length).toBeGreaterThanOrEqual(25);
});

test('a long text of misspelt words, names or places is not tried in every way there is', () => {
  for (const text of ['delted buket yestreday ', 'errors in ohio in ohio ', 'nov 3 at 2pm ']) {
    expect(readPlain(text.repeat(80), context).kind).toBe('fault');
  }
});

test('reads against the questions and accounts it is given, and says what was typed', () => {
  const alone = readPlain('  what changed in ohio? ', { ...context, accounts: [] });
  expect(alone).toEqual({ kind: 'query', query: queryOf('changes in:us-east-2', 'what changed in ohio?') });
});

const sentences = [...Object.values(understood).flat(), ...unclear, ...refused].map(([sentence]) => sentence);
const words = [...new Set(sentences.flatMap((sentence) => sentence.split(' ')))];

test('whatever words are put together, every query reads back equal from its command form', () => {
  const texts = fc.array(fc.constantFrom(...words), { minLength: 1, maxLength: 9 }).map((some) => some.join(' '));
  fc.assert(
    fc.property(fc.oneof(texts, fc.string({ maxLength: 40 })), (text) => {
      const read = readPlain(text, context);
      const queries =
        read.kind === 'query' ? [read.query] : read.kind === 'ambiguous' ? read.readings.map(({ query }) => query) : [];
      if (read.kind === 'ambiguous') expect(queries.length).toBeGreaterThanOrEqual(2);
      expect(queries.length).toBeLessThanOrEqual(5);
      for (const query of queries) {
        expect(query.asked).toBe(text.trim());
        expect(readQuery(commandForm(query), context)).toEqual({
          ok: true,
          value: { ...query, asked: commandForm(query) },
        });
      }
    }),
    { numRuns: 600 },
  );
});

test('a sentence with one more word that nobody knows is never read as if the word were not there', () => {
  const known = Object.values(understood)
    .flat()
    .filter(([sentence]) => !/["“”’']|:/.test(sentence));
  fc.assert(
    fc.property(fc.constantFrom(...known), fc.nat(), ([sentence], place) => {
      const parts = sentence.split(' ');
      const spoilt = parts.toSpliced(place % (parts.length + 1), 0, 'xyzzyplugh').join(' ');
      const read = readPlain(spoilt, context);
      const told = JSON.stringify(read);
      const without = readPlain(sentence, context);
      const same =
        read.kind === 'query' && without.kind === 'query' && commandForm(read.query) === commandForm(without.query);
      expect(same).toBe(false);
      if (read.kind !== 'fault') expect(told).toContain('xyzzyplugh');
    }),
    { numRuns: 600 },
  );
});
