import { readSchedule } from '../digest/read-schedule.ts';
import type { Schedule } from '../digest/schedule.ts';
import { type SectionName, sectionNames, sectionsNamed, sectionWords } from '../digest/sections.ts';
import { type Fault, failed, fault, ok, type Result } from '../errors.ts';
import { closestOf } from '../query/modifiers.ts';
import { type KnownAccount, readAccounts, unknownAccount } from '../query/read-values.ts';
import { splitTokens, type Token } from '../query/tokens.ts';

/** What a digest is limited to. */
export interface Limits {
  /** Configured names; null: all accounts. */
  accounts: string[] | null;
  /** null: all. */
  sections: SectionName[] | null;
}

/** What is asked of digests. */
export type DigestRequest =
  | ({ kind: 'make'; schedule: Schedule } & Limits)
  | ({ kind: 'now'; id: string | null } & Limits)
  | { kind: 'list' }
  | { kind: 'on' | 'off' | 'delete'; id: string };

interface RequestContext {
  /** The asker's zone, for a schedule that names none. */
  zone: string;
  accounts: readonly KnownAccount[];
}

const example = 'digest daily 09:00';
const verbs = ['list', 'now', 'on', 'off', 'delete'] as const;
const openers = [...verbs, 'daily', 'weekdays', 'weekly'];

/**
 * Reads what follows the word `digest`: `daily 09:00 [zone] [account …] [only …]`, `list`, `now`, `on ID`, `off ID`,
 * `delete ID`. A fault has an example that works, and the whole text put right where the right word is known.
 */
export function readRequest(text: string, context: RequestContext): Result<DigestRequest> {
  const split = splitTokens(text);
  if (!split.ok) return failed({ ...split.fault, example });
  const [first, ...rest] = split.value;
  if (first === undefined) return ok({ kind: 'list' });
  const verb = verbs.find((name) => name === first.text.toLowerCase());
  if (verb === undefined) return readMake(split.value, context);
  if (verb === 'list') return noMore(rest) ?? ok({ kind: 'list' });
  if (verb === 'now') return readNow(rest, context);
  const [id, ...more] = rest;
  if (id === undefined) return failed(fault('digest-id-missing', [verb], { example: 'digest list' }));
  return noMore(more) ?? ok({ kind: verb, id: id.text.toLowerCase() });
}

function noMore([extra]: readonly Token[]): Result<never> | null {
  return extra === undefined ? null : failed(fault('word-unexpected', [extra.text], { example }));
}

function readNow(tokens: readonly Token[], context: RequestContext): Result<DigestRequest> {
  const [first, ...rest] = tokens;
  const named = first !== undefined && !startsLimit(first);
  const limits = readLimits(named ? rest : tokens, context);
  return limits.ok ? ok({ kind: 'now', id: named ? first.text.toLowerCase() : null, ...limits.value }) : limits;
}

function readMake(tokens: readonly Token[], context: RequestContext): Result<DigestRequest> {
  const end = tokens.findIndex(startsLimit);
  const when = end < 0 ? tokens : tokens.slice(0, end);
  const words = when.map(({ text }) => text);
  const read = readSchedule(words, context.zone);
  if (!read.ok) return failed(misread(read.fault, words));
  const [extra] = read.value.rest;
  if (extra !== undefined) return failed(fault('word-unexpected', [extra], { example }));
  const limits = readLimits(end < 0 ? [] : tokens.slice(end), context);
  return limits.ok ? ok({ kind: 'make', schedule: read.value.schedule, ...limits.value }) : limits;
}

/** A word that begins nothing may be meant for one of the other things that digests can be asked for. */
function misread(found: Fault, [first = '', ...rest]: readonly string[]): Fault {
  const { didYouMean, example: schedule } = found;
  const meant = found.id === 'bad-rule' ? closestOf(first, openers)[0] : undefined;
  const whole = didYouMean ?? (meant === undefined ? undefined : [meant, ...rest].join(' '));
  return {
    ...found,
    didYouMean: whole === undefined ? undefined : `digest ${whole}`,
    example: schedule === undefined ? example : `digest ${schedule}`,
  };
}

const limiters = ['account', 'accounts', 'only'] as const;

function startsLimit({ text, name, quoted }: Token): boolean {
  const word = (name ?? text).toLowerCase();
  return (name !== null || !quoted) && limiters.some((limiter) => limiter === word);
}

/** `account prod,dev only root,logins`, in either order; each list goes on until the next word that begins one. */
function readLimits(tokens: readonly Token[], { accounts }: RequestContext): Result<Limits> {
  const limits: Limits = { accounts: null, sections: null };
  let rest = tokens;
  for (let token = rest[0]; token !== undefined; token = rest[0]) {
    if (!startsLimit(token)) return failed(fault('word-unexpected', [token.text], { example }));
    const after = rest.slice(1);
    const end = after.findIndex(startsLimit);
    const own = end < 0 ? after : after.slice(0, end);
    const inside = token.name === null ? [] : token.items;
    const words = [...inside, ...own.flatMap(({ items }) => items)]
      .map(({ text }) => text)
      .filter((word) => word !== '');
    const kind = (token.name ?? token.text).toLowerCase();
    if (words.length === 0)
      return failed(fault('value-missing', [kind], { example: `${example} ${kindExample(kind)}` }));
    const read = kind === 'only' ? readSections(words) : readNames(words, accounts);
    if (!read.ok) return read;
    Object.assign(limits, read.value);
    rest = end < 0 ? [] : after.slice(end);
  }
  return ok(limits);
}

const kindExample = (kind: string) => (kind === 'only' ? 'only root,logins' : 'account prod');

function readNames(words: readonly string[], accounts: readonly KnownAccount[]): Result<Partial<Limits>> {
  const read = readAccounts(words, accounts);
  if (read.ok) {
    const unknown = read.value.find((word) => !accounts.some(({ name }) => name === word));
    if (unknown === undefined) return ok({ accounts: read.value });
    return failed({
      ...unknownAccount(unknown, accounts),
      example: `${example} account ${accounts[0]?.name ?? 'prod'}`,
    });
  }
  const [meant] = read.fault.meant();
  return failed({ ...read.fault.fault, example: `${example} account ${meant ?? 'prod'}` });
}

function readSections(words: readonly string[]): Result<Partial<Limits>> {
  const named = new Set<SectionName>();
  for (const word of words) {
    const sections = sectionsNamed(word);
    if (sections.length === 0) {
      const [meant] = closestOf(word, sectionWords, 2);
      const didYouMean = meant === undefined ? undefined : `${example} only ${meant}`;
      const known = sectionWords.join(', ');
      return failed(fault('digest-section', [word, known], { didYouMean, example: `${example} only root,logins` }));
    }
    for (const section of sections) named.add(section);
  }
  return ok({ sections: sectionNames.filter((name) => named.has(name)) });
}

/** A digest's limits as they can be typed. */
export function writeLimits({
  accounts,
  sections,
}: {
  accounts: readonly string[] | null;
  sections: readonly string[] | null;
}): string {
  const names =
    accounts === null ? '' : ` account ${accounts.map((name) => (/[\s,]/.test(name) ? `"${name}"` : name)).join(',')}`;
  return `${names}${sections === null ? '' : ` only ${sections.join(',')}`}`;
}
