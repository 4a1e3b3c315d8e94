import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Fetch } from '../../src/plan/plan.ts';
import { filesOf, listFolders } from '../../src/sources/log-files/list-folders.ts';
import { notesOn } from '../../src/sources/log-files/notes-on-listing.ts';

let root = '';
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'trail-list-'));
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

const signal = new AbortController().signal;
const fetchOf = (id: string | null, region: string | null, start: string, end: string): Fetch => ({
  source: 'log-files',
  account: { id, name: 'archive', role: null, externalId: null, regions: [], archive: null },
  region,
  filter: [],
  window: { start: Date.parse(start), end: Date.parse(end) },
  effort: 'complete',
  limit: 20,
  whole: false,
});
const all = fetchOf(null, null, '2013-01-01', '2030-01-01');

function make(folder: string, ...files: string[]): string {
  for (const file of files) {
    const path = join(root, folder, file);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, '');
  }
  return join(root, folder);
}

/** All files in the order they would be read, relative to the folder. */
async function list(folder: string, fetch: Fetch): Promise<string[]> {
  return (await files(folder, fetch)).map(({ path }) => relative(folder, path));
}

async function files(folder: string, fetch: Fetch) {
  const { folders } = await listFolders(folder, [fetch], signal);
  return (await Promise.all(folders.map((one) => filesOf(one, folder)))).flat();
}

/** What was passed over, as people read it. */
async function notes(folder: string, ...fetches: Fetch[]) {
  return notesOn(await listFolders(folder, fetches, signal), folder);
}

test('every file in nested folders is listed, whatever it is called, but for what no log is ever called', async () => {
  const folder = make(
    'nested',
    'a.json',
    'b/c.JSON.GZ',
    'b/d/e.ndjson',
    'b/d/f.ndjson.gz',
    'g.jsonl',
    'h.txt',
    '.i.json',
    'j.json.bak',
    'no-ending',
    'k.parquet',
    '._k.json.gz',
    '.DS_Store',
    'b/_SUCCESS',
    'b/.part-0.json.crc',
    '.git/HEAD',
    '.git/refs/x',
  );
  expect((await list(folder, all)).sort()).toEqual([
    '.i.json',
    'a.json',
    'b/c.JSON.GZ',
    'b/d/e.ndjson',
    'b/d/f.ndjson.gz',
    'g.jsonl',
    'h.txt',
    'j.json.bak',
    'k.parquet',
    'no-ending',
  ]);
  expect(await listFolders(folder, [all], signal)).toMatchObject({ unreadable: [], elsewhere: new Map() });
  expect(await notes(folder, all)).toEqual([
    expect.stringMatching(
      /^Not read, as they hold no calls: leftovers of other programs \(1 folder and 4 files, such as .*\)\.$/,
    ),
  ]);
});

test('links are followed, loops end, and each folder is read once', async () => {
  const folder = make('links', 'real/a.json', 'real/deep/b.json');
  make('elsewhere', 'c.json');
  symlinkSync(folder, join(folder, 'real/deep/up'));
  symlinkSync(join(folder, 'real'), join(folder, 'again'));
  symlinkSync(join(root, 'elsewhere'), join(folder, 'out'));
  symlinkSync(join(root, 'elsewhere/c.json'), join(folder, 'linked.json'));
  symlinkSync(join(root, 'nowhere'), join(folder, 'dangling.json'));
  const found = await list(folder, all);
  expect(found.map((path) => path.split('/').at(-1)).sort()).toEqual([
    'a.json',
    'b.json',
    'c.json',
    'dangling.json',
    'linked.json',
  ]);
  const faults = (await files(folder, all)).filter(({ fault }) => fault !== null);
  expect(faults).toEqual([{ path: join(folder, 'dangling.json'), fault: { id: 'file-unreadable', fact: 'ENOENT' } }]);
});

test('what is neither file nor folder is listed with what it is', async () => {
  const folder = make('special', 'a.json');
  spawnSync('mkfifo', [join(folder, 'pipe.json')]);
  symlinkSync('/dev/null', join(folder, 'device'));
  symlinkSync(join(folder, 'round'), join(folder, 'round'));
  const found = (await files(folder, all)).map(({ path, fault }) => [relative(folder, path), fault?.fact ?? null]);
  expect(found.sort()).toEqual([
    ['a.json', null],
    ['device', 'a device'],
    ['pipe.json', 'a pipe'],
    ['round', 'ELOOP'],
  ]);
});

test('a folder that is not there is thrown', async () => {
  await expect(listFolders(join(root, 'none'), [all], signal)).rejects.toMatchObject({ code: 'ENOENT' });
});

describe('in S3’s own layout', () => {
  const days = ['2025/12/31', '2026/11/19', '2026/11/20', '2026/11/21', '2026/11/22'];
  const stamps = days.map((day) => day.replaceAll('/', ''));
  const under = (account: string, region: string) =>
    days.flatMap((day, at) =>
      ['0005', '2350'].map(
        (time) =>
          `${account}/CloudTrail/${region}/${day}/${account.slice(-12)}_CloudTrail_${region}_${stamps[at]}T${time}Z_x.json.gz`,
      ),
    );
  let folder = '';
  beforeAll(() => {
    folder = make(
      's3/AWSLogs',
      ...under('111122223333', 'us-east-1'),
      ...under('111122223333', 'eu-west-1'),
      ...under('o-abc123/444455556666', 'eu-west-1'),
      '111122223333/CloudTrail-Digest/eu-west-1/2026/11/20/d.json.gz',
      '111122223333/CloudTrail-Insight/eu-west-1/2026/11/20/i.json.gz',
      '111122223333/Config/eu-west-1/2026/11/20/c.json.gz',
      '111122223333/CloudTrail/eu-west-1/2026/11/20/111122223333_CloudTrail-Digest_eu-west-1_x.json.gz',
    );
  });

  test('digests, insights and other services’ logs are passed over, and said to be', async () => {
    expect(await list(folder, all)).toHaveLength(30);
    expect(await notes(folder, all)).toEqual([
      'Not read, as they hold no calls: CloudTrail’s digests (1 folder and 1 file: 111122223333/CloudTrail-Digest, …26/11/20/111122223333_CloudTrail-Digest_eu-west-1_x.json.gz); CloudTrail Insights (1 folder: 111122223333/CloudTrail-Insight); logs of other services (1 folder: 111122223333/Config).',
    ]);
  });

  test.each([
    ['NetworkActivity', 1],
    ['Aggregated', 1],
    ['Something', 1],
    ['Digest', 0],
    ['Insight', 0],
  ])('of CloudTrail-%s, beside CloudTrail’s own folder, this many files are read: %d', async (what, count) => {
    const path = `111122223333/CloudTrail-${what}/eu-west-1/2026/11/20`;
    const place = make(`beside-${what}/AWSLogs`, `${path}/111122223333_CloudTrail-${what}_eu-west-1_x.json.gz`);
    expect(await list(place, all)).toHaveLength(count);
  });

  test.each(['NetworkActivity', 'Aggregated', 'Digest', 'Insight'])(
    'a place in CloudTrail-%s is read, wherever it begins',
    async (what) => {
      const path = `AWSLogs/111122223333/CloudTrail-${what}/eu-west-1/2026`;
      const place = make(`within-${what}`, `${path}/11/20/111122223333_CloudTrail-${what}_eu-west-1_x.json.gz`);
      for (const root of [path, dirname(path), dirname(dirname(path))]) {
        expect(await list(join(place, root), all)).toHaveLength(1);
      }
    },
  );

  test('a folder that no service is known to deliver to is read', async () => {
    const place = make('unknown/AWSLogs', '111122223333/merged/a.json', '111122223333/CloudTrail/all-of-it/b.json');
    expect(await list(place, fetchOf('111122223333', 'eu-west-1', '2020-01-01', '2020-01-02'))).toHaveLength(2);
  });

  test('the newest days come first, whatever their Region and account, and the newest files in them', async () => {
    const times = (await list(folder, all)).map((path) => /_(\d{8}T\d{4})Z/.exec(path)?.[1] ?? '');
    expect(times.map((time) => time.slice(0, 8))).toEqual(
      times
        .map((time) => time.slice(0, 8))
        .sort()
        .reverse(),
    );
    expect(times.slice(0, 2)).toEqual(['20261122T2350', '20261122T0005']);
  });

  test('only the account, the Region and the days on which a record may have been delivered are read', async () => {
    const fetch = fetchOf('111122223333', 'eu-west-1', '2026-11-21T10:00Z', '2026-11-21T12:00Z');
    const found = await list(folder, fetch);
    expect([...new Set(found.map((path) => path.split('/').slice(0, 6).join('/')))]).toEqual([
      '111122223333/CloudTrail/eu-west-1/2026/11/22',
      '111122223333/CloudTrail/eu-west-1/2026/11/21',
      '111122223333/CloudTrail/eu-west-1/2026/11/20',
    ]);
    expect((await notes(folder, fetch)).at(-1)).toBe(
      'Not read, as their paths say what they hold: 1 folder of other accounts, 1 folder of other Regions, 2 folders of other times.',
    );
  });

  test('what was delivered again for 30 days is found under the day of its delivery', async () => {
    const days = ['2026/01/02', '2026/01/31', '2026/02/01', '2026/02/02', '2026/02/03', '2026/03/01'];
    const place = make('late/AWSLogs', ...days.map((day) => `111122223333/CloudTrail/eu-west-1/${day}/a.json.gz`));
    const found = await list(place, fetchOf(null, null, '2026-01-02T10:00Z', '2026-01-02T12:00Z'));
    expect(found.map((path) => path.split('/').slice(3, 6).join('/')).sort()).toEqual(days.slice(0, 4));
  });

  test('what several fetches ask for is listed once, and only what none of them asks for is passed over', async () => {
    const regions = ['eu-west-1', 'us-west-2'].map((region) =>
      fetchOf('111122223333', region, '2013-01-01', '2030-01-01'),
    );
    const { elsewhere, folders } = await listFolders(folder, regions, signal);
    expect([elsewhere, folders.length]).toEqual([
      new Map([
        ['account', 1],
        ['Region', 1],
      ]),
      5,
    ]);
  });

  test('an organization’s accounts are told apart, and a year’s end is no end', async () => {
    const files = await list(folder, fetchOf('444455556666', null, '2025-12-30T00:00Z', '2025-12-30T12:00Z'));
    expect(files).toHaveLength(2);
    expect(files.every((path) => path.startsWith('o-abc123/444455556666/CloudTrail/eu-west-1/2025/12/31/'))).toBe(true);
  });

  test.each(['us-east-1', 'us-gov-west-1', 'cn-north-1'])(
    'records of %s may lie under any Region: trails of one Region deliver global services there',
    async (region) => {
      const files = await list(folder, fetchOf('111122223333', region, '2026-11-20T10:00Z', '2026-11-20T12:00Z'));
      expect(files).toHaveLength(16);
    },
  );

  test('a place inside the layout is read whatever its own path says, and what lies below it is understood by it', async () => {
    const inside = join(folder, '111122223333/CloudTrail/eu-west-1');
    expect(await list(inside, fetchOf(null, null, '2026-11-22T00:00Z', '2026-11-22T01:00Z'))).toHaveLength(4);
    expect(await list(inside, fetchOf('444455556666', 'us-west-2', '2013-01-01', '2030-01-01'))).toHaveLength(10);
    const day = join(inside, '2026/11/20');
    expect(await list(day, fetchOf(null, null, '2013-01-01', '2013-01-02'))).toHaveLength(2);
  });

  test('days that no calendar has rule nothing out', async () => {
    const place = make('odd/AWSLogs', '111122223333/CloudTrail/eu-west-1/2026/13/40/a.json');
    expect(await list(place, fetchOf(null, null, '2026-02-01', '2026-02-02'))).toHaveLength(1);
  });

  test('an archive that lies in another one’s folder is understood by its own path', async () => {
    const path = '444455556666/CloudTrail/eu-west-1/2026/11/20/a.json';
    const place = make('twice/AWSLogs/111122223333/CloudTrail/eu-west-1/2020/01/01/copied', `AWSLogs/${path}`);
    const fetch = fetchOf('444455556666', 'eu-west-1', '2026-11-20', '2026-11-21');
    expect(await list(place, fetch)).toHaveLength(1);
    expect(await list(place, { ...fetch, account: { ...fetch.account, id: '111122223333' } })).toHaveLength(0);
  });
});
