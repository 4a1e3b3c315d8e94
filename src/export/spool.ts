import { createReadStream } from 'node:fs';
import { type FileHandle, mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TrailEvent } from '../trail/event.ts';
import { csvHead, csvRow } from './csv.ts';
import { ndjsonRow } from './ndjson.ts';

/** A file ready to be sent, never in memory as a whole. */
export interface ExportFile {
  name: string;
  /** Bytes. */
  size: number;
  read(): AsyncIterable<Uint8Array>;
}

/** Rows on their way to two files in a folder that only Trail's user may read. */
interface Spool {
  add(events: readonly TrailEvent[]): Promise<void>;
  /** The files; the first line of the NDJSON is known only once the search has ended. */
  files(name: string, ndjsonHead: string): Promise<ExportFile[]>;
  /** Removes all of it. */
  dispose(): Promise<void>;
}

export async function createSpool(): Promise<Spool> {
  const folder = await mkdtemp(join(tmpdir(), 'trail-export-'));
  const paths = { csv: join(folder, 'calls.csv'), ndjson: join(folder, 'calls.ndjson') };
  const csv = await open(paths.csv, 'wx', 0o600);
  const ndjson = await open(paths.ndjson, 'wx', 0o600);
  await csv.write(csvHead);
  /** Searches of several Regions add side by side; their rows must not mix. */
  let last: Promise<unknown> = Promise.resolve();
  return {
    add(events) {
      const adding = last.then(async () => {
        if (events.length === 0) return;
        await csv.write(events.map(csvRow).join(''));
        await ndjson.write(events.map(ndjsonRow).join(''));
      });
      last = adding.catch(() => undefined);
      return adding;
    },
    async files(name, ndjsonHead) {
      await last;
      return [
        await fileOf(`${name}.csv`, paths.csv, csv, ''),
        await fileOf(`${name}.ndjson`, paths.ndjson, ndjson, ndjsonHead),
      ];
    },
    async dispose() {
      await Promise.allSettled([csv.close(), ndjson.close()]);
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function fileOf(name: string, path: string, handle: FileHandle, head: string): Promise<ExportFile> {
  const first = Buffer.from(head);
  const { size } = await handle.stat();
  return {
    name,
    size: first.length + size,
    async *read() {
      if (first.length > 0) yield first;
      yield* createReadStream(path);
    },
  };
}
