import { narrow } from '../../build/ask/authorise.js';
import { readQuery } from '../../build/query/read-query.js';
import { questionNamed, shapes } from '../../build/questions/index.js';
import { chooseLookups, sessionCondition } from '../../build/sources/event-history/lookups.js';

const now = Date.UTC(2026, 10, 20, 10);
const pageOf = 50;
const accounts = [{ id: '111122223333', name: 'prod', regions: ['us-east-1'] }];

/** A day of an account: mostly reads by machines, some changes, few people. Deterministic. */
const day = Array.from({ length: 50_000 }, (_, index) => {
  const person = index % 23 === 0;
  const write = index % 11 === 0;
  return {
    EventId: String(index),
    EventName:
      index % 997 === 0
        ? 'ConsoleLogin'
        : write
          ? ['DeleteBucket', 'RunInstances', 'PutObjectAcl'][index % 3]
          : 'DescribeInstances',
    Username: index % 4999 === 0 ? 'root' : person ? ['alice', 'bob', 'carol'][index % 3] : `i-${index % 300}`,
    AccessKeyId: `ASIA${index % 400}`,
    ResourceName: write ? `bucket-${index % 50}` : '',
    EventSource: index % 501 === 0 ? 'chime.amazonaws.com' : 'ec2.amazonaws.com',
    ReadOnly: String(!write),
  };
});

const asked = [
  'who DeleteBucket',
  'what alice',
  'touched bucket-22',
  'event 5b2805a5-3e06-4437-a7a2-b5fdb5cbb4e2',
  'session alice',
  'key AKIAIOSFODNN7EXAMPLE',
  'ip 192.0.2.7',
  'denied',
  'errors service:chime',
  'root',
  'logins',
  'changes',
  'chatbot',
  'new',
];

export default { name: 'planner', run };

/** Pages that the plan's look-ups read of one Region and day, against reading every event of it. */
async function run() {
  const all = Math.ceil(day.length / pageOf);
  return asked.map((text) => {
    const pages = lookupsOf(text).reduce((sum, lookup) => sum + pagesOf(lookup), 0);
    const line = `${text}: ${pages} pages, ${(pages / all).toFixed(3)} of the ${all} that reading everything takes (at most 1)`;
    return { line, value: pages, reference: all, unit: 'pages' };
  });
}

function lookupsOf(text) {
  const query = readQuery(text, { now, zone: 'UTC', accounts, shapes });
  if (!query.ok) throw new Error(`${text} was not understood.`);
  const filter = narrow(questionNamed(query.value.question), query.value.filter);
  const of = sessionCondition(filter.value);
  const sessions = of === null ? null : { of, names: [] };
  return chooseLookups(filter.value, { account: '111122223333', region: 'us-east-1', seenAs: () => [], sessions })
    .lookups;
}

function pagesOf(lookup) {
  const found = lookup === null ? day.length : day.filter((event) => event[lookup.attribute] === lookup.value).length;
  return Math.max(1, Math.ceil(found / pageOf));
}
