import { failed, ok, type Result } from '../../errors.ts';
import type { KnownAccount } from '../read-values.ts';
import { type Facts, type Gathering, readAgent } from './facts.ts';
import type { Clause } from './read-clause.ts';
import { readObject } from './read-object.ts';
import { readPhrase } from './read-phrase.ts';

/** Reads the parts of a sentence for what they name. Words without a place are `unknown`; two names for one role are a fault. */
export function gatherFacts(clause: Clause, accounts: readonly KnownAccount[]): Result<Facts> {
  const { ask, verb, topics, anything, flags, parts, limit } = clause;
  const facts: Facts = {
    ask,
    verb,
    topics,
    anything,
    events: [],
    by: null,
    on: null,
    onKind: null,
    ip: null,
    key: null,
    id: null,
    session: null,
    bare: null,
    is: [...new Set(flags)],
    places: [],
    parts,
    limit,
    unknown: [...clause.unknown],
  };
  const gathering: Gathering = { facts, faults: [], accounts, linked: [] };
  for (const phrase of clause.phrases) readPhrase(phrase, clause, gathering);
  readAgent(clause.agent, gathering);
  readObject(clause.object, clause, gathering);
  if (facts.on === null) facts.unknown.push(...gathering.linked);
  const [first] = gathering.faults;
  return first === undefined ? ok(facts) : failed(first);
}
