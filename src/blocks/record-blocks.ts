import type { KnownBlock } from '@slack/types';
import { preformatted, richText } from './elements.ts';

/** A whole record, masked already, as JSON that nothing in it can break out of; at most `longest` characters. */
export function recordBlocks(record: unknown, longest: number): KnownBlock[] {
  if (record === null || record === undefined) return [];
  return [richText(preformatted(JSON.stringify(record, null, 2), longest))];
}
