import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { renderDigest } from '../../src/blocks/digest.ts';
import { lookBefore } from '../../src/digest/before.ts';
import { isUnusual } from '../../src/digest/lines/denied.ts';
import { sectionNames } from '../../src/digest/sections.ts';
import { type Material, summarise } from '../../src/digest/summarise.ts';
import { takeReading } from '../../src/digest/take-reading.ts';
import { readQuery } from '../../src/query/read-query.ts';
import { shapes } from '../../src/questions/index.ts';
import { Tallies } from '../../src/trail/tallies.ts';
import type { Tally } from '../../src/trail/tally.ts';
import { refusals } from '../blocks/refusals.ts';
import { matchGolden } from '../golden/match-golden.ts';
import { principalWith } from '../records/events.ts';
import { before, materialOf, night, quiet } from './night.ts';
import { day, end, tallyWith, window } from './tallies.ts';

const names = new Map([
  ['111122223333', 'prod'],
  ['444455556666', 'dev'],
]);
const accounts = [
  { id: '111122223333', name: 'prod', regions: ['us-east-1', 'eu-south-1'] },
  { id: '444455556666', name: 'dev', regions: ['us-east-1'] },
];
const nothingKnown = lookBefore([], window);

/** Whether a press asks a question that reads. */
function isReadable(command: string): boolean {
  return readQuery(command, { now: end + day, zone: 'UTC', accounts, shapes }).ok;
}

function commandsOf(material: Material): string[] {
  const { headline, sections } = summarise(material);
  return [...headline.top, ...sections.flatMap(({ lines }) => lines), ...sections].map(({ command }) => command);
}

describe('A digest', () => {
  const cases: Record<string, Material> = {
    'a-night-with-everything': materialOf(night),
    'a-quiet-night': materialOf(quiet),
    'the-first-of-all': materialOf(night, { before: nothingKnown }),
    'with-late-events': materialOf(quiet, {
      late: { tallies: night.slice(2, 9), window: { start: window.start - day, end: window.start } },
    }),
    'only-root-and-sign-ins': materialOf(night, { sections: ['root', 'logins'], limited: true }),
    'nothing-searched': materialOf([], {
      coverage: {
        complete: false,
        searched: [],
        missed: [
          {
            account: '111122223333',
            region: 'us-east-1',
            source: 'event-history',
            reason: 'access-denied',
            message: 'No.',
          },
        ],
        notes: [],
      },
    }),
  };

  test.each(Object.entries(cases))('of %s reads as it always did, and Slack takes it', (name, material) => {
    const message = renderDigest(summarise(material), { accountNames: names, notes: ['A note.'] });
    expect(refusals(message)).toEqual([]);
    matchGolden(`digests/${name}.json`, `${JSON.stringify(message, null, 2)}\n`);
    matchGolden(`digests/${name}.txt`, `${message.text}\n`);
  });

  test('names first what is most worth a look: the trail off, the root user, data laid open', () => {
    const { top, nothing } = summarise(materialOf(night)).headline;
    expect(nothing).toBeNull();
    expect(top.map(({ section }) => section)).toEqual(['trail', 'root', 'exposure']);
  });

  test('says by which figures nothing is unusual', () => {
    const { headline, empty } = summarise(materialOf(quiet));
    expect(headline.top).toEqual([]);
    expect(headline.nothing?.join('')).toBe(
      'Nothing unusual: 14,000 calls by 2 principals in 2 accounts, 0 failed, 0 of them denied, no use of root, no sign-in without MFA.',
    );
    expect(empty).toEqual(sectionNames.filter((name) => name !== 'volume'));
  });

  test('says of what nothing is unusual where not all was searched', () => {
    const searched = { account: '111122223333', region: 'us-east-1', source: 'event-history', ...window } as const;
    const missed = { ...searched, region: 'us-west-2', reason: 'access-denied', message: 'No.' } as const;
    const coverage = {
      complete: false,
      searched: [{ ...searched, recordsRead: 1, pages: 1, cached: false }],
      missed: [missed],
      notes: [],
    };
    const content = summarise(materialOf(quiet, { coverage }));
    expect(content.headline.nothing?.join('')).toMatch(
      /^Nothing unusual in what could be searched \(us-west-2 was denied\): 14,000 calls/,
    );
    expect(JSON.stringify(renderDigest(content, { accountNames: new Map() }))).toContain(
      'Nothing to tell of in what could be searched: ',
    );
  });

  test('tells nothing found from not searched', () => {
    const content = summarise(cases['nothing-searched'] ?? materialOf([]));
    expect(content.headline.nothing).toEqual(['Nothing could be searched, so nothing is known of this time.']);
    expect(content.empty).toEqual([]);
  });

  test('what somebody does every week is told, and not in the headline', () => {
    const deed = tallyWith({ name: 'carol', event: 'CreateUser', source: 'iam.amazonaws.com', readOnly: false });
    const again = takeReading(
      { id: 'r', account: '111122223333', window: { start: end - 3 * day, end: end - 2 * day } },
      [{ ...deed, first: end - 2.5 * day, last: end - 2.5 * day }],
    );
    const content = summarise(materialOf([deed], { before: lookBefore([again], window) }));
    expect(content.headline.top).toEqual([]);
    expect(content.sections.find(({ name }) => name === 'identity')?.lines).toHaveLength(1);
    const fresh = summarise(materialOf([deed], { before: before() }));
    expect(fresh.headline.top.map(({ section }) => section)).toContain('identity');
  });

  test('marks what arrived late, and asks about the time it is of', () => {
    const material = cases['with-late-events'] ?? materialOf([]);
    const { headline, late } = summarise(material);
    expect(late).toBe(47);
    expect(headline.top.every((told) => told.late)).toBe(true);
    expect(headline.top[0]?.command).toContain('since:2026-11-18T07:45:00Z until:2026-11-19T07:44:59Z');
  });

  test('every line asks a question that reads, whatever its names hold', () => {
    const hostile = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 300 }),
      fc.constantFrom('<!channel>', '"', 'a b', '`x`'),
    );
    fc.assert(
      fc.property(
        hostile,
        hostile,
        hostile,
        fc.constantFrom('ok', 'denied', 'error'),
        (name, event, address, outcome) => {
          const principal = principalWith({ name: name || 'x', role: null, arn: null });
          const made = ['iam.amazonaws.com', 'ec2.amazonaws.com', 'signin.amazonaws.com'].map((source) =>
            tallyWith({ principal, event, address, outcome, source, readOnly: false, count: 20 }),
          );
          const material = materialOf([...made, ...night]);
          for (const command of commandsOf(material))
            expect({ command, reads: isReadable(command) }).toEqual({ command, reads: true });
          expect(refusals(renderDigest(summarise(material)))).toEqual([]);
        },
      ),
      { numRuns: 60 },
    );
  });

  test('is one screen, inside every limit, of a thousand principals too', () => {
    const many = Array.from({ length: 1000 }, (_, at) =>
      night.map((tally) => ({
        ...tally,
        principal: { ...tally.principal, name: `${tally.principal.name}.${'x'.repeat(60)}${at}` },
      })),
    );
    const message = renderDigest(summarise(materialOf(many.flat())), { accountNames: names });
    expect(refusals(message)).toEqual([]);
    expect(message.blocks.filter(({ type }) => type === 'section').length).toBeLessThanOrEqual(18);
  });
});

const someTallies = fc.array(fc.nat({ max: night.length - 1 }), { maxLength: 40 }).map((picks) =>
  picks.flatMap((pick, at): Tally[] => {
    const tally = night[pick];
    return tally === undefined ? [] : [{ ...tally, first: tally.first - at, last: tally.last - at }];
  }),
);

describe('The arithmetic of a digest', () => {
  test('is the same however calls were counted together, and in whatever order', () => {
    fc.assert(
      fc.property(someTallies, fc.nat(), (tallies, seed) => {
        const merged = new Tallies();
        for (const tally of tallies) merged.merge(tally);
        const shuffled = [...tallies].sort(
          (one, other) => ((one.first * 31 + seed) % 97) - ((other.first * 31 + seed) % 97),
        );
        const whole = summarise(materialOf(merged.list().reverse()));
        expect(summarise(materialOf(shuffled))).toEqual({ ...whole, coverage: expect.anything() });
      }),
      { numRuns: 100 },
    );
  });

  test('volumes add up to all calls of the accounts', () => {
    fc.assert(
      fc.property(someTallies, (tallies) => {
        const { volumes } = summarise(materialOf(tallies));
        const calls = tallies.reduce((sum, { count }) => sum + count, 0);
        expect((volumes ?? []).reduce((sum, volume) => sum + volume.calls, 0)).toBe(calls);
      }),
    );
  });

  test('what was seen at any time before the window is not new, and what was not is', () => {
    fc.assert(
      fc.property(fc.integer({ min: -40 * day, max: day - 1 }), (ago) => {
        const seen = window.start - ago;
        const of = { start: seen - day / 2, end: seen + day / 2 };
        const reading = takeReading({ id: 'r', account: 'a', window: of }, [
          tallyWith({ event: 'Odd', first: seen, last: seen }),
        ]);
        const known = lookBefore([reading], window).saw('events', 'Odd');
        const overlaps = of.start < window.start && of.end > window.start - 28 * day;
        expect(known).toBe(overlaps ? seen < window.start : null);
      }),
    );
  });

  test('usual calls are the mean of the week before, however often its days were read', () => {
    fc.assert(
      fc.property(
        fc.array(fc.nat({ max: 9999 }), { minLength: 1, maxLength: 7 }),
        fc.integer({ min: 1, max: 3 }),
        (calls, copies) => {
          const readings = calls.flatMap((count, at) =>
            Array.from({ length: copies }, (_, copy) =>
              takeReading(
                {
                  id: `${at} ${copy}`,
                  account: 'a',
                  window: { start: window.start - (at + 1) * day, end: window.start - at * day },
                },
                count === 0 ? [] : [tallyWith({ count })],
              ),
            ),
          );
          const mean = calls.reduce((sum, count) => sum + count, 0) / calls.length;
          expect(lookBefore(readings, window).usualCalls('a')).toBeCloseTo(mean, 6);
        },
      ),
    );
  });

  test('more refusals are never more usual', () => {
    fc.assert(
      fc.property(
        fc.nat({ max: 500 }),
        fc.nat({ max: 500 }),
        fc.option(fc.nat({ max: 300 }), { nil: null }),
        (one, more, usual) => {
          if (isUnusual(one, usual)) expect(isUnusual(one + more, usual)).toBe(true);
        },
      ),
    );
  });
});

test('root is told by what it is, and others who are called so by what they are', () => {
  const namesake = principalWith({ name: 'root', role: 'ci', credentials: 'temporary role' });
  const user = principalWith({ type: 'IAMUser', name: 'root', role: null, mfa: false, credentials: 'console' });
  const tallies = [
    tallyWith({ principal: namesake, outcome: 'denied', error: 'AccessDenied', count: 20 }),
    tallyWith({ principal: user, event: 'ConsoleLogin', source: 'signin.amazonaws.com' }),
  ];
  const { headline, sections } = summarise(materialOf(tallies, { before: nothingKnown }));
  const told = [...headline.top, ...sections.flatMap(({ lines }) => lines)].map(({ text }) => String(text[0]));
  expect(sections.map(({ name }) => name)).not.toContain('root');
  expect(told.join('\n')).toMatch(/20 denied calls of root \(session of role ci\)/);
  expect(told.join('\n')).toMatch(/root \(IAM user\) signed in without MFA/);
});

test('sign-ins of every kind are told where they failed, and none as without MFA of whose MFA AWS is not told', () => {
  const signin = 'signin.amazonaws.com';
  const person = (name: string) =>
    principalWith({ type: 'IdentityCenterUser', name, role: null, mfa: null, person: name });
  const tallies = [
    tallyWith({
      principal: person('ann'),
      event: 'CredentialVerification',
      source: signin,
      outcome: 'error',
      count: 6,
    }),
    tallyWith({ principal: person('bob'), event: 'UserAuthentication', source: signin }),
    tallyWith({ principal: principalWith({ mfa: null }), event: 'ConsoleLogin', source: signin }),
    tallyWith({ event: 'GetFederationToken', source: 'sts.amazonaws.com', outcome: 'denied', error: 'AccessDenied' }),
  ];
  const { headline, sections } = summarise(materialOf(tallies, { before: nothingKnown }));
  const lines = [...headline.top, ...sections.flatMap((section) => section.lines)].filter(
    ({ section }) => section === 'logins',
  );
  expect(lines.map(({ text }) => text[0])).toEqual([expect.stringContaining('6 sign-ins of ann failed')]);
});
