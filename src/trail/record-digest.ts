import { createHash } from 'node:crypto';

const deepest = 50;

/**
 * An ID for a record that has none: the same for the same record, whatever the order of its keys.
 * It is shaped like the UUIDs of CloudTrail (version 8, RFC 9562: made by a rule of one's own), so that it can be
 * asked for and kept as they are.
 */
export function recordDigest(record: unknown): string {
  const hex = createHash('sha256').update(spell(record, 0)).digest('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), `8${hex.slice(13, 16)}`, `8${hex.slice(17, 20)}`, hex.slice(20, 32)].join(
    '-',
  );
}

function spell(value: unknown, depth: number): string {
  if (typeof value === 'string') return JSON.stringify(value);
  if (typeof value !== 'object' || value === null) return String(value);
  if (depth >= deepest) return '…';
  if (value instanceof Date) return String(value.getTime());
  if (Array.isArray(value)) return `[${value.map((item) => spell(item, depth + 1)).join()}]`;
  const fields = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${fields.map(([key, field]) => `${JSON.stringify(key)}:${spell(field, depth + 1)}`).join()}}`;
}
