import { describe, expect, test } from '@jest/globals';
import { authorise } from '../../src/ask/authorise.ts';
import type { Coverage, Missed, Searched } from '../../src/plan/coverage.ts';
import type { Found } from '../../src/plan/found.ts';
import { phraseText } from '../../src/present/text.ts';
import { readQuery } from '../../src/query/read-query.ts';
import { sampleSubjects } from '../../src/query/sample-subjects.ts';
import { conclude } from '../../src/questions/conclude.ts';
import { questionNamed, questions, shapes } from '../../src/questions/index.ts';
import { Tallies } from '../../src/trail/tallies.ts';
import { eventWith } from '../records/events.ts';

const now = Date.parse('2026-11-20T10:00:00Z');
const window = { start: now - 86_400_000, end: now };
const account = {
  id: '111122223333',
  name: 'prod',
  role: null,
  externalId: null,
  regions: ['us-east-1'],
  archive: null,
};
const accounts = [account];

/** The headline of a question for which so many events were found. */
function headline(text: string, coverage: Coverage, { final = true, ids = [] as string[] } = {}): string {
  const read = readQuery(text, { now, zone: 'UTC', accounts, shapes });
  if (!read.ok) throw new Error(`${text}: ${JSON.stringify(read.fault)}`);
  const question = questionNamed(read.value.question);
  if (question === null) throw new Error('help searches nothing');
  const allowed = authorise(question, read.value, { kind: 'local' }, { accounts, access: null, logs: null });
  if (!allowed.ok) throw new Error(JSON.stringify(allowed.fault));
  const tallies = new Tallies();
  const latest = ids.map((id) => eventWith({ id, time: now - 60_000 }));
  for (const event of latest) tallies.add(event);
  const found: Found = {
    window,
    tallies: tallies.list(),
    latest,
    quota: [],
    hidden: 0,
    partiallyRead: 0,
    coverage,
    chains: null,
    sessions: 0,
    sessionIssuers: new Map(),
    final,
    done: 1,
  };
  return phraseText(conclude(question, allowed.value.query, found).headline);
}

const part = { account: '111122223333', ...window, recordsRead: 9, pages: 1, cached: false };
const history = (region: string, given: Partial<Searched> = {}): Searched => ({
  ...part,
  region,
  source: 'event-history',
  ...given,
});
const logs: Searched = { ...part, region: 'us-east-1', source: 'log-files' };
const lost = (region: string, reason: Missed['reason'], given: Partial<Missed> = {}): Missed => ({
  account: '111122223333',
  region,
  source: 'event-history',
  reason,
  message: `${region} was missed.`,
  ...given,
});
const unread = (name: string, given: Partial<NonNullable<Missed['unread']>>, region = 'all'): Missed => ({
  account: 'all',
  region,
  source: 'log-files',
  reason: 'unreachable',
  message: `${name} is empty.`,
  unread: { files: 0, partly: 0, folders: 0, ...given },
});
const partial = (searched: Searched[], missed: Missed[], files?: number): Coverage => ({
  complete: false,
  searched,
  missed,
  ...(files === undefined ? {} : { files }),
  notes: [],
});
const three = ['us-east-1', 'us-east-2', 'eu-west-1'].map((region) => history(region));

describe('where nothing was found in what could be searched, the headline says what could not be', () => {
  test.each<[string, Coverage, string]>([
    [
      'one file of three',
      partial([logs], [unread('a', { files: 1 })], 3),
      'Nobody called DeleteBucket in what could be read; 1 of 3 files was not read.',
    ],
    [
      'files read in part, and a folder',
      partial([logs], [unread('a', { files: 2 }), unread('b', { partly: 1 }), unread('c', { folders: 1 })], 9),
      'Nobody called DeleteBucket in what could be read; 2 of 9 files were not read, 1 was read only in part and 1 folder could not be opened.',
    ],
    [
      'a file that two fetches came upon',
      partial([logs], [unread('a', { files: 1 }, 'us-east-1'), unread('a', { files: 1 }, 'us-west-2')], 3),
      'Nobody called DeleteBucket in what could be read; 1 of 3 files was not read.',
    ],
    [
      'the time that ran out over files',
      partial([logs], [lost('all', 'timeout', { source: 'log-files' })], 3),
      'Nobody called DeleteBucket in what could be read; not all files were read.',
    ],
    [
      'one Region',
      partial(three, [lost('us-west-2', 'access-denied')]),
      'Nobody called DeleteBucket in the 3 Regions that could be searched; us-west-2 was denied.',
    ],
    [
      'Regions for several reasons',
      partial(three.slice(1, 2), [
        lost('us-west-2', 'access-denied'),
        lost('us-west-1', 'unreachable'),
        lost('eu-west-2', 'unreachable'),
      ]),
      'Nobody called DeleteBucket in the one Region that could be searched; us-west-2 was denied and us-west-1 and eu-west-2 could not be reached.',
    ],
    [
      'very many Regions of two accounts',
      partial(
        three,
        ['1', '2', '3', '4'].flatMap((at) => [
          lost(`ap-south-${at}`, 'throttled'),
          lost(`ap-south-${at}`, 'throttled', { account: '444455556666' }),
        ]),
      ),
      'Nobody called DeleteBucket in the 3 Regions that could be searched; 8 Regions of 2 accounts were throttled.',
    ],
    [
      'what is older than event history',
      partial([history('us-east-1', { start: now - 3_600_000 })], [lost('us-east-1', 'too-old')]),
      'Nobody called DeleteBucket since 2026-11-20T09:00:00Z; what is older was not searched.',
    ],
    [
      'what the budget did not reach',
      partial([history('us-east-1', { start: now - 3_600_000 }), history('us-east-2')], []),
      'Nobody called DeleteBucket since 2026-11-20T09:00:00Z; what is older was not searched.',
    ],
    [
      'a Region and a file',
      partial([...three, logs], [lost('us-west-2', 'access-denied'), unread('a', { files: 1 })], 2),
      'Nobody called DeleteBucket in what could be searched; us-west-2 was denied and 1 of 2 files was not read.',
    ],
    [
      'the log files of another account',
      partial([...three, logs], [lost('all', 'not-configured', { account: 'dev', source: 'log-files' })]),
      'Nobody called DeleteBucket in what could be searched; the log files of 1 account could not be read.',
    ],
  ])('%s', (_says, coverage, expected) => {
    expect(headline('who DeleteBucket', coverage)).toBe(expected);
  });

  const asked = questions
    .filter(({ strategy }) => strategy.probes !== true)
    .map(({ name, subject }) => (subject === null ? name : `${name} ${sampleSubjects[subject.kind]}`));

  test.each(asked)('%s', (text) => {
    const files = headline(text, partial([logs], [unread('a', { files: 1 })], 3));
    expect(files).toMatch(/ in what could be read; 1 of 3 files was not read\.$/);
    const regions = headline(text, partial(three, [lost('us-west-2', 'access-denied')]));
    expect(regions).toMatch(/ in the 3 Regions that could be searched; us-west-2 was denied\.$/);
    expect(headline(text, partial([], [lost('us-west-2', 'access-denied')]))).toMatch(
      /^Nothing could be searched, so /,
    );
    expect(headline(text, partial(three, []), { final: false })).toMatch(/^So far .*; the search goes on\.$/);
    expect(headline(text, { complete: true, searched: three, missed: [], notes: [] })).toMatch(/ between .* and /);
  });
});

describe('what is said not to be there beside what is, is limited in the same way', () => {
  const denied = partial(three, [lost('us-west-2', 'access-denied')]);
  const found = ['5b2805a5-3e06-4437-a7a2-b5fdb5cbb4e2'];

  test('what is new, by what could be searched of the time before', () => {
    expect(headline('new', denied, { ids: found })).toContain('not seen before in what could be searched; compared');
    expect(headline('new', denied, { ids: found, final: false })).toContain('not seen before so far; compared');
  });

  test('events that were not found', () => {
    const text = `event ${found[0]},0cbed294-9588-453f-a6d6-bb01eedb9430`;
    expect(headline(text, denied, { ids: found })).toContain(
      'not 0cbed294-9588-453f-a6d6-bb01eedb9430 in what could be searched; ',
    );
  });
});
