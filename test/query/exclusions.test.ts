import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { explain, type Fault } from '../../src/errors.ts';
import { commandForm } from '../../src/query/command-form.ts';
import { applyFollowUp } from '../../src/query/follow-up.ts';
import type { Query } from '../../src/query/query.ts';
import { readForm } from '../../src/query/read-form.ts';
import { readQuery } from '../../src/query/read-query.ts';
import { understand } from '../../src/query/understand.ts';
import { context } from './context.ts';

function read(text: string): Query {
  const query = readQuery(text, context);
  if (!query.ok) throw new Error(`${text}: ${explain(query.fault)}`);
  return query.value;
}

function faultOf(text: string): Fault {
  const query = readQuery(text, context);
  if (query.ok) throw new Error(`${text} was read`);
  return query.fault;
}

/** The command form of what was said to Trail in a message, or its fault. */
function heard(text: string): string | Fault {
  const understood = understand(text, context, { speaks: true, previous: undefined });
  if (understood.kind === 'ambiguous') throw new Error(`${text} is ambiguous`);
  return understood.kind === 'query' ? commandForm(understood.query) : understood.fault;
}

describe('“not” stands wherever a modifier may', () => {
  test.each<[typed: string, form: string]>([
    ['who CreateBucket,DeleteBucket not by:x', 'who CreateBucket,DeleteBucket by:!x'],
    ['who DeleteBucket, CreateBucket not by alice, bob', 'who DeleteBucket,CreateBucket by:!alice,!bob'],
    ['who not by x DeleteBucket', 'who DeleteBucket by:!x'],
    ['who DeleteBucket since yesterday not by alice', 'who DeleteBucket since yesterday by:!alice'],
    ['who s3:DeleteBucket, iam:DeleteUser not by x', 'who s3:DeleteBucket,iam:DeleteUser by:!x'],
    ['what alice,bob not event:DeleteBucket', 'what alice,bob event:!DeleteBucket'],
    ['touched audit-logs not event delete bucket', 'touched audit-logs event:!DeleteBucket'],
    ['changes by jdoe not in us-east-1, us-east-2', 'changes by:jdoe in:!us-east-1,!us-east-2'],
    ['denied not in:us-east-1', 'denied in:!us-east-1'],
    ['denied not service s3 not by ci', 'denied by:!ci service:!s3.amazonaws.com'],
  ])('%s', (typed, form) => {
    const { window, ...query } = read(typed);
    expect({ ...query, asked: '' }).toEqual({ ...read(form), window: undefined, asked: '' });
    expect(window).toEqual(read(form).window);
    if (!typed.includes(', ')) expect(heard(typed)).toBe(commandForm(read(typed)));
  });

  test('also before a modifier with a colon in a sentence', () => {
    expect(heard('who deleted the bucket audit-logs not by alice')).toBe('who DeleteBucket by:!alice on:audit-logs');
    expect(heard('who deleted a bucket not by:alice?')).toBe('who DeleteBucket by:!alice');
    expect(heard('who deleted a bucket by:!"Jane Doe"')).toBe('who DeleteBucket by:!"Jane Doe"');
    expect(heard('who deleted a bucket by:"Jane Doe",!bob')).toBe('who DeleteBucket by:"Jane Doe" by:!bob');
    expect(heard('who deleted a bucket not by:"Jane Doe",“J D” yesterday')).toContain('by:!"Jane Doe",!"J D"');
  });
});

describe('a list of events', () => {
  test.each<[typed: string, form: string]>([
    ['who DeleteBucket, CreateBucket', 'who DeleteBucket,CreateBucket'],
    ['who DeleteBucket ,CreateBucket', 'who DeleteBucket,CreateBucket'],
    ['who DeleteBucket , CreateBucket', 'who DeleteBucket,CreateBucket'],
    ['who delete bucket, create bucket', 'who DeleteBucket,CreateBucket'],
    ['who delete bucket,create bucket in us-east-1', 'who DeleteBucket,CreateBucket in:us-east-1'],
    ['who get key policy, delete bucket', 'who GetKeyPolicy,DeleteBucket'],
    ['who s3 delete bucket, iam create user', 'who s3:DeleteBucket,iam:CreateUser'],
    ['who SomeNewCall, "delete bucket", OtherCall by x', 'who SomeNewCall,DeleteBucket,OtherCall by:x'],
    ['changes event DeleteBucket, create bucket by x', 'changes by:x event:DeleteBucket,CreateBucket'],
    ['changes event:DeleteBucket, create bucket by x', 'changes by:x event:DeleteBucket,CreateBucket'],
    ['who StopLogging,!DeleteTrail', 'who StopLogging event:!DeleteTrail'],
    ['denied event:StopLogging,!DeleteTrail', 'denied event:StopLogging event:!DeleteTrail'],
    ['session admin,!jdoe', 'session admin,!jdoe'],
    ['denied in:us-east-1,!us-east-2', 'denied in:us-east-1 in:!us-east-2'],
  ])('%s', (typed, form) => {
    expect(commandForm(read(typed))).toBe(form);
  });
});

describe('a list in quotation marks is a list', () => {
  test.each<[quoted: string, form: string]>([
    ['changes in:"us-east-1, us-east-2"', 'changes in:us-east-1,us-east-2'],
    ['changes in "us-east-1,us-east-2"', 'changes in:us-east-1,us-east-2'],
    ['changes in “us-west-2, us-west-2”', 'changes in:us-west-2'],
    ["changes not in 'us-east-1, us-east-2'", 'changes in:!us-east-1,!us-east-2'],
    ['changes in:"us-east-1, !us-east-2"', 'changes in:us-east-1 in:!us-east-2'],
    ['what "jdoe, nikki.wolf"', 'what jdoe,nikki.wolf'],
    ['what bert-jan,"aws internal"', 'what bert-jan,"aws internal"'],
    ['what "bert-jan, aws internal"', 'what bert-jan,"aws internal"'],
    ['what "arn:aws:iam::1:user/x,!aws internal"', 'what arn:aws:iam::1:user/x by:!"aws internal"'],
    ['denied by:"report-mailer,jdoe"', 'denied by:report-mailer,jdoe'],
    ['denied not by "report-mailer, jdoe"', 'denied by:!report-mailer,!jdoe'],
    ['denied by:"!report-mailer, !jdoe"', 'denied by:!report-mailer,!jdoe'],
    ['denied by:!"report-mailer, jdoe"', 'denied by:!report-mailer,!jdoe'],
    ['touched "audit-logs, my bucket"', 'touched audit-logs,"my bucket"'],
    ['session "admin/jdoe, x"', 'session admin/jdoe,x'],
    ['who "DeleteBucket, stop logging"', 'who DeleteBucket,StopLogging'],
    ['denied account:"prod, dev box"', 'denied account:prod,"Dev Box"'],
    ['denied service "s3, ec2" is "error, write"', 'denied service:s3.amazonaws.com,ec2.amazonaws.com is:error,write'],
  ])('%s', (quoted, form) => {
    expect(commandForm(read(quoted))).toBe(form);
  });

  test('but for a comma that is of a name, and a name that begins with an exclamation mark', () => {
    expect(read('what "Doe\\, Jane",a\\,b').filter).toMatchObject([{ anyOf: ['Doe, Jane', 'a,b'] }]);
    expect(read('denied not by "!odd"').filter).toMatchObject([{ anyOf: ['!odd'], not: true }]);
  });

  test('a quoted list reads as the same without its quotes, whatever it holds', () => {
    const plain = fc.constantFrom('alice', 'ci-deployer', 'role/admin', 'except-me', 'a\\,b');
    const items = fc.array(fc.tuple(bang, plain), { minLength: 2, maxLength: 4 });
    fc.assert(
      fc.property(items, fc.boolean(), fc.constantFrom(',', ', ', ' , '), (names, not, comma) => {
        const written = names.map(([sign, one]) => `${sign}${one}`).join(comma);
        const [one, other] = [written, `"${written}"`].map((text) =>
          readQuery(`denied ${not ? 'not ' : ''}by:${text}`, context),
        );
        expect(other?.ok).toBe(one?.ok);
        if (one?.ok && other?.ok) expect({ ...other.value, asked: '' }).toEqual({ ...one.value, asked: '' });
      }),
    );
  });
});

describe('an exclusion that says nothing is a fault that leads on', () => {
  test.each<[text: string, id: Fault['id'], didYouMean: string]>([
    ['who !DeleteBucket', 'subject-excluded', 'changes event:!DeleteBucket'],
    ['who !X', 'subject-excluded', 'help who'],
    ['who !DeleteBucket,!CreateBucket by x', 'subject-excluded', 'changes event:!DeleteBucket,!CreateBucket by x'],
    ['what !bob', 'subject-excluded', 'changes by:!bob'],
    ['touched !x', 'subject-excluded', 'changes on:!x'],
    ['ip !10.0.0.1', 'subject-excluded', 'changes ip:!10.0.0.1'],
    ['session !x', 'subject-excluded', 'help session'],
    ['event !5b2805a5-3e06-4437-a7a2-b5fdb5cbb4e2', 'subject-excluded', 'help event'],
    ['denied account:!prd', 'unknown-account', 'denied account:!prod'],
    ['denied account:prod not account prod', 'contradiction', 'denied not account prod'],
    ['denied in:!us-esat-1', 'bad-region', 'denied in:!us-east-1'],
    ['denied in:us-east-1 not in us-east-1', 'contradiction', 'denied not in us-east-1'],
    ['denied by:,', 'list-gap', 'denied'],
    ['denied by:a,,b', 'list-gap', 'denied by:a,b'],
    ['denied by:a, since 7d', 'list-gap', 'denied by:a since 7d'],
    ['denied in:us-east-1,,us-east-2', 'list-gap', 'denied in:us-east-1,us-east-2'],
    ['who DeleteBucket,', 'list-gap', 'who DeleteBucket'],
    ['denied by:!', 'excluded-nothing', 'help denied'],
    ['denied by:a,!', 'excluded-nothing', 'help denied'],
    ['denied by:!!x', 'excluded-twice', 'denied by:!x'],
    ['denied not not by:x', 'excluded-twice', 'denied not by:x'],
    ['denied not by:!x', 'excluded-twice', 'denied not by:x'],
    ['denied not by !x, !y since 7d', 'excluded-twice', 'denied not by x,y since 7d'],
    ['denied not by x, !y', 'excluded-twice', 'help denied'],
    ['denied by:!"x, !y"', 'excluded-twice', 'denied by:!x, !y'],
    ['denied not in:!us-east-1', 'excluded-twice', 'denied not in:us-east-1'],
    ['changes not in mars-1', 'bad-region', 'help changes'],
    ['changes not in us-esat-1', 'bad-region', 'changes not in us-east-1'],
    ['denied not by José', 'bad-name', 'denied not by Jose'],
    ['denied minus report-mailer', 'excluded-nothing', 'denied not by:report-mailer'],
    ['denied ignoring report-mailer', 'excluded-nothing', 'denied not by:report-mailer'],
    ['denied save report-mailer', 'subject-unexpected', 'help denied'],
    ['denied nto by alice', 'subject-unexpected', 'help denied'],
    ['denied not counting alice', 'excluded-nothing', 'denied not by:alice'],
    ['denied not surely alice', 'excluded-nothing', 'help denied'],
    ['errors by alice and not denied', 'subject-unexpected', 'errors by alice not is:denied'],
    ['errors by alice or not by bob', 'subject-unexpected', 'help errors'],
    ['errors in every region but us-east-1', 'unknown-modifier', 'help errors'],
    ['touched audit-logs, not counting reads', 'excluded-nothing', 'touched audit-logs not is:read'],
    ['who touched audit-logs, not counting reads', 'event-words', 'help who'],
    ['changes by jdoe and alice', 'subject-unexpected', 'changes by jdoe,alice'],
    ['what jdoe and alice since 7d', 'word-unexpected', 'what jdoe,alice since 7d'],
    ['who DeleteBucket and StopLogging', 'word-unexpected', 'who DeleteBucket,StopLogging'],
    ['denied non-human', 'subject-unexpected', 'help denied'],
    ['who DeleteBucket by not in us-east-1', 'value-missing', 'who DeleteBucket not in us-east-1'],
    ['who DeleteBucket not', 'excluded-nothing', 'help who'],
    ['who DeleteBucket not alice', 'excluded-nothing', 'who DeleteBucket not by:alice'],
    ['denied not delete bucket by x', 'excluded-nothing', 'denied not event delete bucket by x'],
    ['denied not us-east-1', 'excluded-nothing', 'denied not in:us-east-1'],
    ['who except', 'excluded-nothing', 'help who'],
    ['who DeleteBucket except by alice', 'exclusion-word', 'who DeleteBucket not by alice'],
    ['who DeleteBucket excluding alice', 'excluded-nothing', 'who DeleteBucket not by:alice'],
    ['who DeleteBucket but not by alice', 'word-unexpected', 'who DeleteBucket not by alice'],
    ['denied not since 7d', 'not-excludable', 'help denied'],
    ['denied not public', 'not-excludable', 'help denied'],
    ['denied by:!José', 'bad-name', 'denied by:!Jose'],
    ['who DeleteBucket by:! alice', 'excluded-nothing', 'who DeleteBucket by:!alice'],
    ['who ! DeleteBucket', 'excluded-nothing', 'changes event:!DeleteBucket'],
    ['who DeleteBucket except for alice', 'excluded-nothing', 'who DeleteBucket not by:alice'],
    ['who DeleteBucket !by:x', 'word-unexpected', 'who DeleteBucket not by:x'],
    ['denied by!:jdoe', 'subject-unexpected', 'help denied'],
    ['denied -by:jdoe', 'subject-unexpected', 'help denied'],
    ['denied in!us-east-1', 'subject-unexpected', 'help denied'],
    ['denied !us-east-1', 'subject-unexpected', 'denied in:!us-east-1'],
    ['who DeleteBucket besides alice', 'word-unexpected', 'help who'],
    ['who didn’t delete bucket audit-logs', 'unknown-modifier', 'help who'],
    ['who delet buckett, create bucket', 'event-words', 'who DeleteBucket,CreateBucket'],
    ['status by:x', 'modifier-unused', 'help status'],
    ['status in us-east-1 since 7d', 'modifier-unused', 'status in us-east-1'],
    ['status is:!error', 'modifier-unused', 'help status'],
    ['help who by x', 'modifier-unused', 'help'],
  ])('%s', (text, id, didYouMean) => {
    expect(faultOf(text)).toMatchObject({ id, didYouMean });
    expect(explain(faultOf(text)).length).toBeLessThan(250);
  });

  test.each([
    'who !X',
    'what !bob',
    'session !x',
    'denied by:!!x',
    'denied account:!prd',
    'denied by:,',
    'denied by:!',
    'status by:x',
    'denied not since 7d',
    'who except',
    'who ! DeleteBucket',
    'denied by:! alice',
    'denied by ! alice since 7d',
    'denied !alice',
    'denied in:us-east-1,!us-east-1',
    'is everything reachable since yesterday?',
    'who DeleteBucket not',
    'what did anybody but alice delete',
    'changes outside business hours',
  ])('in a message, too, and nothing is suggested that asks for what was to be left out: %s', (text) => {
    const found = heard(text);
    if (typeof found === 'string') throw new Error(`${text} was understood as ${found}`);
    const { didYouMean } = found;
    if (didYouMean !== undefined && /[!]|not|but|except|outside/.test(text)) expect(didYouMean).toMatch(/!|not|^help/);
  });
});

const name = fc.constantFrom(
  'alice',
  'ci-deployer',
  'role/admin',
  '"Jane Doe"',
  '"not"',
  '"!odd"',
  'except-me',
  '"a,b"',
);
const values = {
  by: name,
  on: fc.constantFrom('audit-logs', 'arn:aws:s3:::b', '"two words"', '"!x"', '"in"'),
  event: fc.constantFrom('DeleteBucket', 'SomeNewCall', 'lambda:CreateFunction20150331', '"get key policy"'),
  ip: fc.constantFrom('10.0.0.1', '10.0.0.0/8', '2001:db8::1'),
  key: fc.constantFrom('AKIAIOSFODNN7EXAMPLE', 'asiaiosfodnn7example'),
  service: fc.constantFrom('s3', 'cloudwatch', 'my-own.amazonaws.com'),
  is: fc.constantFrom('error', 'denied', 'read', 'write', 'root', 'human', 'service'),
  in: fc.constantFrom('us-east-1', 'eu-west-1', 'ap-south-1'),
};
const bang = fc.constantFrom('', '!');
const comma = fc.constantFrom(',', ', ', ' , ', ' ,');
const list = (value: fc.Arbitrary<string>) =>
  fc
    .array(fc.tuple(bang, value, comma), { minLength: 1, maxLength: 4 })
    .map((items) => items.map(([not, one, after], at) => `${not}${one}${at < items.length - 1 ? after : ''}`).join(''));
const modifier = fc
  .constantFrom<(keyof typeof values)[]>('by', 'on', 'event', 'ip', 'key', 'service', 'is', 'in')
  .chain((kind) =>
    fc.record({
      kind: fc.constant(kind),
      not: fc.boolean(),
      sign: kind === 'event' ? fc.constant(':') : fc.constantFrom(':', ' '),
      list: list(values[kind]),
    }),
  );
const subject = fc.oneof(
  list(values.event).map((events) => `who ${events}`),
  list(values.by).map((names) => `what ${names}`),
  list(values.on).map((names) => `touched ${names}`),
  list(fc.constantFrom('admin/jdoe', 'x', '"by"')).map((sessions) => `session ${sessions}`),
  list(values.key).map((keys) => `key ${keys}`),
  list(values.ip).map((addresses) => `ip ${addresses}`),
  fc.constantFrom('denied', 'changes', 'chatbot', 'new', 'logins since:7d', 'root limit:5 public'),
);

test('whatever is typed with lists and exclusions reads back from its command form', () => {
  let readable = 0;
  fc.assert(
    fc.property(subject, fc.array(modifier, { maxLength: 3 }), (asked, said) => {
      const written = said.map(({ kind, not, sign, list: all }) => `${not ? 'not ' : ''}${kind}${sign}${all}`);
      const query = readQuery([asked, ...written].join(' '), context);
      if (!query.ok) return;
      readable++;
      const form = commandForm(query.value);
      expect({ ...read(form), asked: '' }).toEqual({ ...query.value, asked: '' });
    }),
    { numRuns: 1000 },
  );
  expect(readable).toBeGreaterThan(200);
});

test('“not” before a modifier is “!” before each of its values, and refused where one has it already', () => {
  const turned = (all: string) => all.replace(/(^|,\s*)/g, '$1!');
  fc.assert(
    fc.property(fc.constantFrom<(keyof typeof values)[]>('on', 'ip', 'key', 'service', 'in'), fc.gen(), (kind, g) => {
      const all = g(list, values[kind]);
      const one = readQuery(`chatbot not ${kind}:${all}`, context);
      const other = readQuery(`chatbot ${kind}:${turned(all)}`, context);
      expect(one.ok).toBe(other.ok);
      if (one.ok && other.ok) expect({ ...one.value, asked: '' }).toEqual({ ...other.value, asked: '' });
    }),
  );
});

test('a suggestion has every name that was typed, in its role, wanted or left out as it was', () => {
  const names = ['alice', 'bob', 'audit-logs', 'us-east-1', 'us-esat-2', 'ec2', '"Jane Doe"', 'mars'];
  const leaving = ['not', 'minus', 'except', 'ignoring', 'without', 'but', 'sans'];
  const word = fc.constantFrom(
    ...[...names, ...leaving, 'save', 'and', 'or', 'region', 'every', 'counting', 'please', 'since 7x', 'limit:0'],
    ...names.flatMap((one) => ['by:', 'by:!', 'on:', 'on:!', 'in:', 'service:', 'user '].map((role) => role + one)),
  );
  const question = fc.constantFrom('denied', 'changes', 'what jdoe', 'who DeleteBucket');
  const spelled = (text: string) => text.replaceAll('us-esat-2', 'us-east-2');
  let suggested = 0;
  fc.assert(
    fc.property(question, fc.uniqueArray(word, { minLength: 1, maxLength: 4 }), (asked, words) => {
      const text = [asked, ...words].join(' ');
      const query = readQuery(text, context);
      const didYouMean = query.ok ? 'help' : (query.fault.didYouMean ?? 'help');
      if (didYouMean.startsWith('help')) return;
      suggested++;
      const lost = names.filter((name) => text.includes(name) && !spelled(didYouMean).includes(spelled(name)));
      expect([text, didYouMean, lost]).toEqual([text, didYouMean, []]);
      const turned = words.filter(
        (one) =>
          /^(?:by|on):!/.test(one) && !new RegExp(`(?:!|not ${one.slice(0, 3)}\\S*)${one.slice(4)}`).test(didYouMean),
      );
      expect([text, didYouMean, turned]).toEqual([text, didYouMean, []]);
      const moved = words.filter(
        (one) =>
          /^(?:by|on):[a-z]/.test(one) &&
          !words.includes(one.replace(':', ':!')) &&
          !new RegExp(`${one.slice(0, 2)}[: ](?:.*,)?${one.slice(3)}`).test(didYouMean),
      );
      if (asked !== 'what jdoe') expect([text, didYouMean, moved]).toEqual([text, didYouMean, []]);
      const leaves = words.some((one) => leaving.includes(one));
      expect([text, didYouMean, !leaves || /\bnot\b|!/.test(didYouMean)]).toEqual([text, didYouMean, true]);
    }),
    { numRuns: 1000 },
  );
  expect(suggested).toBeGreaterThan(100);
});

test('a suggestion has every exclusion that was typed', () => {
  const broken = fc.constantFrom('sinc:7d', 'limit:0', 'in:mars', 'xyzzy', 'by:!!x', 'not', 'is:okk', 'account:nope');
  const count = (text: string) => text.match(/(?:^|[\s:,])!|\b(?:not|except)\b/g)?.length ?? 0;
  fc.assert(
    fc.property(fc.constantFrom('alice', 'bob'), broken, fc.boolean(), (who, wrong, after) => {
      const excluded = `not by ${who}`;
      const text = ['who DeleteBucket', ...(after ? [wrong, excluded] : [excluded, wrong])].join(' ');
      const { didYouMean = '' } = faultOf(text);
      if (!didYouMean.startsWith('help')) expect(count(didYouMean)).toBeGreaterThanOrEqual(1);
    }),
  );
});

describe('a form', () => {
  test('takes lists and exclusions as commands do', () => {
    const query = readForm(
      { question: ['denied'], by: ['!alice, !"Jane Doe"'], event: ['delete bucket, CreateBucket'] },
      context,
    );
    expect(query.ok ? commandForm(query.value) : query.fault).toBe(
      'denied by:!alice,!"Jane Doe" event:DeleteBucket,CreateBucket',
    );
  });

  test('says what is missing where its subject only leaves something out', () => {
    const query = readForm({ question: ['what'], by: ['!alice'] }, context);
    expect(query.ok ? null : query.fault.by).toMatchObject({ id: 'subject-excluded' });
    const gap = readForm({ question: ['denied'], by: ['alice,'] }, context);
    expect(gap.ok ? null : gap.fault.by).toMatchObject({ id: 'list-gap' });
  });

  test('says which of its fields a question would not heed', () => {
    const query = readForm({ question: ['status'], by: ['alice'], when: ['7d'], regions: ['us-east-1'] }, context);
    expect(query.ok ? null : Object.keys(query.fault).sort()).toEqual(['by', 'when']);
  });
});

describe('a follow-up', () => {
  const after = (previous: string, text: string) => {
    const found = applyFollowUp(read(previous), text, { ...context, principals: [], sessions: [] });
    return found?.kind === 'query' ? commandForm(found.query) : (found?.kind ?? null);
  };

  test.each<[previous: string, text: string, form: string]>([
    ['who DeleteBucket', 'but not by alice', 'who DeleteBucket by:!alice'],
    ['who DeleteBucket in:us-east-1,eu-west-1', 'not in us-east-1', 'who DeleteBucket in:eu-west-1 in:!us-east-1'],
    ['who DeleteBucket in:us-east-1', 'not in us-east-1', 'who DeleteBucket in:!us-east-1'],
    ['who DeleteBucket in:!us-east-1', 'in us-east-1', 'who DeleteBucket in:us-east-1'],
    ['who DeleteBucket', 'not account prod', 'who DeleteBucket account:!prod'],
    ['who DeleteBucket account:prod,"Dev Box"', 'not account prod', 'who DeleteBucket account:"Dev Box" account:!prod'],
    ['who DeleteBucket account:!prod', 'account prod', 'who DeleteBucket account:prod'],
    ['who DeleteBucket account:!prod', 'in all accounts', 'who DeleteBucket'],
    ['status', 'in us-east-1', 'status in:us-east-1'],
    ['status', 'since 7d', 'fault'],
  ])('to %s: %s', (previous, text, form) => {
    expect(after(previous, text)).toBe(form);
  });
});
