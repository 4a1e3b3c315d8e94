import { spawnSync } from 'node:child_process';
import { lstatSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Fetch } from '../../src/plan/plan.ts';
import { noteText } from '../../src/present/text.ts';

const built = '../../build/sources/log-files/log-files.js';
const { createLogFiles }: typeof import('../../src/sources/log-files/log-files.ts') = await import(built);

const roots: string[] = [];
afterAll(() => {
  for (const root of roots) rmSync(root, { recursive: true, force: true });
});

/** What stands at a path of the tree. */
type Leaf = 'record' | 'zipped' | 'empty' | 'foreign' | 'pipe' | 'dangling';

interface Planted {
  folders: string[];
  name: string;
  leaf: Leaf;
}

const folderNames = fc.oneof(
  fc.constantFrom(
    ...['AWSLogs', 'o-abc123', '111122223333', '444455556666', 'CloudTrail', 'CloudTrail-NetworkActivity'],
    ...[
      'CloudTrail-Aggregated',
      'CloudTrail-Digest',
      'CloudTrail-Insight',
      'us-east-1',
      'eu-west-1',
      '2024',
      '05',
      '02',
    ],
    ...['elasticloadbalancing', 'vpcflowlogs', 'Config', 'merged', '.hidden', '.git', '__MACOSX'],
  ),
  fc.string({ unit: 'grapheme', minLength: 1, maxLength: 12 }),
);
const fileNames = fc.oneof(
  fc.constantFrom(
    ...['a.json', 'b.json.gz', 'c.log', 'd.txt', '000000', 'e.csv', 'f.parquet', '.hidden', 'g.bak', 'h\nx.json'],
    ...['_SUCCESS', '.DS_Store', 'Thumbs.db', '._a.json', '.a.crc', 'desktop.ini'],
    '111122223333_CloudTrail-Digest_us-east-1_20240502T1005Z_x.json.gz',
    '111122223333_CloudTrail-Insight_us-east-1_20240502T1005Z_x.json.gz',
    '111122223333_CloudTrail_us-east-1_20240502T1005Z_x.json.gz',
  ),
  fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 }),
);
const isName = (name: string) => !/[/\0]/.test(name) && name !== '.' && name !== '..' && Buffer.byteLength(name) < 200;
const leaves = fc.constantFrom<Leaf>('record', 'record', 'record', 'zipped', 'empty', 'foreign', 'pipe', 'dangling');
const laidOut = fc
  .tuple(
    fc.constantFrom('CloudTrail', 'CloudTrail-NetworkActivity', 'CloudTrail-Digest', 'Config', 'merged'),
    fc.constantFrom('us-east-1/2024/05/02', 'eu-west-1/2024', 'all'),
  )
  .map(([what, below]) => ['AWSLogs', '111122223333', what, ...below.split('/')]);
const trees = fc.array(
  fc.record<Planted>({
    folders: fc.oneof(fc.array(folderNames.filter(isName), { maxLength: 5 }), laidOut),
    name: fileNames.filter(isName),
    leaf: leaves,
  }),
  { maxLength: 25 },
);

/** Says in its own way what a name, and the names above it below the place, tell to be without calls. */
function isWithoutCalls(names: readonly string[], isFolder: boolean): boolean {
  const name = names.at(-1) ?? '';
  if (!isFolder) {
    const leftovers = ['_success', '.ds_store', 'thumbs.db', 'desktop.ini', '.git'];
    const isLeftover = name.startsWith('._') || name.toLowerCase().endsWith('.crc');
    return isLeftover || leftovers.includes(name.toLowerCase()) || /^\d{12}_CloudTrail-(Digest|Insight)_/.test(name);
  }
  if (['CloudTrail-Digest', 'CloudTrail-Insight', '.git', '__MACOSX'].includes(name)) return true;
  if (!['elasticloadbalancing', 'vpcflowlogs', 'Config'].includes(name)) return false;
  const above = names.slice(0, -1);
  const account = /^\d{12}$/.test(above.at(-1) ?? '') ? above.slice(0, -1) : null;
  if (account === null) return false;
  const bare = /^o-/.test(account.at(-1) ?? '') ? account.slice(0, -1) : account;
  return bare.at(-1) === 'AWSLogs';
}

/** Makes the tree on disk, and tells what must become of each part of it. */
function plant(root: string, tree: readonly Planted[]) {
  const found: string[] = [];
  const passedOver = new Set<string>();
  let missed = 0;
  for (const { folders, name, leaf } of tree) {
    const names = [...folders, name];
    const path = join(root, ...names);
    try {
      mkdirSync(join(root, ...folders), { recursive: true });
    } catch {
      continue; // A file stands where a folder would.
    }
    if (lstatSync(path, { throwIfNoEntry: false }) !== undefined) continue;
    const id = `00000000-0000-4000-8000-${String(planted++).padStart(12, '0')}`;
    write(path, leaf, id);
    const at = names.findIndex((_, end) => isWithoutCalls(names.slice(0, end + 1), end < folders.length));
    if (at >= 0) passedOver.add(names.slice(0, at + 1).join('/'));
    else if (leaf === 'record' || leaf === 'zipped') found.push(id);
    else missed++;
  }
  return { found: found.sort(), missed, passedOver: passedOver.size };
}

let planted = 0;

function write(path: string, what: Leaf, id: string): void {
  const record = JSON.stringify({
    Records: [
      {
        eventID: id,
        eventName: 'DeleteBucket',
        eventSource: 's3.amazonaws.com',
        eventTime: '2024-05-02T10:00:00Z',
        awsRegion: 'us-east-1',
        recipientAccountId: '111122223333',
        userIdentity: { type: 'IAMUser', userName: 'alice' },
      },
    ],
  });
  if (what === 'pipe') spawnSync('mkfifo', [path]);
  else if (what === 'dangling') symlinkSync('/nowhere/at/all', path);
  else if (what === 'zipped') writeFileSync(path, gzipSync(record));
  else writeFileSync(path, { record, empty: '', foreign: 'hello, world' }[what]);
}

const fetch: Fetch = {
  source: 'log-files',
  account: { id: null, name: 'all', role: null, externalId: null, regions: [], archive: null },
  region: null,
  filter: [],
  window: { start: Date.UTC(2013, 0), end: Date.UTC(2030, 0) },
  effort: 'complete',
  limit: 1000,
  whole: false,
};

test('of any tree, every file is read, or named as not read, or counted with the folder it lies in', async () => {
  await fc.assert(
    fc.asyncProperty(trees, async (tree) => {
      const root = mkdtempSync(join(tmpdir(), 'trail-tree-'));
      roots.push(root);
      const expected = plant(root, tree);
      const source = createLogFiles({ root, workers: 1 });
      const hiding = { own: { roles: [], callers: [] }, ignore: [] };
      const opened = await source.open([fetch], { signal: new AbortController().signal, asker: 'trail-cli', hiding });
      const found: string[] = [];
      let missed = 0;
      for await (const batch of opened.search(fetch)) {
        found.push(...batch.latest.map(({ id }) => id));
        for (const { unread } of batch.missed) missed += (unread?.files ?? 0) + (unread?.partly ?? 0);
      }
      await source.close();
      const notes = opened.report.notes.map(noteText).join();
      const counts = [...notes.matchAll(/\((?:(\d+) folders?)?(?: and )?(?:(\d+) files?)?(?::|, such as) /g)];
      const passedOver = counts.reduce((sum, [, folders = 0, files = 0]) => sum + Number(folders) + Number(files), 0);
      expect({ found: found.sort(), missed, passedOver }).toEqual(expected);
    }),
    { numRuns: 25 },
  );
}, 120_000);
