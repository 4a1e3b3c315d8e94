import ipaddr from 'ipaddr.js';
import { type EventName, type Is, isValues } from '../condition/condition.ts';
import { type Fault, failed, fault, ok, type Result } from '../errors.ts';
import { closestAddresses } from './closest-addresses.ts';
import { takeOnly } from './follow-up-words.ts';
import { closestOf, tolerance } from './modifiers.ts';
import { respellings } from './names/closest-events.ts';
import { findEvent, resolveEvent } from './names/resolve-event.ts';
import { resolveService } from './names/resolve-service.ts';
import { defaultLimit } from './query.ts';
import { writeValue } from './tokens.ts';

/** A value that could not be read, and what may have been meant, likeliest first, worked out when asked for. */
export interface ValueFault {
  fault: Fault;
  meant: () => string[];
}

export type ValueReading<T> = Result<T, ValueFault>;

export function badValue(found: Fault, meant: () => string[] = () => []): Result<never, ValueFault> {
  return failed({ fault: found, meant });
}

/** A configured account as far as questions name it; id null: the ambient credentials' own, not yet known. */
export interface KnownAccount {
  name: string;
  id: string | null;
  regions: readonly string[];
}

const eventName = /^[a-z][\w.-]{1,127}$/i;

/** An event: known ones however spelled, an unknown one as typed, where CloudTrail could hold such a name. */
export function readEvent(typed: string): ValueReading<EventName[]> {
  if (findEvent(typed) !== null) return ok(resolveEvent(typed));
  const [, service, name = typed] = /^([^:\s]+):([^:]+)$/.exec(typed) ?? [];
  if (/\s/.test(name.trim())) return badValue(fault('event-words', [typed]), () => respellings(name));
  if (!eventName.test(name)) return badValue(fault('bad-name', ['event', typed]), () => respellings(name));
  if (service !== undefined) {
    const resolved = resolveService(service);
    if (!resolved.ok) {
      const { closest } = resolved.fault;
      return badValue(fault('bad-service', [service]), () => [...closest.map((one) => `${one}:${name}`), name]);
    }
  }
  return ok(resolveEvent(typed));
}

/** A user, session or role name, a principal's ARN or the like: printable ASCII, as IAM and STS allow no other letters. */
export function readPrincipal(typed: string): ValueReading<string> {
  if (isArn(typed) && !isPrincipalArn(typed)) return badValue(fault('not-principal', ['by', typed]));
  return readName(typed, 'by');
}

/** A session: a name, `role/session`, the ARN of one, or the temporary access key it came with. */
export function readSession(typed: string): ValueReading<string> {
  const isLongLived = /^AKIA/i.test(typed) && readKey(typed).ok;
  if (isLongLived || (isArn(typed) && !isSessionArn(typed))) return badValue(fault('not-session', [typed]));
  return readName(typed, 'session');
}

function readName(typed: string, of: string): ValueReading<string> {
  if (/^[ -~]{1,2048}$/.test(typed) && !/["<>`]/.test(typed)) return ok(typed);
  return badValue(fault('bad-name', [of, typed]), () => plainName(typed));
}

/** A name without what no name holds: accents and stray signs, not another script or a mention of Slack's. */
function plainName(typed: string): string[] {
  const plain = typed
    .normalize('NFKD')
    .replace(/[^ -~]|["<>`]/gu, '')
    .trim();
  return /[a-z]/i.test(plain) && !/^<[@#!]/.test(typed) ? [plain] : [];
}

/** The name or ARN of a resource, whose key may be in any script. */
export function readResource(typed: string): ValueReading<string> {
  const printable = /^[\p{L}\p{M}\p{N}\p{P}\p{S} ]{1,2048}$/u.test(typed);
  const odd = /["“”<>`]|(?![ -~])\p{Extended_Pictographic}/u.test(typed);
  if (printable && !odd) return ok(typed);
  return badValue(fault('bad-name', ['on', typed]), () => plainName(typed));
}

/** An IPv4 or IPv6 address or CIDR range. */
export function readAddress(typed: string): ValueReading<string> {
  if (ipaddr.IPv4.isValidFourPartDecimal(typed) || ipaddr.IPv6.isValid(typed)) return ok(typed);
  const [address = '', bits = '', ...rest] = typed.split('/');
  const widest = ipaddr.IPv4.isValidFourPartDecimal(address) ? 32 : ipaddr.IPv6.isValid(address) ? 128 : null;
  if (widest !== null && rest.length === 0 && /^\d{1,3}$/.test(bits) && Number(bits) <= widest) return ok(typed);
  return badValue(fault('bad-address', [typed]), () => closestAddresses(typed));
}

/** An access key ID, in capitals as CloudTrail records it. */
export function readKey(typed: string): ValueReading<string> {
  const key = typed.toUpperCase();
  return isKey(key) ? ok(key) : badValue(fault('bad-key', [typed]), () => closestKeys(key));
}

const isKey = (key: string) => /^A[KS]IA[A-Z0-9]{12,124}$/.test(key);

/** A key without the signs that came with it. */
function closestKeys(key: string): string[] {
  return [key.replace(/[^A-Z0-9]/g, '')].filter(isKey);
}

export function readEventId(typed: string): ValueReading<string> {
  const id = typed.toLowerCase();
  if (/^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id)) return ok(id);
  return badValue(fault('bad-event-id', [typed]), () => {
    const [, ...parts] = /^(.{8})(.{4})(.{4})(.{4})(.{12})$/.exec(id.replace(/[^0-9a-f]/g, '')) ?? [];
    return parts.length > 0 ? [parts.join('-')] : [];
  });
}

/** The usual eventSource of a service. */
export function readService(typed: string): ValueReading<string> {
  const resolved = resolveService(typed);
  const [source] = resolved.ok ? resolved.value : [];
  if (source !== undefined) return ok(source);
  return badValue(fault('bad-service', [typed]), () => (resolved.ok ? [] : resolved.fault.closest));
}

export function readLimit(typed: string): ValueReading<number> {
  const limit = /^\d{1,9}$/.test(typed) ? Number(typed) : 0;
  if (limit >= 1 && limit <= 1000) return ok(limit);
  const meant = Math.round(Number(typed));
  const closest = Number.isNaN(meant) ? defaultLimit : Math.min(Math.max(meant, 1), 1000);
  return badValue(fault('bad-limit', [typed]), () => [String(closest)]);
}

export function readIs(typed: string): ValueReading<Is> {
  const value = isValues.find((one) => one === typed.toLowerCase());
  if (value !== undefined) return ok(value);
  return badValue(fault('bad-is', [typed]), () =>
    [takeOnly(`only ${typed}`) ?? [], closestOf(typed, isValues, 2)].flat(),
  );
}

/**
 * An account given by name in any case or by ID: its configured name, or an ID that none of them has. Whether such an
 * account can be searched is not for readers to say: log files may hold any.
 */
export function readAccount(typed: string, accounts: readonly KnownAccount[]): ValueReading<string> {
  const named = accounts.find(({ name, id }) => name.toLowerCase() === typed.toLowerCase() || id === typed);
  if (named !== undefined) return ok(named.name);
  if (isAccountId(typed)) return ok(typed);
  return badValue(unknownAccount(typed, accounts), () => closestAccounts(typed, accounts));
}

/** Several accounts, as readAccount tells each; what may be meant is the whole list, as it is typed. */
export function readAccounts(items: readonly string[], accounts: readonly KnownAccount[]): ValueReading<string[]> {
  const names: string[] = [];
  for (const [place, item] of items.entries()) {
    const read = readAccount(item, accounts);
    if (!read.ok) {
      const { fault: wrong, meant } = read.fault;
      return badValue(wrong, () => meant().map((one) => items.with(place, one).map(writeValue).join(',')));
    }
    names.push(read.value);
  }
  return ok([...new Set(names)]);
}

export const isAccountId = (text: string): boolean => /^\d{12}$/.test(text);

/** That an account is none of those configured, and which these are. */
export function unknownAccount(given: string, accounts: readonly Pick<KnownAccount, 'name' | 'id'>[]): Fault {
  const known = accounts.map(({ name, id }) => (id === null ? name : `${name} (${id})`)).join(', ');
  return fault('unknown-account', [given, known]);
}

function closestAccounts(item: string, accounts: readonly KnownAccount[]): string[] {
  const names = accounts.map(({ name }) => name);
  return closestOf(item, names, Math.max(1, tolerance(item)));
}

/** Whether an ARN is of somebody who can act: an IAM user or role, root, or a session of STS. */
export function isPrincipalArn(text: string): boolean {
  return /^arn:[^:]*:iam:[^:]*:[^:]*:(?:user\/.|role\/.|root$)/i.test(text) || isSessionArn(text);
}

/** Whether an ARN is of a session: of an assumed role or of a federated user. */
function isSessionArn(text: string): boolean {
  return /^arn:[^:]*:sts:[^:]*:[^:]*:(?:assumed-role|federated-user)\/./i.test(text);
}

/** Whether a text can name nothing but a resource: the ARN of what can't act, or an address such as `s3://bucket/key`. */
export function isSurelyResource(text: string): boolean {
  return isArn(text) ? !isPrincipalArn(text) : /^(?:(?:s3|https?):\/\/[^/]|\d{12}\.dkr\.ecr\.)/i.test(text);
}

export function isArn(text: string): boolean {
  return /^arn:/i.test(text);
}
