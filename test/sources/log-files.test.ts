import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { Readable } from 'node:stream';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { where } from '../../src/condition/condition.ts';
import type { Fetch } from '../../src/plan/plan.ts';
import type { Batch, EventSource, SearchOptions } from '../../src/sources/source.ts';
import { Tallies } from '../../src/trail/tallies.ts';

/** Workers exist only as built. */
const built = '../../build/sources/log-files/log-files.js';
const { createLogFiles }: typeof import('../../src/sources/log-files/log-files.ts') = await import(built);

let root = '';
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'trail-logs-'));
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

const began = Date.UTC(2026, 10, 20, 9);
const record = (number: number, more: object = {}) => ({
  eventVersion: '1.10',
  userIdentity: {
    type: 'IAMUser',
    userName: `user-${number % 7}`,
    accountId: '111122223333',
    accessKeyId: 'AKIAIOSFODNN7EXAMPLE',
  },
  eventTime: new Date(began + number * 1000).toISOString().replace('.000', ''),
  eventSource: 's3.amazonaws.com',
  eventName: number % 10 === 0 ? 'DeleteBucket' : 'ListBuckets',
  awsRegion: number % 2 === 0 ? 'us-east-1' : 'eu-west-1',
  sourceIPAddress: '10.0.0.1',
  eventID: `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`,
  readOnly: number % 10 !== 0,
  recipientAccountId: '111122223333',
  ...more,
});
const numbers = (from: number, to: number) => Array.from({ length: to - from }, (_, at) => from + at);
const zipped = (records: object[]) => gzipSync(JSON.stringify({ Records: records }));

function folderOf(name: string, files: Record<string, Buffer | string>): string {
  for (const [file, content] of Object.entries(files)) {
    const path = join(root, name, file);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, content);
  }
  return join(root, name);
}

const fetchOf = (given: Partial<Fetch> = {}): Fetch => ({
  source: 'log-files',
  account: { id: null, name: 'archive', role: null, externalId: null, regions: [], archive: null },
  region: null,
  filter: [],
  window: { start: began, end: began + 1e9 },
  effort: 'complete',
  limit: 5,
  whole: false,
  ...given,
});
const optionsOf = (given: Partial<SearchOptions> = {}): SearchOptions => ({
  signal: new AbortController().signal,
  asker: 'trail-cli',
  hiding: { own: { roles: [], callers: [] }, ignore: [] },
  ...given,
});

/** The batches of one fetch. */
async function* searched(source: EventSource, fetch: Fetch, options: SearchOptions): AsyncGenerator<Batch> {
  yield* (await source.open([fetch], options)).search(fetch);
}

/** Searches to the end and adds up. */
async function search(folder: string, fetch: Fetch = fetchOf(), options: SearchOptions = optionsOf(), workers = 2) {
  const source = createLogFiles({ root: folder, workers });
  const batches: Batch[] = [];
  try {
    for await (const batch of searched(source, fetch, options)) batches.push(batch);
  } finally {
    await source.close();
  }
  const tallies = new Tallies();
  for (const batch of batches) for (const tally of batch.tallies) tallies.merge(tally);
  const places = new Map<string, number>();
  for (const { account, region, recordsRead } of batches.flatMap((batch) => batch.places ?? [])) {
    places.set(`${account} ${region}`, (places.get(`${account} ${region}`) ?? 0) + recordsRead);
  }
  const sum = (field: 'recordsRead' | 'pages' | 'hidden' | 'partiallyRead') =>
    batches.reduce((all, batch) => all + batch[field], 0);
  return {
    batches,
    tallies: tallies.list(),
    count: tallies.list().reduce((all, { count }) => all + count, 0),
    latest: batches.flatMap(({ latest }) => latest).sort((one, other) => other.time - one.time),
    places: Object.fromEntries(places),
    missed: batches.flatMap(({ missed }) => missed),
    recordsRead: sum('recordsRead'),
    pages: sum('pages'),
    hidden: sum('hidden'),
  };
}

describe('an archive', () => {
  let archive = '';
  beforeAll(() => {
    const files = numbers(0, 20).map((file): [string, Buffer] => [
      `${file % 3}/111122223333_CloudTrail_us-east-1_20261120T${String(file).padStart(4, '0')}Z_x.json.gz`,
      // Each file also holds the last ten records of the one before, as CloudTrail at times delivers twice.
      zipped(numbers(Math.max(0, file * 100 - 10), file * 100 + 100).map((number) => record(number))),
    ]);
    archive = folderOf('archive', Object.fromEntries(files));
  });

  test('each event counts once however often it was delivered, with its first and last time', async () => {
    const { count, tallies, recordsRead, pages, places, missed } = await search(archive);
    expect([count, recordsRead, pages, missed]).toEqual([2000, 2190, 20, []]);
    expect(Math.min(...tallies.map(({ first }) => first))).toBe(began);
    expect(Math.max(...tallies.map(({ last }) => last))).toBe(began + 1999 * 1000);
    expect(places).toEqual({ '111122223333 us-east-1': 1095, '111122223333 eu-west-1': 1095 });
  });

  test('the newest events come whole, each once', async () => {
    const { latest } = await search(archive, fetchOf({ whole: true }));
    expect(latest.slice(0, 5).map(({ id }) => Number(id.slice(-12)))).toEqual([1999, 1998, 1997, 1996, 1995]);
    expect(latest[0]?.record).toMatchObject({ eventName: 'ListBuckets' });
    expect(new Set(latest.map(({ id }) => id)).size).toBe(latest.length);
  });

  test('only what is asked for is counted', async () => {
    const window = { start: began + 100_000, end: began + 300_000 };
    const { count, tallies } = await search(
      archive,
      fetchOf({
        filter: [where('event', { name: 'DeleteBucket', source: null }), where('by', 'USER-3')],
        window,
        region: 'us-east-1',
      }),
    );
    const expected = numbers(100, 301).filter((number) => number % 10 === 0 && number % 7 === 3);
    expect(count).toBe(expected.length);
    expect(new Set(tallies.map((tally) => `${tally.event} ${tally.principal.name} ${tally.region}`))).toEqual(
      new Set(['DeleteBucket user-3 us-east-1']),
    );
  });

  test('hidden events are counted as hidden, once each', async () => {
    const hiding = { own: { roles: [], callers: [] }, ignore: [{ principal: 'User-1*' }] };
    const { count, hidden } = await search(archive, fetchOf(), optionsOf({ hiding }));
    const hiddenOnes = numbers(0, 2000).filter((number) => number % 7 === 1).length;
    expect([count, hidden]).toEqual([2000 - hiddenOnes, hiddenOnes]);
  });

  test('the window counts as searched only when everything is read, and progress only grows', async () => {
    const { batches } = await search(archive);
    const done = batches.map((batch) => batch.done);
    expect(batches.length).toBeGreaterThan(1);
    expect(done).toEqual([...done].sort((one, other) => one - other));
    expect(batches.map(({ reached }) => reached)).toEqual([...batches.slice(1).map(() => began + 1e9), began]);
    expect(done.at(-1)).toBe(1);
  });

  test('one source answers several searches at once', async () => {
    const source = createLogFiles({ root: archive, workers: 2 });
    const counts = await Promise.all(
      ['user-1', 'user-2', 'user-3'].map(async (by) => {
        let count = 0;
        for await (const { tallies } of searched(source, fetchOf({ filter: [where('by', by)] }), optionsOf())) {
          for (const tally of tallies) count += tally.count;
        }
        return count;
      }),
    );
    await source.close();
    expect(counts).toEqual([1, 2, 3].map((rest) => numbers(0, 2000).filter((number) => number % 7 === rest).length));
  });

  test('a search that is aborted says so at once, and whether its time ran out', async () => {
    const source = createLogFiles({ root: archive, workers: 1 });
    const ask = async (signal: AbortSignal, abort: () => void) => {
      for await (const _ of searched(source, fetchOf(), optionsOf({ signal }))) abort();
    };
    const cancelled = new AbortController();
    await expect(ask(cancelled.signal, () => cancelled.abort())).rejects.toMatchObject({
      miss: { reason: 'cancelled' },
    });
    const late = new AbortController();
    const outOfTime = () => late.abort(new DOMException('late', 'TimeoutError'));
    await expect(ask(late.signal, outOfTime)).rejects.toMatchObject({ miss: { reason: 'timeout' } });
    await source.close();
  });

  test('closing ends a search', async () => {
    const source = createLogFiles({ root: archive, workers: 1 });
    const ask = async () => {
      for await (const _ of searched(source, fetchOf(), optionsOf())) await source.close();
    };
    await expect(ask()).rejects.toMatchObject({ miss: { reason: 'cancelled' } });
  });

  test('workers that were not closed do not keep the process alive', () => {
    const script = `
      import { createLogFiles } from ${JSON.stringify(resolve('build/sources/log-files/log-files.js'))};
      const source = createLogFiles({ root: ${JSON.stringify(archive)} });
      const options = { signal: new AbortController().signal, asker: 'x', hiding: ${JSON.stringify(optionsOf().hiding)} };
      let read = 0;
      const fetch = ${JSON.stringify(fetchOf())};
      const opened = await source.open([fetch], options);
      for await (const batch of opened.search(fetch)) read += batch.recordsRead;
      console.log(read);`;
    const child = spawnSync(process.execPath, ['--input-type=module', '-e', script], {
      encoding: 'utf8',
      timeout: 20_000,
    });
    expect([child.stdout.trim(), child.status]).toEqual(['2190', 0]);
  });
});

describe('what cannot be read', () => {
  test('damaged files are named, and everything else counts', async () => {
    const good = zipped(numbers(0, 10).map((number) => record(number)));
    const folder = folderOf('damaged', {
      'good.json.gz': good,
      'deep/empty.json': '',
      'deep/cut.json.gz': good.subarray(0, good.length - 40),
      'package.json': '{"name":"something else"}',
      'half.ndjson': `${JSON.stringify(record(20))}\n${JSON.stringify(record(21)).slice(0, 40)}`,
      'plain-named-gz.json.gz': JSON.stringify({ Records: [record(30)] }),
    });
    const { missed, count } = await search(folder);
    expect(count).toBe(12);
    expect(missed.map(({ reason, message }) => `${reason}: ${message}`).sort()).toEqual([
      expect.stringMatching(
        /^unreachable: deep\/cut\.json\.gz is cut short, only \d+ records? of it could be read: fetch it again\.$/,
      ),
      'unreachable: deep/empty.json is empty: fetch it again.',
      'unreachable: half.ndjson is cut short, only 1 record of it could be read: fetch it again.',
      'unreachable: package.json holds no CloudTrail records in a form that Trail can read.',
    ]);
  });

  test('of very many broken files the first hundred are named and the others counted', async () => {
    const folder = folderOf('broken', Object.fromEntries(numbers(0, 130).map((number) => [`${number}.json`, ''])));
    const { missed } = await search(folder);
    expect(missed).toHaveLength(101);
    expect(missed.at(-1)).toEqual({
      reason: 'unreachable',
      message: '30 more files or folders could not be read in full.',
      unread: { files: 30, partly: 0, folders: 0 },
    });
  });

  test.each(['none', 'a.json/b'])(
    'a place that is not there, such as %s, stops the search with a sentence',
    async (at) => {
      const folder = folderOf('missing', { 'a.json': '{"Records":[]}' });
      await expect(search(join(folder, at))).rejects.toMatchObject({
        name: 'SearchStopped',
        message: expect.stringMatching(
          /^There is no file or folder .*: give CloudTrail’s log files, or the folder that holds them\.$/,
        ),
      });
    },
  );

  (process.getuid?.() === 0 ? test.skip : test)(
    'a folder that may not be read stops the search (skipped for the root user)',
    async () => {
      const folder = folderOf('locked', { 'a.json': '' });
      chmodSync(folder, 0);
      await expect(search(folder)).rejects.toMatchObject({ miss: { reason: 'access-denied' } });
      chmodSync(folder, 0o755);
    },
  );

  test.each([
    ['an empty folder', () => mkdirSync(join(root, 'nothing'), { recursive: true }), 'nothing'],
    ['a folder of leftovers', () => folderOf('leftovers', { '.DS_Store': 'x', '.git/HEAD': 'ref' }), 'leftovers'],
    ['a folder of folders', () => mkdirSync(join(root, 'hollow/a/b'), { recursive: true }), 'hollow'],
  ])('%s says that it holds nothing to read', async (_says, prepare, folder) => {
    prepare();
    const { missed, count } = await search(join(root, folder));
    expect(count).toBe(0);
    expect(missed.map(({ message }) => message)).toEqual([expect.stringMatching(/holds nothing to read: give the/)]);
  });

  test('what is no file, leads nowhere or round in circles is named with what it is, and the rest counts', async () => {
    const folder = folderOf('special', { 'good.json': JSON.stringify({ Records: [record(1)] }) });
    spawnSync('mkfifo', [join(folder, 'pipe')]);
    symlinkSync('/dev/null', join(folder, 'device'));
    symlinkSync(join(folder, 'nowhere'), join(folder, 'dangling.json'));
    symlinkSync(join(folder, 'round'), join(folder, 'round'));
    symlinkSync(folder, join(folder, 'up'));
    const socket = createServer().listen(join(folder, 'socket'));
    await once(socket, 'listening');
    const { missed, count, batches } = await search(folder);
    socket.close();
    expect(count).toBe(1);
    expect(missed.map(({ message }) => message).sort()).toEqual([
      'dangling.json could not be read (ENOENT): it is gone, or a link that leads nowhere.',
      'device is a device and no file, so it was not read.',
      'pipe is a pipe and no file, so it was not read.',
      'round could not be read (ELOOP): its links lead back to it.',
      'socket is a socket and no file, so it was not read.',
    ]);
    expect(batches.at(-1)?.files).toBe(6);
  });

  test('names that attack are told in one line, and long ones by their end', async () => {
    const folder = folderOf('names', {
      '\u001b[31mred\nline\u202e.json': '',
      '<!channel> *bold*.json': '',
      [`${'a'.repeat(245)}.json`]: '',
    });
    const { missed } = await search(folder);
    expect(missed.map(({ message }) => message).sort()).toEqual([
      ' [31mred line .json is empty: fetch it again.',
      '<!channel> *bold*.json is empty: fetch it again.',
      `…${'a'.repeat(194)}.json is empty: fetch it again.`,
    ]);
  });

  test('a file whose name is no text is named, rather than passed over', async () => {
    const folder = folderOf('bytes', { 'good.json': JSON.stringify({ Records: [record(1)] }) });
    writeFileSync(Buffer.concat([Buffer.from(join(folder, 'bad-')), Buffer.from([0xff, 0xfe])]), '');
    const { missed, count } = await search(folder);
    expect(count).toBe(1);
    expect(missed).toHaveLength(1);
  });

  test('files that are gone when their folder’s turn comes are counted', async () => {
    const folder = folderOf('vanishing', {
      'a/1.json': JSON.stringify(record(1)),
      'b/2.json': JSON.stringify(record(2)),
      'b/3.json': JSON.stringify(record(3)),
    });
    const source = createLogFiles({ root: folder, workers: 1 });
    const opened = await source.open([fetchOf()], optionsOf());
    rmSync(join(folder, 'b/3.json'));
    rmSync(join(folder, 'a'), { recursive: true });
    const missed: string[] = [];
    for await (const batch of opened.search(fetchOf())) missed.push(...batch.missed.map(({ message }) => message));
    await source.close();
    expect(missed.sort()).toEqual([
      '1 file of b was gone before Trail came to read: ask again.',
      'The folder a could not be read (ENOENT): it is gone, or a link that leads nowhere.',
    ]);
  });

  test('a worker that dies over a file costs that file alone', async () => {
    const folder = folderOf(
      'deadly',
      Object.fromEntries(numbers(0, 12).map((file) => [`${file}.json`, JSON.stringify(record(file))])),
    );
    const copy = join(root, 'build');
    cpSync('build', copy, { recursive: true });
    writeFileSync(join(root, 'package.json'), '{"type":"module"}');
    symlinkSync(resolve('node_modules'), join(root, 'node_modules'));
    const reading = join(copy, 'sources/log-files/read-content.js');
    writeFileSync(
      reading,
      `export async function* readContent(path, limits) { if (path.endsWith('/7.json')) process.exit(3); yield* (await import('./healthy.js')).readContent(path, limits); }`,
    );
    cpSync('build/sources/log-files/read-content.js', join(copy, 'sources/log-files/healthy.js'));
    const faults: unknown[] = [];
    const { createLogFiles: create }: typeof import('../../src/sources/log-files/log-files.ts') = await import(
      join(copy, 'sources/log-files/log-files.js')
    );
    const source = create({ root: folder, workers: 2, log: { error: (fields: object) => faults.push(fields) } });
    const batches: Batch[] = [];
    for await (const batch of searched(source, fetchOf(), optionsOf())) batches.push(batch);
    await source.close();
    expect(batches.reduce((sum, { recordsRead }) => sum + recordsRead, 0)).toBe(11);
    expect(batches.flatMap(({ missed }) => missed.map(({ message }) => message))).toEqual([
      'Trail failed over 7.json: its log says more.',
    ]);
    expect(faults).toHaveLength(1);
  });
});

describe('a place that is no folder', () => {
  const content = JSON.stringify({ Records: numbers(0, 30).map((number) => record(number)) });

  /** Searches a source twice, as questions do that trace or compare; returns what each found. */
  async function twice(source: EventSource & { close(): Promise<void> }) {
    const found: { count: number; missed: string[] }[] = [];
    for (let round = 0; round < 2; round++) {
      const batches: Batch[] = [];
      for await (const batch of searched(source, fetchOf(), optionsOf())) batches.push(batch);
      const tallies = batches.flatMap((batch) => batch.tallies);
      found.push({
        count: tallies.reduce((sum, { count }) => sum + count, 0),
        missed: batches.flatMap(({ missed }) => missed.map(({ message }) => message)),
      });
    }
    await source.close();
    return found;
  }
  const all = { count: 30, missed: [] };

  test('is read where it is a file, whatever its name, or a link to one', async () => {
    const folder = folderOf('one', { 'history.json': content, history: gzipSync(content), '.DS_Store': content });
    symlinkSync(join(folder, 'history.json'), join(folder, 'link'));
    for (const name of ['history.json', 'history', '.DS_Store', 'link']) {
      expect(await twice(createLogFiles({ root: join(folder, name) }))).toEqual([all, all]);
    }
  });

  test('is named as it was given where it can’t be read', async () => {
    const folder = folderOf('one-bad', { 'empty.json': '' });
    const [{ missed } = { missed: [] }] = await twice(createLogFiles({ root: join(folder, 'empty.json') }));
    expect(missed).toEqual([`${join(folder, 'empty.json')} is empty: fetch it again.`]);
  });

  test.each([
    ['as it is', Readable.from([Buffer.from(content.slice(0, 100)), Buffer.from(content.slice(100))])],
    ['gzipped', Readable.from([gzipSync(content)])],
  ])('is read once and kept where it is the input, %s', async (_says, stream) => {
    let asked = 0;
    const input = () => (asked++ === 0 ? stream : null);
    expect(await twice(createLogFiles({ root: '-', input }))).toEqual([all, all]);
  });

  test('is read once and kept where it is a pipe', async () => {
    const path = join(root, 'pipe-of-its-own');
    spawnSync('mkfifo', [path]);
    const writer = spawn('sh', ['-c', 'cat > "$0"', path]);
    writer.stdin.end(content);
    expect(await twice(createLogFiles({ root: path }))).toEqual([all, all]);
  });

  test('says so where the input is empty, cut short, broken off, or a terminal', async () => {
    const said = async (stream: Readable | null) => {
      const [one] = await twice(createLogFiles({ root: '-', input: () => stream }));
      return one;
    };
    expect(await said(Readable.from([]))).toEqual({
      count: 0,
      missed: ['Standard input is empty: fetch it again.'],
    });
    expect((await said(Readable.from([gzipSync(content).subarray(0, 300)])))?.missed).toEqual([
      expect.stringMatching(/^Standard input is cut short, only \d+ records? of it could be read/),
    ]);
    const broken = new Readable({
      read() {
        this.push(content);
        this.destroy(Object.assign(new Error('gone'), { code: 'EIO' }));
      },
    });
    expect((await said(broken))?.missed).toEqual([
      'Standard input could not be read (EIO): see that it can be read, and ask again.',
    ]);
    await expect(said(null)).rejects.toMatchObject({
      miss: { reason: 'not-configured', message: expect.stringMatching(/^Nothing is piped into Trail: /) },
    });
  });

  test('is let go where nobody waits for it any more', async () => {
    const endless = new Readable({ read: () => undefined });
    const source = createLogFiles({ root: '-', input: () => endless });
    const asking = new AbortController();
    const opening = source.open([fetchOf()], optionsOf({ signal: asking.signal }));
    asking.abort();
    await expect(opening).rejects.toMatchObject({ miss: { reason: 'cancelled' } });
    expect(endless.destroyed).toBe(true);
    await source.close();
  });
});

test('a file of 50,000 records is read', async () => {
  const folder = folderOf('large', { 'large.json.gz': zipped(numbers(0, 50_000).map((number) => record(number))) });
  expect((await search(folder)).count).toBe(50_000);
});
