import type { Outcome, TrailEvent } from './event.ts';
import { asObject, asText, cleanText, type JsonObject, unpacked } from './fields.ts';
import { type Reason, readReason } from './reason.ts';
import { signInSources } from './sign-ins.ts';

type Ending = Pick<TrailEvent, 'outcome' | 'error' | 'reason'>;

/** How a call ended of which the record says nothing more. */
export const worked: Ending = { outcome: 'ok', error: null, reason: null };

/** Texts that services write where there is no code or message. */
const absent = /^(?:none|null|nil|undefined|n\/a|-)$/i;
/** Codes and messages of calls that worked, HTTP's aside. */
const success = /^(?:0+(?:\.0+)?|ok|no[ _-]?error|success(?:ful|fully)?|succeeded|completed?|created|accepted)[.!]?$/i;
/** An HTTP status, alone or dressed up: 403, "200.0", "HTTP 403", "404 Not Found", "Http403Exception". */
const http =
  /^(?:http(?:\/[\d.]+)?[ _-]?|(?:http[ _-]?)?status[ _-]?(?:code)?[ :_-]{0,3})?([1-5]\d\d)(?:\.0+)?(?: .*|[ _-]?(?:exception|error))?$/is;

/**
 * Refused permission, in the spellings of all services: AccessDeniedException, Client.UnauthorizedOperation,
 * VpceAccessDenied, AuthorizationError, ForbiddenException, AllAccessDisabled. Not among them, though they sound like it:
 * OperationNotPermitted (the state of a resource forbids it), InsufficientCapabilities (an acknowledgement is missing),
 * AuthorizationNotFound and its like (of security groups), and credentials that were not accepted (`unauthenticated`).
 */
const refusal =
  /denied|(?:un|not.?)authori[sz]ed|authori[sz]ation(?:error|fail)|forbidden|explicit.?deny|insufficient\w*(?:permission|privilege)|(?:no|missing|lacks?)permission|AllAccessDisabled/i;

/** Credentials that were not accepted. Nobody's permissions were looked at, so this is an error, told as what it is. */
const unauthenticated =
  /^(?:Client\.)?(?:(?:InvalidAccessKeyId|InvalidClientTokenId|SignatureDoesNotMatch|UnrecognizedClient|ExpiredToken|RequestExpired|TokenRefreshRequired|MissingAuthenticationToken|IncompleteSignature|InvalidSignature|RequestTimeTooSkewed|InvalidIdentityToken|IDPRejectedClaim|AuthFailure)(?:Exception|Error|Fault)?|InvalidToken)$/i;
/** EC2 says this of credentials that were not accepted, and of what the caller may not use. */
const authFailure = /^(?:Client\.)?AuthFailure$/i;

/** The call was allowed and nothing was done: for who asks what was done, no success. */
const dryRun = /^(?:Client\.)?DryRunOperation(?:Exception)?$/i;

/** How AWS's own sentence begins, which some services pass on under a code that says something else. */
const sentence =
  /^(?:[\w.]{1,64}: )?(?:You are not authorized to perform this operation\.? +)?User(?:: \S+)? +is not authorized to (?:perform|access)/;
/** Without these words in its message, a call with another code than of refusal was not refused. */
export const refusedWords = 'is not authorized to ';

/** A refusal told by the message alone. */
const refusingMessage =
  /\bdenied\b|access ?denied|not authori[sz]ed|unauthori[sz]ed|\bforbidden\b|explicit deny|insufficient (?:\w+ )?(?:permission|privilege)|n[o'’]t have (?:\w+ ){0,2}(?:permission|access|privilege)|(?:http|status)[^\d]{0,12}40[13]\b/i;
const failingMessage = /\b(?:fail(?:ed|ure)?|errors?|exception)\b/i;

/** Whether a code says by itself that permission was refused, whatever the message. */
export function isRefusalCode(code: string): boolean {
  const status = statusOf(code);
  return status === null ? refusal.test(code) : status === 401 || status === 403;
}

/** Whether what a code says depends on the message beside it. */
export function leavesToMessage(code: string): boolean {
  return isSuccess(code) || absent.test(code) || authFailure.test(code);
}

function isSuccess(code: string): boolean {
  const status = statusOf(code);
  return status === null ? success.test(code) : status < 400;
}

function statusOf(code: string): number | null {
  const status = http.exec(code)?.[1];
  return status === undefined ? null : Number(status);
}

/**
 * How a call ended: by its code; without one, or with that of a success, by its message; without either by what its
 * response or details say under the event's name, as those of sign-ins do.
 */
export function readOutcome(record: JsonObject, request: unknown, response: unknown): Ending {
  const code = readCode(record.errorCode);
  const message = readMessage(record.errorMessage);
  const outcome = outcomeOf(code, message);
  if (outcome === 'ok') return readResult(record, response);
  return {
    outcome,
    error: { code: code === null ? null : cleanText(code), message: message === null ? null : cleanText(message) },
    reason: reasonOf(outcome, code, message, request),
  };
}

function outcomeOf(code: string | null, message: string | null): Outcome {
  if (code === null || isSuccess(code)) {
    if (message === null || success.test(message)) return 'ok';
    if (refusingMessage.test(message)) return 'denied';
    return code === null || failingMessage.test(message) ? 'error' : 'ok';
  }
  if (isRefusalCode(code)) return 'denied';
  if (message === null) return 'error';
  return sentence.test(message) || (authFailure.test(code) && refusingMessage.test(message)) ? 'denied' : 'error';
}

function reasonOf(outcome: Outcome, code: string | null, message: string | null, request: unknown): Reason | null {
  if (outcome === 'denied') {
    const told = message === null ? null : readReason(message, request);
    return told ?? (code !== null && /^vpce/i.test(code) ? 'VPC endpoint policy' : null);
  }
  if (code === null) return null;
  if (dryRun.test(code)) return 'dry run';
  return unauthenticated.test(code) ? 'failed authentication' : null;
}

/** A code that is no text still says that the call failed. */
function readCode(given: unknown): string | null {
  if (given === undefined || given === null || given === false || given === '') return null;
  const code = typeof given === 'string' ? given.trim() : spelled(given);
  return code === '' || absent.test(code) ? null : code;
}

/** JSON, unless the value is nested too deeply to be written. */
function spelled(value: unknown): string {
  try {
    return JSON.stringify(value) ?? 'unreadable';
  } catch {
    return 'unreadable';
  }
}

function readMessage(given: unknown): string | null {
  const message = asText(given)?.trim() ?? '';
  return message === '' || absent.test(message) ? null : message;
}

const failed = /^fail/i;
const failedSignIn = /^(?:fail|denied)/i;
/** `state`, `status`, `jobRunState` */
const result = /(?:state|status)$/i;

/**
 * Sign-ins fail without a code: the console says so in its response, Identity Center in the details of its event, under
 * the event's name. Other events of a service give a state: `{createAccountStatus: {state: "FAILED", failureReason: "…"}}`.
 * EC2's `_return` is no such sign: it is true in every record, as a call that fails has a code.
 */
function readResult(record: JsonObject, response: unknown): Ending {
  const name = asText(record.eventName)?.toLowerCase();
  const isSignIn = signInSources.some((source) => source === record.eventSource);
  const underName: Telling = { key: (key) => key.toLowerCase() === name, value: isSignIn ? failedSignIn : failed };
  const asState: Telling = { key: (key) => result.test(key), value: failed };
  const details = asObject(unpacked(record.serviceEventDetails));
  const told =
    findFailed(asObject(response), underName) ??
    findFailed(details, underName) ??
    findFailed(details, asState) ??
    firstFailed(Object.values(details ?? {}), asState);
  if (told === null) return worked;
  const why = asText(told.failureReason);
  return { outcome: 'error', error: { code: null, message: why === null ? null : cleanText(why) }, reason: null };
}

/** Under which keys which texts tell of a failure. */
interface Telling {
  key: (key: string) => boolean;
  value: RegExp;
}

/** The object itself where one of its fields tells of a failure. */
function findFailed(fields: JsonObject | null, { key: tells, value: failing }: Telling): JsonObject | null {
  if (fields === null) return null;
  const isTold = Object.entries(fields).some(
    ([key, value]) => typeof value === 'string' && failing.test(value) && tells(key),
  );
  return isTold ? fields : null;
}

function firstFailed(parts: readonly unknown[], telling: Telling): JsonObject | null {
  for (const part of parts) {
    const told = findFailed(asObject(part), telling);
    if (told !== null) return told;
  }
  return null;
}
