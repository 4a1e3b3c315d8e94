import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { readRequest, writeLimits } from '../../src/commands/read-digest-request.ts';
import { writeSchedule } from '../../src/digest/schedule.ts';
import { sectionNames } from '../../src/digest/sections.ts';
import { explain } from '../../src/errors.ts';

const accounts = [
  { name: 'prod', id: '111122223333', regions: [] },
  { name: 'dev east', id: '444455556666', regions: [] },
];
const context = { zone: 'Europe/Berlin', accounts };
const read = (text: string) => readRequest(text, context);

describe('What is asked of digests', () => {
  test.each([
    ['', { kind: 'list' }],
    ['list', { kind: 'list' }],
    ['now', { kind: 'now', id: null, accounts: null, sections: null }],
    ['now k3x9qd only root', { kind: 'now', id: 'k3x9qd', accounts: null, sections: ['root'] }],
    ['now account prod', { kind: 'now', id: null, accounts: ['prod'], sections: null }],
    ['off K3X9QD', { kind: 'off', id: 'k3x9qd' }],
    ['ON k3x9qd', { kind: 'on', id: 'k3x9qd' }],
    ['delete k3x9qd', { kind: 'delete', id: 'k3x9qd' }],
  ])('“%s” is read', (text, value) => {
    expect(read(text)).toEqual({ ok: true, value });
  });

  test.each([
    ['daily 09:00', 'daily 09:00 Europe/Berlin', null, null],
    ['Daily 9am UTC', 'daily 09:00 UTC', null, null],
    ['weekdays 08:30 new_york', null, null, null],
    ['weekly mon 09:00 America/New_York account prod', 'weekly mon 09:00 America/New_York', ['prod'], null],
    [
      'daily 09:00 account prod,"dev east" only root,logins',
      'daily 09:00 Europe/Berlin',
      ['prod', 'dev east'],
      ['root', 'logins'],
    ],
    [
      'daily 09:00 only root logins account:444455556666',
      'daily 09:00 Europe/Berlin',
      ['dev east'],
      ['root', 'logins'],
    ],
    [
      'daily 9 am only changes',
      'daily 09:00 Europe/Berlin',
      null,
      ['identity', 'network', 'trail', 'exposure', 'detection'],
    ],
  ])('“%s” is read with its limits', (text, schedule, named, sections) => {
    const asked = read(text);
    if (schedule === null) return expect(asked.ok).toBe(false);
    if (!asked.ok || asked.value.kind !== 'make') throw new Error(JSON.stringify(asked));
    expect(writeSchedule(asked.value.schedule)).toBe(schedule);
    expect(asked.value).toMatchObject({ accounts: named, sections });
  });

  test.each([
    ['daily 25:00', 'bad-clock'],
    ['daily 09:00 Europe/Berln', 'bad-zone'],
    ['daily', 'clock-missing'],
    ['weekly 09:00', 'weekday-missing'],
    ['dayly 09:00', 'bad-rule'],
    ['lst', 'bad-rule'],
    ['off', 'digest-id-missing'],
    ['list all', 'word-unexpected'],
    ['daily 09:00 account', 'value-missing'],
    ['daily 09:00 account prd', 'unknown-account'],
    ['daily 09:00 only rot', 'digest-section'],
    ['daily 09:00 UTC please', 'word-unexpected'],
    ['daily "09:00', 'unclosed-quote'],
  ])('“%s” is a fault with an example that reads, and so does what may be meant', (text, id) => {
    const asked = read(text);
    if (asked.ok) throw new Error('It was read');
    const { example, didYouMean } = asked.fault;
    expect(asked.fault.id).toBe(id);
    expect(explain(asked.fault)).toMatch(/^\S.+[.]$/);
    for (const right of [example, didYouMean]) {
      if (right !== undefined) expect([right, read(right.replace(/^digest ?/, '')).ok]).toEqual([right, true]);
    }
    expect(example).toBeDefined();
  });

  test('limits read back as they are written', () => {
    const some = <T>(values: readonly T[]) => fc.option(fc.subarray([...values], { minLength: 1 }), { nil: null });
    fc.assert(
      fc.property(some(['prod', 'dev east']), some(sectionNames), (named, sections) => {
        const asked = read(`daily 09:00 UTC${writeLimits({ accounts: named, sections })}`);
        expect(asked).toMatchObject({ ok: true, value: { accounts: named, sections } });
      }),
    );
  });

  test('any text is read or told what is wrong with it', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
        const asked = read(text);
        if (!asked.ok) expect(explain(asked.fault).length).toBeGreaterThan(10);
      }),
    );
  });
});
