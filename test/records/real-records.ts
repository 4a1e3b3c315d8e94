import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';

const folder = join(import.meta.dirname, '../../../shared/records');

/** Whether the real records are there; tests over them skip with a notice where they are not. */
export const haveRealRecords = existsSync(folder);

/** All real records, file by file; empty where there are none. */
export function realRecords(): Record<string, unknown>[] {
  if (!haveRealRecords) return [];
  const files = readdirSync(folder).filter((name) => name.endsWith('.ndjson.gz'));
  return files.sort().flatMap((file) => {
    const lines = gunzipSync(readFileSync(join(folder, file)))
      .toString('utf8')
      .split('\n');
    return lines.filter((line) => line !== '').map((line): Record<string, unknown> => JSON.parse(line));
  });
}
