import { afterEach, describe, expect, test } from '@jest/globals';
import { noQuestionLog } from '../../src/ask/ask.ts';
import { createExportService, type Exported } from '../../src/export/export-events.ts';
import { createClients } from '../../src/sources/aws/clients.ts';
import { createAwsLookups } from '../../src/sources/event-history/aws-lookups.ts';
import { createSources } from '../../src/sources/index.ts';
import { startAws } from '../fakes/aws.ts';
import { eventWith } from '../records/events.ts';
import { record } from '../records/make.ts';
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
const ending: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const one of open.splice(0)) await one.dispose();
  for (const end of ending.splice(0)) await end();
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

  test('says what was read for it, and what was known already', async () => {
    const times = Array.from({ length: 120 }, (_, at) => now - 60_000 - at * 1000);
    const records = times.map((time) => record({ eventName: 'DeleteBucket', time }));
    const aws = await startAws({ records, now: () => now, limit: { perSecond: null } });
    Object.assign(process.env, aws.env);
    const clients = createClients({ version: '1', clock: Date.now });
    const lookups = async () => createAwsLookups({ clients, pacing: { spacing: 0 } });
    const { sources, close } = createSources({ lookups, clock: () => now });
    ending.push(close, async () => clients.close(), aws.stop);
    const doors = { ...deps, accounts: async () => [{ ...prod, regions: ['us-east-1'] }], sources };
    const { signal } = new AbortController();
    const read = async (since: string) => {
      const request = { text: `who DeleteBucket since:${since}`, asker, zone: 'UTC' };
      const found = await createExportService(doors).export(request, signal, () => undefined);
      if (!found.ok) throw new Error(JSON.stringify(found.fault));
      open.push(found.value);
      const [searched] = found.value.coverage.searched;
      return { calls: found.value.calls, pages: searched?.pages, cached: searched?.cached };
    };
    expect(await read('1d')).toEqual({ calls: 120, pages: 3, cached: false });
    expect(await read('1d')).toEqual({ calls: 120, pages: 0, cached: true });
    expect(aws.lookups()).toHaveLength(3);
    expect(await read('2d')).toEqual({ calls: 120, pages: 1, cached: false });
    expect(aws.lookups()).toHaveLength(4);
  });
});
