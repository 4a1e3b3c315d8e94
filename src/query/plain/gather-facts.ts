import { failed, ok, type Result } from '../../errors.ts';
import type { KnownAccount } from '../read-values.ts';
import { type Facts, type Gathering, put, rolesOfAgents, type Without } from './facts.ts';
import type { Tag } from './meaning.ts';
import type { PrepositionalPhrase } from './open-phrase.ts';
import type { Clause } from './read-clause.ts';
import { readException } from './read-exception.ts';
import { partList, readNamedList } from './read-list.ts';
import { readObject } from './read-object.ts';
import { readPhrase } from './read-phrase.ts';
import { readPlace } from './read-place.ts';

const none: readonly string[] = [];
const nothing: Without = {
  event: none,
  by: none,
  on: none,
  ip: none,
  key: none,
  service: none,
  in: none,
  is: none,
  bare: none,
};

/**
 * Reads the parts of a sentence for what they name. Words without a place are `unknown`; names for one role that are not
 * said in one list are a fault.
 */
export function gatherFacts(clause: Clause, accounts: readonly KnownAccount[]): Result<Facts> {
  const { ask, verb, topics, anything, flags, parts, limit } = clause;
  const facts: Facts = {
    ask,
    verb,
    topics,
    anything,
    events: [],
    by: none,
    on: none,
    onKind: null,
    ip: none,
    key: none,
    id: none,
    session: none,
    bare: none,
    without: nothing,
    is: [...new Set(flags)],
    places: [],
    parts,
    limit,
    unknown: [...clause.unknown],
  };
  const gathering: Gathering = { facts, faults: [], accounts, linked: [] };
  for (const phrase of withListed(clause.phrases, accounts)) readPhrase(phrase, clause, gathering);
  readAgent(clause.agent, gathering);
  readObject(clause.object, clause, gathering);
  for (const exception of clause.exceptions) readException(exception, clause, gathering);
  if (facts.on.length === 0) facts.unknown.push(...gathering.linked);
  const [first] = gathering.faults;
  return first === undefined ? ok(facts) : failed(first);
}

function readAgent(tags: readonly Tag[], gathering: Gathering): void {
  if (tags.length === 0) return;
  const { items, loose } = partList(tags);
  gathering.facts.unknown.push(...loose);
  put(rolesOfAgents(readNamedList(items, true), gathering.facts.unknown), gathering);
}

/** `in prod, in staging`: one list; but `in prod, in Ireland` are two places, of two kinds. */
function withListed(
  phrases: readonly PrepositionalPhrase[],
  accounts: Gathering['accounts'],
): readonly PrepositionalPhrase[] {
  if (!phrases.some(({ again }) => again)) return phrases;
  const joined: PrepositionalPhrase[] = [];
  for (const phrase of phrases) {
    const before = joined.at(-1);
    const together = phrase.again && before !== undefined ? [...before.tags, ...phrase.tags] : null;
    const isPlace = (tags: readonly Tag[]) => readPlace(partList(tags).items, accounts)?.ok === true;
    const apart = together !== null && isPlace(phrase.tags) && !isPlace(together);
    if (together === null || before === undefined || apart) joined.push(phrase);
    else joined[joined.length - 1] = { ...before, tags: together };
  }
  return joined;
}
