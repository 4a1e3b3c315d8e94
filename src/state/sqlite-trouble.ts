import { fault } from '../errors.ts';
import type { Trouble } from './engine.ts';
import { errorText } from './error-text.ts';

/** Primary result codes of SQLite, https://www.sqlite.org/rescode.html; the higher bits of a code only refine it. */
const busy = 5;
const locked = 6;
const readOnly = 8;
const corrupt = 11;
const full = 13;
const cantOpen = 14;
const notADatabase = 26;

/** What an error of libsql means for the database in `file`. Locks pass; anything else needs a person. */
export function sqliteTrouble(error: unknown, file: string): Trouble {
  const code = resultCode(error);
  switch (code === null ? null : code & 0xff) {
    case busy:
    case locked:
      return { fault: fault('state-locked', [file]), passing: true };
    case readOnly:
    case cantOpen:
      return { fault: fault('state-read-only', [file]), passing: false };
    case corrupt:
    case notADatabase:
      return { fault: fault('state-damaged', [file]), passing: false };
    case full:
      return { fault: fault('state-full', [file]), passing: false };
    case null:
      return { fault: closed(error) ? fault('state-closed', []) : fault('internal', []), passing: false };
    default:
      return { fault: fault('state-failed', [file, errorText(error, 'code')]), passing: false };
  }
}

/** libsql gives the code with every error but one: that a file can't be opened, whose code ends its message. */
function resultCode(error: unknown): number | null {
  if (typeof error !== 'object' || error === null) return null;
  if ('rawCode' in error && typeof error.rawCode === 'number') return error.rawCode;
  const opening = /^ConnectionFailed\(.*: (\d+)"\)$/s.exec(errorText(error, 'message'));
  return opening === null ? null : Number(opening[1]);
}

function closed(error: unknown): boolean {
  return errorText(error, 'message') === 'The database connection is not open';
}
