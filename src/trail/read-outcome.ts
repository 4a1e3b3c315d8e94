import { cleanText } from './clean-text.ts';
import type { Outcome, TrailEvent } from './event.ts';
import { asObject, asText, type JsonObject } from './json-object.ts';

/** Every spelling of a refused permission, such as AccessDeniedException and Client.UnauthorizedOperation. */
const denial = /accessdenied|unauthorized|notauthorized|authorizationerror/i;

/**
 * How a call ended. Sign-ins fail without an errorCode: their responseElements hold "Failure" under the event's name,
 * and all they may have is a message.
 */
export function readOutcome(record: JsonObject, response: unknown): { outcome: Outcome; error: TrailEvent['error'] } {
  const code = readCode(record.errorCode);
  const message = asText(record.errorMessage);
  if (code === null && message === null && !isFailedSignIn(record, response)) return { outcome: 'ok', error: null };
  return {
    outcome: code !== null && denial.test(code) ? 'denied' : 'error',
    error: { code: code === null ? null : cleanText(code), message: message === null ? null : cleanText(message) },
  };
}

/** A code that is no text still says that the call failed. */
function readCode(given: unknown): string | null {
  if (given === undefined || given === null || given === '') return null;
  return asText(given) ?? JSON.stringify(given);
}

function isFailedSignIn({ eventName }: JsonObject, response: unknown): boolean {
  return typeof eventName === 'string' && asObject(response)?.[eventName] === 'Failure';
}
