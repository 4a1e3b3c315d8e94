import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { trace } from '../../src/start/trace.ts';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'trail-doors-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Loaded {
  /** Files of dist and node_modules that were loaded, by their path in the project. */
  files: string[];
  /** What the files of dist were bundled from. */
  sources: string[];
}

/** Runs the built product; V8's coverage tells each file that was loaded, its source map what that was made of. */
function loadedBy(...words: string[]): Loaded {
  const coverage = mkdtempSync(join(folder, 'coverage-'));
  const env = { PATH: process.env.PATH, NODE_V8_COVERAGE: coverage, AWS_EC2_METADATA_DISABLED: 'true' };
  const { status, stderr } = spawnSync(process.execPath, [resolve('dist/main.js'), ...words], { cwd: folder, env });
  expect([status, String(stderr)]).toEqual([0, '']);
  const paths = readdirSync(coverage).flatMap((file) => {
    const { result }: { result: { url: string }[] } = JSON.parse(readFileSync(join(coverage, file), 'utf8'));
    return result.flatMap(({ url }) => (url.startsWith('file:') ? [fileURLToPath(url)] : []));
  });
  return { files: paths.map((path) => relative('.', path)).sort(), sources: paths.flatMap(sourcesOf).sort() };
}

function sourcesOf(path: string): string[] {
  if (!existsSync(`${path}.map`)) return [];
  const { sources }: { sources: string[] } = JSON.parse(readFileSync(`${path}.map`, 'utf8'));
  return sources.map((source) => relative('.', resolve(dirname(path), source)));
}

const within = (paths: string[], ...folders: string[]) =>
  paths.filter((path) => folders.some((one) => path.startsWith(one)));

describe('each door loads what it needs and no more', () => {
  test('help loads the questions, and nothing that reads, searches or is installed', () => {
    const { files, sources } = loadedBy('help');
    expect(sources).toContain('src/questions/who.ts');
    expect(within(files, 'node_modules')).toEqual([]);
    const readers = ['ipaddr.js', 'chrono-node', 'yaml', 'zod'].map((name) => `node_modules/${name}`);
    expect(within(sources, ...readers, 'src/sources', 'src/sample', 'src/ask', 'src/slack', 'src/state/open')).toEqual(
      [],
    );
    expect(within(sources, 'src/query/read-query', 'src/query/plain')).toEqual([]);
  });

  test('help of one question loads no more than help', () => {
    expect(loadedBy('help', 'who')).toEqual(loadedBy('help'));
  });

  test('a question over the sample loads neither AWS’s SDK nor what reads log files, trail.yml or Slack', () => {
    const { files, sources } = loadedBy('--sample', 'who', 'DescribeSlackChannels');
    expect(sources).toContain('src/sample/sample-month.ts');
    expect(within(files, 'node_modules')).toEqual([]);
    expect(within(sources, 'node_modules/zod', 'node_modules/yaml')).toEqual([]);
    expect(within(sources, 'src/sources/aws', 'src/sources/log-files', 'src/slack', 'src/config.ts')).toEqual([]);
  });

  test('a question over log files loads neither AWS’s SDK nor the sample', () => {
    const record = { eventTime: '2026-11-20T09:00:00Z', eventName: 'ListBuckets', eventID: '1' };
    const logs = mkdtempSync(join(folder, 'logs-'));
    writeFileSync(join(logs, 'one.json'), JSON.stringify({ Records: [record] }));
    const { files, sources } = loadedBy('--logs', logs, 'who', 'ListBuckets', 'since:2026-11-20');
    expect(files).toContain('dist/chunks/read-worker.js');
    expect(within(files, 'node_modules')).toEqual([]);
    expect(within(sources, 'src/sources/aws', 'src/sample/stories', 'src/slack')).toEqual([]);
  });
});

test('where Trail fails by a fault of its own, the trace names the source', () => {
  const chunks = readdirSync('dist/chunks').filter((file) => file.endsWith('.js'));
  const places = chunks.flatMap((file) => {
    const lines = readFileSync(join('dist/chunks', file), 'utf8').split('\n');
    const line = lines.findIndex((text) => text.includes('async function question('));
    return line < 0 ? [] : [`${pathToFileURL(resolve('dist/chunks', file))}:${line + 1}:16`];
  });
  const error = new Error('out of order');
  error.stack = `Error: out of order\n    at question (${places[0]})\n    at node:internal/main:1:2`;
  expect(trace(error)).toMatch(
    /^Error: out of order\n {4}at question \(\/.+\/src\/start\/question\.ts:\d+:\d+\)\n {4}at node:internal\/main:1:2$/,
  );
});
