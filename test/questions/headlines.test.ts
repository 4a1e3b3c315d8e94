import { describe, expect, test } from '@jest/globals';
import { authorise } from '../../src/ask/authorise.ts';
import { valuesOf } from '../../src/condition/condition.ts';
import type { Found } from '../../src/plan/found.ts';
import { phraseText } from '../../src/present/text.ts';
import type { ModifierName } from '../../src/query/modifiers.ts';
import { readQuery } from '../../src/query/read-query.ts';
import { sampleSubjects } from '../../src/query/sample-subjects.ts';
import { conclude } from '../../src/questions/conclude.ts';
import { questions, shapes } from '../../src/questions/index.ts';
import type { Question } from '../../src/questions/question.ts';
import type { TrailEvent } from '../../src/trail/event.ts';
import { Tallies } from '../../src/trail/tallies.ts';
import { eventWith, principalWith } from '../records/events.ts';

const now = Date.parse('2026-11-20T10:00:00Z');
const account = {
  id: '111122223333',
  name: 'prod',
  role: null,
  externalId: null,
  regions: ['us-east-1'],
  archive: null,
};
const accounts = [account];

/** The headline of a question, and the lines beside it, where so many principals are found; null: nothing is searched. */
function told(text: string, question: Question, principals: number | null): string {
  const read = readQuery(text, { now, zone: 'UTC', accounts, shapes });
  if (!read.ok) throw new Error(`${text}: ${JSON.stringify(read.fault)}`);
  const allowed = authorise(question, read.value, { kind: 'local' }, { accounts, access: null, logs: null });
  if (!allowed.ok) throw new Error(`${text}: ${JSON.stringify(allowed.fault)}`);
  const { query } = allowed.value;
  const [name = 'DeleteBucket'] = valuesOf(query.filter, 'event').map((event) => event.name);
  const found = ['jdoe', 'alice', 'bob'].slice(0, principals ?? 0).map((user): TrailEvent => {
    return eventWith({ id: user, name, principal: principalWith({ name: user, role: null }), time: now - 60_000 });
  });
  const searched = principals !== null;
  const tallies = new Tallies();
  for (const event of found) tallies.add(event);
  const window = { start: now - 3_600_000, end: now };
  const part = { account: account.id, region: 'us-east-1', source: 'event-history', ...window } as const;
  const { headline, sections } = conclude(question, query, {
    window,
    tallies: tallies.list(),
    latest: found,
    quota: [],
    hidden: 0,
    partiallyRead: 0,
    coverage: {
      complete: searched,
      searched: searched ? [{ ...part, recordsRead: 1, pages: 1, cached: false }] : [],
      missed: [],
      notes: [],
    },
    chains: null,
    sessions: 0,
    sessionIssuers: new Map(),
    final: true,
    done: 1,
  } satisfies Found);
  return [headline, ...sections.flatMap(({ lines }) => lines)].map((phrase) => phraseText(phrase)).join('\n');
}

/** A value of each modifier that says what events are meant, as it is typed, and as it must be told. */
const values: Partial<Record<ModifierName, readonly [typed: string, said: string][]>> = {
  by: [['wanda', 'wanda']],
  event: [
    ['ConsoleLogin', 'ConsoleLogin'],
    ['StopLogging', 'StopLogging'],
  ],
  on: [['vault', 'vault']],
  ip: [['192.0.2.9', '192.0.2.9']],
  key: [['AKIAWANDAEXAMPLE0001', 'AKIAWANDAEXAMPLE0001']],
  service: [
    ['kms', 'kms'],
    ['signin', 'signin'],
  ],
  is: [
    ['error', 'error'],
    ['denied', 'denied'],
    ['ok', 'ok'],
    ['read', 'read'],
    ['write', 'write'],
    ['root', 'root'],
    ['human', 'human'],
    ['service', 'service'],
  ],
  in: [['eu-west-1', 'eu-west-1']],
};

/** Said by what the question itself is about, in words of its own. */
const implied: Partial<Record<Question['name'], string>> = {
  denied: 'denied',
  errors: 'failed',
  root: 'root',
  changes: 'change',
  logins: 'sign',
};

const cases = questions
  .filter(({ takes }) => takes === undefined)
  .flatMap((question) => {
    const { name, subject, implies } = question;
    const asked = subject === null ? name : `${name} ${sampleSubjects[subject.kind]}`;
    return Object.entries(values).flatMap(([modifier, all]) =>
      all.flatMap(([typed, said]) =>
        ['', '!'].flatMap((sign) => {
          if (modifier === 'in' && sign === '') return [];
          const text = `${asked} ${modifier}:${sign}${typed}`;
          if (!readQuery(text, { now, zone: 'UTC', accounts, shapes }).ok) return [];
          const meant = typed === 'error' && name === 'denied' ? 'denied' : typed;
          const isImplied = implies.some((one) => JSON.stringify(one.anyOf).includes(meant)) && sign === '';
          return [{ text, question, said: isImplied ? (implied[name] ?? said) : said, not: sign !== '' }];
        }),
      ),
    );
  });

test('there are cases of every question and every modifier', () => {
  expect(cases.length).toBeGreaterThan(300);
  expect(new Set(cases.map(({ question }) => question.name)).size).toBe(questions.length - 1);
});

describe('a headline tells what was asked', () => {
  test.each(cases)('$text', ({ text, question, said, not }) => {
    for (const principals of [null, 0, 1, 2]) {
      const answer = told(text, question, principals);
      expect(answer.toLowerCase()).toContain(said.toLowerCase());
      if (not) expect(answer).toMatch(new RegExp(`\\(.*\\bnot (?:counting )?[^;]*${said}`));
    }
  });
});
