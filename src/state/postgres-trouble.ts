import { fault } from '../errors.ts';
import type { Trouble } from './engine.ts';
import { errorText } from './error-text.ts';

/** Error classes of PostgreSQL that are about who Trail is, where it connects to, and what it may do there. */
const refusals = /^(?:28|3D|3F|42501|0A)/;

/**
 * Conditions that pass: connection lost (08), resources used up (53), shut down or cancelled (57), conflicts with
 * others (40), a foreign key whose digest was deleted meanwhile (23503). See PostgreSQL's appendix A.
 */
const passing = /^(?:08|53|57|40|23503)/;

/** Codes of Node for a server that can't be reached. */
const network =
  /^(?:ECONN\w+|EPIPE|ETIMEDOUT|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|EHOSTDOWN|ENETUNREACH|ENETDOWN|EADDRNOTAVAIL|ENOENT)$/;

/** What an error of pg means for the database at `place`, which names host and database but no password. */
export function postgresTrouble(error: unknown, place: string): Trouble {
  const code = errorText(error, 'code');
  const message = errorText(error, 'message');
  if (network.test(code)) return { fault: fault('state-unreachable', [place, code]), passing: true };
  if (/^[0-9A-Z]{5}$/.test(code)) return ofState(code, place);
  if (/terminated|timeout|not queryable|connection error/i.test(message)) {
    return { fault: fault('state-unreachable', [place, 'connection lost']), passing: true };
  }
  if (message.startsWith('Cannot use a pool after')) return { fault: fault('state-closed', []), passing: false };
  if (/ssl|certificate/i.test(`${code} ${message}`)) {
    return { fault: fault('state-refused', [place, code || 'TLS']), passing: false };
  }
  return { fault: code === '' ? fault('internal', []) : fault('state-failed', [place, code]), passing: false };
}

function ofState(code: string, place: string): Trouble {
  if (refusals.test(code)) return { fault: fault('state-refused', [place, code]), passing: false };
  if (code === '53100') return { fault: fault('state-full', [place]), passing: true };
  if (code === '25006') return { fault: fault('state-read-only', [place]), passing: true };
  if (code === '55P03') return { fault: fault('state-locked', [place]), passing: true };
  if (/^XX00[12]$/.test(code)) return { fault: fault('state-damaged', [place]), passing: false };
  if (/^(?:08|53|57P)/.test(code)) return { fault: fault('state-unreachable', [place, code]), passing: true };
  return { fault: fault('state-failed', [place, code]), passing: passing.test(code) };
}
