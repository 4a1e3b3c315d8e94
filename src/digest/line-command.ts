import { type Filter, where } from '../condition/condition.ts';
import { commandForm } from '../query/command-form.ts';
import { resolveEvent } from '../query/names/resolve-event.ts';
import { defaultLimit, type QuestionName, type Window } from '../query/query.ts';
import { readAddress, readEvent } from '../query/read-values.ts';
import { writePrincipal } from '../questions/next.ts';
import type { Principal } from '../trail/event.ts';

/** What the lines of a digest are about, so that the questions behind them are about the same. */
export interface Scope {
  /** End exclusive. */
  window: Window;
  /** Names of the accounts the digest is limited to; null: all that whoever presses may see. */
  accounts: readonly string[] | null;
  /** How an account is called, by ID. */
  nameOf: (account: string) => string;
  /** Whether it has several accounts, so that a line says whose it is. */
  several: boolean;
  late: boolean;
}

interface About {
  filter?: Filter;
  /** IDs of accounts; absent: those of the scope. */
  accounts?: readonly string[];
  regions?: readonly string[];
}

/** A question about the time of a digest, as it is asked at a press. */
export function lineCommand(
  question: QuestionName,
  scope: Scope,
  { filter = [], accounts, regions }: About = {},
): string {
  const { start, end } = scope.window;
  const named = accounts?.map(scope.nameOf) ?? scope.accounts;
  return commandForm({
    question,
    asked: '',
    filter,
    about: null,
    window: { start, end: end - 1000 },
    regions: regions === undefined ? null : [...regions],
    accounts: named === null ? null : [...named],
    limit: defaultLimit,
    public: false,
  });
}

/** The filter for a principal; empty where its name can't be typed. */
export function byFilter(principal: Principal): Filter {
  const by = writePrincipal(principal);
  return by === null ? [] : [where('by', by)];
}

/** The filter for an event name; empty where it can't be typed. */
export function eventFilter(name: string): Filter {
  return /\s/.test(name) || !readEvent(name).ok ? [] : [where('event', ...resolveEvent(name))];
}

/** The filter for an address; empty where it is none. */
export function addressFilter(address: string): Filter {
  return readAddress(address).ok ? [where('ip', address)] : [];
}

/** ` in prod, dev`; nothing where the digest is about one account. */
export function inAccounts({ several, nameOf }: Scope, accounts: Iterable<string>): string {
  return several ? ` in ${[...new Set(accounts)].map(nameOf).join(', ')}` : '';
}
