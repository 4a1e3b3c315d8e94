import { afterEach, describe, expect, test } from '@jest/globals';
import { noQuestionLog } from '../../src/ask/ask.ts';
import { createExportService, type Exported } from '../../src/export/export-events.ts';
import { eventWith } from '../records/events.ts';
import { prod } from '../slack/bot.ts';
import { sourcesOf } from '../slack/trail.ts';

const now = Date.parse('2026-11-20T10:00:00Z');
const deps = {
  accounts: async () => [prod],
  access: null,
  hiding: { own: { roles: [], callers: [] }, ignore: [] },
  logs: null,
  quota: () => [],
  clock: () => now,
  onBug: () => undefined,
  commands: [],
  questionLog: noQuestionLog,
};
const asker = { kind: 'slack', user: 'U1', team: 'T1', channel: 'C1', usergroups: [] } as const;

const open: Exported[] = [];
afterEach(async () => {
  for (const one of open.splice(0)) await one.dispose();
});

async function exported(count: number, maxCalls: number) {
  const events = Array.from({ length: count }, (_, at) =>
    eventWith({
      id: `5b2805a5-3e06-4437-a7a2-${String(at).padStart(12, '0')}`,
      region: at % 2 === 0 ? 'us-east-1' : 'us-east-2',
      time: now - 60_000 - at * 1000,
    }),
  );
  const sources = sourcesOf(events);
  const command = 'who DescribeSlackChannels since:1d';
  const service = createExportService({ ...deps, sources }, maxCalls);
  const request = { text: command, asker, zone: 'UTC' };
  const found = await service.export(request, AbortSignal.timeout(20_000), () => undefined);
  if (!found.ok) throw new Error(JSON.stringify(found.fault));
  open.push(found.value);
  const [csv, ndjson] = await Promise.all(found.value.files.map(textOf));
  return { ...found.value, csv: csv ?? '', ndjson: ndjson ?? '' };
}

async function textOf({ size, read }: Exported['files'][number]): Promise<string> {
  const parts: Uint8Array[] = [];
  for await (const part of read()) parts.push(part);
  const bytes = Buffer.concat(parts);
  expect(bytes.length).toBe(size);
  return bytes.toString('utf8');
}

describe('An export of everything a question is about', () => {
  test('holds each call once, of all Regions, and says that it is complete', async () => {
    const { calls, csv, ndjson, coverage } = await exported(2_000, 100_000);
    expect([calls, coverage.complete]).toEqual([2_000, true]);
    expect(new Set(csv.split('\r\n')).size).toBe(2_002);
    expect(ndjson.trimEnd().split('\n')).toHaveLength(2_001);
  });

  test('ends where it is full, and says so', async () => {
    const { calls, csv, ndjson, coverage } = await exported(500, 100);
    expect([calls, coverage.complete]).toEqual([100, false]);
    expect(csv.split('\r\n')).toHaveLength(102);
    expect(coverage.notes.join(' ')).toContain('ends after 100 calls');
    expect(ndjson.split('\n')[0]).toContain('ends after 100 calls');
  });
});
