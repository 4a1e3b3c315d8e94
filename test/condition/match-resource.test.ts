import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { where } from '../../src/condition/condition.ts';
import { matches } from '../../src/condition/match.ts';
import { resourceFinder } from '../../src/condition/match-resource.ts';
import { readRecord } from '../../src/trail/read-record.ts';
import { type Recorded, recordOn, things } from './same-resource.ts';

const callOn = (recorded: Recorded) => readRecord(recordOn(recorded));

const pairs = (which: 'yes' | 'no') =>
  things.flatMap(({ asked, ...thing }) =>
    asked.flatMap((on) => thing[which].map((recorded) => [on, recorded] as const)),
  );

describe('on', () => {
  test.each(pairs('yes'))('%p is what %j names', (on, recorded) => {
    expect(matches([where('on', on)], callOn(recorded))).toBe(true);
  });

  test.each(pairs('no'))('%p is not what %j names', (on, recorded) => {
    expect(matches([where('on', on)], callOn(recorded))).toBe(false);
  });

  test('any text is found where it was recorded letter by letter, and no text breaks the reading', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary', minLength: 1, maxLength: 60 }),
        fc.string({ maxLength: 60 }),
        (name, other) => {
          const resources = [{ type: null, name }];
          const about = { resources, source: '', region: '', account: '' };
          expect(resourceFinder(name)(about)).toBe(resources[0]);
          expect([null, resources[0]]).toContain(resourceFinder(other)(about));
        },
      ),
    );
  });

  test('hostile names are read in no time', () => {
    const hostile = [
      `arn:aws:s3:::${'/'.repeat(2000)}`,
      `https://${'s3.'.repeat(600)}`,
      ':'.repeat(2000),
      `secret:${'-'.repeat(2000)}`,
    ];
    const began = performance.now();
    for (const on of hostile) {
      const find = resourceFinder(on);
      for (const name of hostile)
        find({ resources: [{ type: null, name: `${name}x` }], source: '', region: '', account: '' });
    }
    expect(performance.now() - began).toBeLessThan(500);
  });
});
