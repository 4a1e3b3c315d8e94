import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { type Fields, textAt } from '../fakes/json.ts';

export interface LogLayout {
  /** Records a file; default 100. */
  perFile?: number;
  /** Default true: .json.gz instead of .json. */
  gzip?: boolean;
  /** `s3`: as CloudTrail delivers to a bucket; `flat`: all files in the folder itself. Default s3. */
  layout?: 's3' | 'flat';
  /** Organization ID (o-…) in the path, as organization trails have it. */
  organization?: string;
}

/** Writes records as CloudTrail log files, and returns the paths in the order written. */
export function writeLogs(folder: string, records: Iterable<Fields>, options: LogLayout = {}): string[] {
  const { perFile = 100, gzip = true, layout = 's3' } = options;
  const deliveries = new Map<string, Fields[]>();
  for (const record of records) {
    const key = layout === 's3' ? deliveryFolder(record, options.organization) : '.';
    const delivered = deliveries.get(key) ?? [];
    deliveries.set(key, delivered);
    delivered.push(record);
  }
  const paths: string[] = [];
  for (const [delivery, delivered] of deliveries) {
    for (let first = 0; first < delivered.length; first += perFile) {
      const part = delivered.slice(first, first + perFile);
      const path = join(folder, delivery, fileName(part[0], paths.length) + (gzip ? '.json.gz' : '.json'));
      const text = JSON.stringify({ Records: part });
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, gzip ? gzipSync(text) : text);
      paths.push(path);
    }
  }
  return paths;
}

function deliveryFolder(record: Fields, organization: string | undefined): string {
  const day = timeOf(record).slice(0, 10).replaceAll('-', '/');
  const owner = organization === undefined ? [] : [organization];
  return join('AWSLogs', ...owner, accountOf(record), 'CloudTrail', regionOf(record), day);
}

function fileName(first: Fields | undefined, index: number): string {
  const record = first ?? {};
  const minute = timeOf(record).slice(0, 16).replaceAll(/[-:]/g, '');
  const id = createHash('sha256').update(`file ${index}`).digest('hex').slice(0, 16);
  return `${accountOf(record)}_CloudTrail_${regionOf(record)}_${minute}Z_${id}`;
}

const accountOf = (record: Fields) => textAt(record, 'recipientAccountId') ?? '111122223333';
const regionOf = (record: Fields) => textAt(record, 'awsRegion') ?? 'us-east-1';
const timeOf = (record: Fields) => textAt(record, 'eventTime') ?? '2026-11-20T09:00:00Z';
