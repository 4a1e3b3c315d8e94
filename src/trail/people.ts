import type { Principal, TrailEvent } from './event.ts';
import { nameless } from './principal.ts';
import { isIncomplete } from './principal-kind.ts';
import type { Tally } from './tally.ts';

/** A caller as one of its calls tells it, and when that call was made. */
export type Seen = Pick<Tally, 'principal' | 'last'>;

/** Whether a record names nobody: all it has of a person is an ID. */
export function isNameless({ name, id, person }: Principal): boolean {
  return name === nameless || name === person || name === id;
}

/** Whether a caller is a user of Identity Center by itself: at its sign-in or portal, or in a role it signed them in to. */
export function isOfIdentityCenter({ type, role, person }: Principal): boolean {
  if (role !== null) return role.startsWith('AWSReservedSSO_');
  return person !== null && (type === 'IdentityCenterUser' || type === 'Unknown');
}

/**
 * Completes callers by what other calls tell of the same ones: the name of a user of Identity Center whom a call tells by
 * ID alone, or the account, role and ARN of a principal ID. Nothing that a call tells itself is changed, and what calls
 * tell differently is not taken. Pure; the order of the calls makes no difference.
 */
export function createCompletion(seen: Iterable<Seen>): (principal: Principal) => Principal {
  const names = new Newest();
  const users = new Newest();
  const known = new Map<string, Known>();
  for (const { principal, last } of seen) {
    const { person, id, name, type } = principal;
    if (person !== null && !isNameless(principal) && isOfIdentityCenter(principal)) names.add(person, name, last);
    if (person !== null && type === 'IdentityCenterUser') users.add(name.toLowerCase(), person, last);
    if (isKnownById(principal)) learn(known, id ?? '', principal);
  }
  const completed = new Map<Principal, Principal>();
  return (principal) => {
    if (!isIncomplete(principal)) return principal;
    const before = completed.get(principal);
    if (before !== undefined) return before;
    const whole = asUser(named(complete(principal, known), names), users);
    completed.set(principal, whole);
    return whole;
  };
}

/** Calls with their callers completed by each other, and by calls that tell who is who. */
export function completeCallers(
  tallies: readonly Tally[],
  latest: readonly TrailEvent[],
  more: readonly Seen[] = [],
): { tallies: Tally[]; latest: TrailEvent[] } {
  const completion = createCompletion([...tallies, ...more]);
  const complete = <T extends { principal: Principal }>(of: T): T => {
    const principal = completion(of.principal);
    return principal === of.principal ? of : { ...of, principal };
  };
  return { tallies: tallies.map(complete), latest: latest.map(complete) };
}

/** The value that was seen last, by key. */
class Newest {
  readonly #values = new Map<string, { value: string; last: number }>();

  add(key: string, value: string, last: number): void {
    const known = this.#values.get(key);
    if (known === undefined || last > known.last || (last === known.last && value < known.value))
      this.#values.set(key, { value, last });
  }

  get(key: string): string | null {
    return this.#values.get(key)?.value ?? null;
  }
}

const parts = ['type', 'name', 'role', 'arn', 'account'] as const;
type Part = (typeof parts)[number];

/** What calls tell of one principal ID; null where they differ. */
type Known = Map<Part, string | null>;

function learn(known: Map<string, Known>, id: string, principal: Principal): void {
  const own: Known = known.get(id) ?? new Map();
  known.set(id, own);
  for (const part of parts) {
    const told = toldOf(principal, part);
    if (told !== null) own.set(part, own.has(part) && own.get(part) !== told ? null : told);
  }
}

/** What a call tells of its caller; null where it does not. */
function toldOf(principal: Principal, part: Part): string | null {
  if (part === 'name') return isNameless(principal) ? null : principal.name;
  return part === 'type' && principal.type === 'Unknown' ? null : principal[part];
}

/** Another account's copy of a call tells only which account that is. */
const isKnownById = ({ id, account, type }: Principal) => id !== null && id !== account && type !== 'AWSAccount';

function complete(principal: Principal, known: ReadonlyMap<string, Known>): Principal {
  const own = isKnownById(principal) ? known.get(principal.id ?? '') : undefined;
  const added = parts.flatMap((part) => {
    const other = toldOf(principal, part) === null ? own?.get(part) : null;
    return typeof other === 'string' ? [[part, other]] : [];
  });
  return added.length === 0 ? principal : { ...principal, ...Object.fromEntries(added) };
}

function named(principal: Principal, names: Newest): Principal {
  if (principal.person === null || !isNameless(principal) || !isOfIdentityCenter(principal)) return principal;
  const name = names.get(principal.person);
  return name === null ? principal : { ...principal, name };
}

/** A failed sign-in tells nothing but the name that was typed: it is told with the user of that name. */
function asUser(principal: Principal, users: Newest): Principal {
  if (principal.type !== 'Unknown' || principal.person === null || isNameless(principal)) return principal;
  const person = users.get(principal.name.toLowerCase());
  return person === null ? principal : { ...principal, type: 'IdentityCenterUser', person };
}
