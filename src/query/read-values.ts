import ipaddr from 'ipaddr.js';
import { type Fault, failed, fault, ok, type Result } from '../errors.ts';
import { closestOf } from './edit-distance.ts';
import { closestEvents } from './names/closest-events.ts';
import { findEvent, resolveEvent } from './names/resolve-event.ts';
import { resolveService } from './names/resolve-service.ts';
import { type EventPattern, type Is, isValues } from './query.ts';

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
export function readEvent(typed: string): ValueReading<EventPattern> {
  if (findEvent(typed) !== null) return ok(resolveEvent(typed));
  const [, service, name = typed] = /^([^:\s]+):([^:]+)$/.exec(typed) ?? [];
  if (/\s/.test(name.trim())) return badValue(fault('event-words', [typed]), () => closestEvents(name));
  if (!eventName.test(name)) return badValue(fault('bad-name', ['event', typed]), () => closestEvents(name));
  if (service !== undefined) {
    const resolved = resolveService(service);
    if (!resolved.ok) {
      const { closest } = resolved.fault;
      return badValue(fault('bad-service', [service]), () => [...closest.map((one) => `${one}:${name}`), name]);
    }
  }
  return ok(resolveEvent(typed));
}

/** A user, session or role name, ARN or the like: printable ASCII, as IAM and STS allow no other letters. */
export function readPrincipal(typed: string, modifier = 'by'): ValueReading<string> {
  return /^[ -~]{1,2048}$/.test(typed) && !/["<>`]/.test(typed)
    ? ok(typed)
    : badValue(fault('bad-name', [modifier, typed]));
}

/** The name or ARN of a resource, whose key may be in any script. */
export function readResource(typed: string): ValueReading<string> {
  const printable = /^[\p{L}\p{M}\p{N}\p{P}\p{S} ]{1,2048}$/u.test(typed);
  const odd = /["“”<>`]|(?![ -~])\p{Extended_Pictographic}/u.test(typed);
  return printable && !odd ? ok(typed) : badValue(fault('bad-name', ['on', typed]));
}

/** An IPv4 or IPv6 address or CIDR range. */
export function readAddress(typed: string): ValueReading<string> {
  if (ipaddr.IPv4.isValidFourPartDecimal(typed) || ipaddr.IPv6.isValid(typed)) return ok(typed);
  const [address = '', bits = '', ...rest] = typed.split('/');
  const widest = ipaddr.IPv4.isValidFourPartDecimal(address) ? 32 : ipaddr.IPv6.isValid(address) ? 128 : null;
  if (widest !== null && rest.length === 0 && /^\d{1,3}$/.test(bits) && Number(bits) <= widest) return ok(typed);
  return badValue(fault('bad-address', [typed]), () => (widest === null ? [] : [`${address}/${widest}`, address]));
}

/** An access key ID, in capitals as CloudTrail records it. */
export function readKey(typed: string): ValueReading<string> {
  const key = typed.toUpperCase();
  return /^A[KS]IA[A-Z0-9]{12,124}$/.test(key) ? ok(key) : badValue(fault('bad-key', [typed]));
}

export function readEventId(typed: string): ValueReading<string> {
  const id = typed.toLowerCase();
  return /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id) ? ok(id) : badValue(fault('bad-event-id', [typed]));
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
  return badValue(fault('bad-limit', [typed]), () => (limit > 1000 ? ['1000'] : []));
}

export function readIs(items: readonly string[]): ValueReading<Is[]> {
  const read: Is[] = [];
  for (const item of items) {
    const value = isValues.find((one) => one === item.toLowerCase());
    if (value === undefined) {
      return badValue(fault('bad-is', [item]), () =>
        closestOf(item, isValues, 2).map((one) => [...read, one].join(',')),
      );
    }
    read.push(value);
  }
  return ok(read);
}

/** The configured names of accounts given by name in any case or by ID; an ID also means the ambient account. */
export function readAccounts(items: readonly string[], accounts: readonly KnownAccount[]): ValueReading<string[]> {
  const unnumbered = accounts.filter(({ id }) => id === null);
  const ambient = unnumbered.length === 1 ? unnumbered[0] : undefined;
  const names: string[] = [];
  for (const item of items) {
    const named = accounts.find(({ name, id }) => name.toLowerCase() === item.toLowerCase() || id === item);
    const account = named ?? (/^\d{12}$/.test(item) ? ambient : undefined);
    if (account === undefined) {
      const known = accounts.map(({ name, id }) => (id === null ? name : `${name} (${id})`)).join(', ');
      return badValue(fault('unknown-account', [item, known || 'none']), () => closestAccounts(item, accounts));
    }
    names.push(account.name);
  }
  return ok([...new Set(names)]);
}

function closestAccounts(item: string, accounts: readonly KnownAccount[]): string[] {
  const names = accounts.map(({ name }) => name);
  const near = closestOf(item, names);
  return (near.length > 0 ? near : names.slice(0, 1)).map((name) => (/[\s,]/.test(name) ? `"${name}"` : name));
}
