import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Fetch } from '../../src/plan/plan.ts';
import { filesOf, listFolders } from '../../src/sources/log-files/list-folders.ts';

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
  const { folders } = await listFolders(folder, fetch, signal);
  const files = await Promise.all(folders.map(filesOf));
  return files.flat().map((path) => relative(folder, path));
}

test('log files are found in nested folders, whatever their letter case, and nothing else is', async () => {
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
    '._k.json.gz',
  );
  expect((await list(folder, all)).sort()).toEqual([
    'a.json',
    'b/c.JSON.GZ',
    'b/d/e.ndjson',
    'b/d/f.ndjson.gz',
    'g.jsonl',
  ]);
  expect(await listFolders(folder, all, signal)).toMatchObject({ files: 5, unreadable: [], pruned: false });
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
});

test('a folder that is not there is thrown', async () => {
  await expect(listFolders(join(root, 'none'), all, signal)).rejects.toMatchObject({ code: 'ENOENT' });
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

  test('digests, insights and other services’ logs are passed over', async () => {
    expect(await list(folder, all)).toHaveLength(30);
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

  test('only the account, the Region, the days of the window and the day after are read', async () => {
    const files = await list(folder, fetchOf('111122223333', 'eu-west-1', '2026-11-20T10:00Z', '2026-11-20T12:00Z'));
    expect(files.map((path) => path.split('/').slice(0, 6).join('/'))).toEqual([
      '111122223333/CloudTrail/eu-west-1/2026/11/21',
      '111122223333/CloudTrail/eu-west-1/2026/11/21',
      '111122223333/CloudTrail/eu-west-1/2026/11/20',
      '111122223333/CloudTrail/eu-west-1/2026/11/20',
    ]);
  });

  test('an organization’s accounts are told apart, and a year’s end is no end', async () => {
    const files = await list(folder, fetchOf('444455556666', null, '2025-12-30T00:00Z', '2025-12-30T12:00Z'));
    expect(files).toHaveLength(2);
    expect(files.every((path) => path.startsWith('o-abc123/444455556666/CloudTrail/eu-west-1/2025/12/31/'))).toBe(true);
  });

  test('records of us-east-1 may lie under any Region: trails of one Region deliver global services there', async () => {
    const files = await list(folder, fetchOf('111122223333', 'us-east-1', '2026-11-20T10:00Z', '2026-11-20T12:00Z'));
    expect(files).toHaveLength(8);
  });

  test('a folder inside the layout is understood by its whole path', async () => {
    const inside = join(folder, '111122223333/CloudTrail/eu-west-1');
    expect(await list(inside, fetchOf(null, null, '2026-11-19T00:00Z', '2026-11-19T01:00Z'))).toHaveLength(4);
    const other = await listFolders(inside, fetchOf('444455556666', null, '2013-01-01', '2030-01-01'), signal);
    expect(other).toMatchObject({ files: 0, pruned: true });
  });
});
