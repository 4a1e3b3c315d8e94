import type { UnreadFormat } from '../../errors.ts';
import type { Content } from './decode.ts';
import type { Scan } from './scan-records.ts';

/** Why a file was not read in full; with the file's name before it, the fact completes the sentence of that ID. */
export type FileFault =
  | { id: 'file-unreadable'; fact: string }
  | { id: 'file-special'; fact: string }
  | { id: 'file-unread'; fact: UnreadFormat }
  | { id: 'file-cut-short' | 'file-damaged' | 'file-too-large' | 'file-partly-broken'; fact: number }
  | { id: 'file-empty' | 'file-foreign' | 'file-failed'; fact: null };

/** What reading a file's content came to. */
interface ContentOutcome {
  /** Bytes of content, unzipped. */
  size: number;
  fault: Content['fault'];
  scan: Scan;
  /** Records that could be read. */
  records: number;
  /** Records that are no JSON. */
  unparsed: number;
}

/** What was wrong with a file, the worst first; null where all of it was read. */
export function findFault({ size, fault, scan, records, unparsed }: ContentOutcome): FileFault | null {
  const { broken, foreign, ending } = scan;
  if (size === 0 && fault === null) return { id: 'file-empty', fact: null };
  if (typeof fault === 'object' && fault !== null)
    return 'code' in fault ? { id: 'file-unreadable', fact: fault.code } : { id: 'file-unread', fact: fault.unread };
  if (fault !== null) return { id: `file-${fault}`, fact: records };
  if (records === 0 && ending !== 'cut-short' && (foreign > 0 || ending === 'garbled'))
    return { id: 'file-foreign', fact: null };
  if (ending === 'cut-short') return { id: 'file-cut-short', fact: records };
  if (ending === 'garbled') return { id: 'file-damaged', fact: records };
  const parts = broken + foreign + unparsed;
  return parts > 0 ? { id: 'file-partly-broken', fact: parts } : null;
}
