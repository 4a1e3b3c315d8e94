import { expect, test } from '@jest/globals';
import { authorise } from '../../src/ask/authorise.ts';
import { renderAnswer } from '../../src/blocks/answer.ts';
import { printAnswer } from '../../src/cli/print-answer.ts';
import { matcher } from '../../src/condition/match.ts';
import { begin, cover } from '../../src/plan/cover.ts';
import type { Found } from '../../src/plan/found.ts';
import { planSearch } from '../../src/plan/plan-search.ts';
import type { Answer } from '../../src/present/answer.ts';
import { readQuery } from '../../src/query/read-query.ts';
import { conclude } from '../../src/questions/conclude.ts';
import { questionNamed, questions, shapes } from '../../src/questions/index.ts';
import { chooseLookups, notesOn, sessionCondition } from '../../src/sources/event-history/lookups.ts';
import { Latest } from '../../src/trail/latest.ts';
import { readRecord } from '../../src/trail/read-record.ts';
import { Tallies } from '../../src/trail/tallies.ts';
import { refusals } from '../blocks/refusals.ts';
import { matchGolden } from '../golden/match-golden.ts';
import { asked, story } from './story.ts';

const account = { id: '111122223333', name: 'prod', role: null, externalId: null, archive: null };
const accounts = [{ ...account, regions: ['us-east-1', 'us-east-2', 'us-west-2', 'eu-west-1'] }];

/** The answer to a question about the story, from reading to summary, with all of the story searched. */
function answer(text: string): { answer: Answer; layout: 'groups' | 'timeline' } {
  const read = readQuery(text, { now: asked, zone: 'UTC', accounts, shapes });
  if (!read.ok) throw new Error(JSON.stringify(read.fault));
  const question = questionNamed(read.value.question);
  if (question === null) throw new Error('help searches nothing');
  const allowed = authorise(question, read.value, { kind: 'local' }, { accounts, access: null, logs: null });
  if (!allowed.ok) throw new Error(JSON.stringify(allowed.fault));
  const { query } = allowed.value;
  const plan = planSearch(query, question.strategy, { accounts, logs: false }, asked);
  const tallies = new Tallies();
  const latest = new Latest(100);
  const holds = matcher(query.filter);
  const searched = plan.fetches[0]?.window ?? plan.window;
  for (const event of story.map((raw) => readRecord(raw, { whole: question.strategy.whole }))) {
    if (event.time < searched.start || event.time > searched.end || !holds(event)) continue;
    tallies.add(event);
    latest.add(event);
  }
  const of = sessionCondition(query.filter);
  const sessions = of === null ? null : { of, names: [] };
  const around = { account: '111122223333', region: 'us-east-1', seenAs: () => [], sessions };
  const { lookups } = chooseLookups(query.filter, around);
  const progress = plan.fetches.map((fetch) => ({
    ...begin(fetch),
    reached: fetch.window.start,
    recordsRead: 10,
    pages: 1,
    cached: false,
    ended: true,
  }));
  const found: Found = {
    window: plan.window,
    tallies: tallies.list(),
    latest: latest.list(),
    quota: [],
    hidden: 0,
    partiallyRead: 0,
    coverage: cover(plan, progress, { missed: [], notes: notesOn(lookups, query.filter) }, asked),
    chains: null,
    sessions: 0,
    sessionIssuers: new Map(),
    final: true,
    done: 1,
  };
  return { answer: conclude(question, query, found), layout: question.layout };
}

const table: Record<string, { one?: string; many?: string; none?: string }> = {
  who: { one: 'who describe slack channels', many: 'who ListBuckets', none: 'who DeleteTrail' },
  what: { one: 'what carol event:CreateBucket', many: 'what alice', none: 'what dave' },
  touched: { one: 'touched scratch', many: 'touched audit-logs', none: 'touched nothing-here' },
  event: {
    one: 'event 5b2805a5-3e06-4437-a7a2-b5fdb5cbb4e2',
    many: 'event 5b2805a5-3e06-4437-a7a2-b5fdb5cbb4e2,0cbed294-9588-453f-a6d6-bb01eedb9430,3f061095-b488-43d4-becc-f8652d459ac5',
    none: 'event 3f061095-b488-43d4-becc-f8652d459ac5',
  },
  session: { one: 'session chatbot-session', many: 'session jdoe', none: 'session nobody' },
  key: { one: 'key ASIADEPLOYEXAMPLE001', many: 'key ASIACHATBOTEXAMPLE01', none: 'key AKIAIOSFODNN7EXAMPLE' },
  ip: { one: 'ip 10.24.34.3', many: 'ip 192.0.2.0/24', none: 'ip 2001:db8::/32' },
  denied: { one: 'denied by bob event:RunInstances', many: 'denied', none: 'denied by alice' },
  errors: { one: 'errors service chime', many: 'errors', none: 'errors by carol' },
  root: { one: 'root event:CreateAccessKey', many: 'root', none: 'root in eu-west-1 event:DeleteUser' },
  logins: { one: 'logins by alice', many: 'logins', none: 'logins by carol' },
  changes: { one: 'changes service notifications', many: 'changes', none: 'changes by nobody' },
  chatbot: { one: 'chatbot', many: 'chatbot since:7d', none: 'chatbot during 2026-11-19' },
  new: { one: 'new by mallory', many: 'new', none: 'new by dave' },
  status: { one: 'status in us-east-1', many: 'status' },
};

test('every question has its golden answers', () => {
  expect(Object.keys(table).sort()).toEqual(questions.map(({ name }) => name).sort());
});

for (const [name, cases] of Object.entries(table)) {
  for (const [size, text] of Object.entries(cases)) {
    test(`${name}, ${size}: ${text}`, () => {
      const { answer: given, layout } = answer(text);
      const message = renderAnswer(given, { layout });
      expect(refusals(message)).toEqual([]);
      matchGolden(`questions/${name}-${size}.txt`, printAnswer(given, { colour: false, zone: 'UTC', width: 160 }));
      matchGolden(`questions/${name}-${size}.json`, `${JSON.stringify(message, null, 2)}\n`);
    });
  }
}

test('every example of every question reads as typed', () => {
  for (const { examples } of shapes) {
    for (const example of examples) {
      const read = readQuery(example, { now: asked, zone: 'UTC', accounts, shapes });
      expect({ example, fault: read.ok ? null : read.fault }).toEqual({ example, fault: null });
    }
  }
});
