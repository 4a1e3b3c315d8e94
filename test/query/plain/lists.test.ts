import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { explain } from '../../../src/errors.ts';
import { commandForm, writtenValues } from '../../../src/query/command-form.ts';
import { type PlainReading, readPlain } from '../../../src/query/plain/read-plain.ts';
import type { Query } from '../../../src/query/query.ts';
import { readQuery } from '../../../src/query/read-query.ts';
import { context, queryOf, understood } from './sentences.ts';

/** Lists in sentences, each with the commands it may mean; none: it is refused, and with what it is refused. */
const lists: Record<string, readonly (readonly [sentence: string, command: string])[]> = {
  events: [
    ['who called DeleteBucket, AssumeRole', 'who DeleteBucket,AssumeRole'],
    ['who called DeleteBucket,AssumeRole yesterday', 'who DeleteBucket,AssumeRole during:yesterday'],
    ['who DeleteBucket and AssumeRole', 'who DeleteBucket,AssumeRole'],
    ['@trail who DeleteBucket, AssumeRole', 'who DeleteBucket,AssumeRole'],
    ['who StopLogging , DeleteTrail since 7d', 'who StopLogging,DeleteTrail since:7d'],
    ['who called DeleteBucket, AssumeRole, and PutObject', 'who DeleteBucket,AssumeRole,PutObject'],
    ['who called DeleteBucket as well as AssumeRole', 'who DeleteBucket,AssumeRole'],
    ['who called DeleteBucket/AssumeRole', 'who DeleteBucket,AssumeRole'],
    ['who called DeleteBucket / AssumeRole', 'who DeleteBucket,AssumeRole'],
    ['calls to DeleteBucket or s3:GetObject', 'who DeleteBucket,s3:GetObject'],
    [
      'did jdoe call AssumeRole, GetCallerIdentity or CreateUser',
      'who AssumeRole,GetCallerIdentity,CreateUser by:jdoe',
    ],
    ['who deleted buckets and tables', 'who DeleteBucket,DeleteTable'],
    ['who deleted a trail, a bucket or a table', 'who DeleteTrail,DeleteBucket,DeleteTable'],
    ['buckets and tables deleted by alice and bob', 'who DeleteBucket,DeleteTable by:alice,bob'],
  ],
  principals: [
    ['what did alice and bob do', 'what alice,bob'],
    ['what did alice, bob and carol do yesterday', 'what alice,bob,carol during:yesterday'],
    ['did alice or bob delete a bucket', 'who DeleteBucket by:alice,bob'],
    ['was the bucket x deleted by alice or by bob', 'who DeleteBucket on:x by:alice,bob'],
    ['errors by alice and by bob', 'errors by:alice,bob'],
    ['errors by either alice or bob', 'errors by:alice,bob'],
    ['errors by alice, and also bob', 'errors by:alice,bob'],
    ['errors by alice & bob', 'errors by:alice,bob'],
    ['errors by the roles ci and deploy', 'errors by:role/ci,role/deploy'],
    ['errors of the ci and deploy roles', 'errors by:role/ci,role/deploy'],
    ['errors by the role ci or the user bob', 'errors by:role/ci,bob'],
    ['errors by the role ci and bob', 'errors by:role/ci,bob'],
    ['errors by the users alice/bob', 'errors by:alice,bob'],
    ['errors by alice/bob', 'errors by:alice/bob'],
    ['errors by root and alice', 'errors by:root,alice'],
    ['did alice, root delete a bucket', 'who DeleteBucket by:alice,root'],
    ['what was denied to alice and bob', 'denied by:alice,bob'],
    ['was alice or bob denied anything today', 'denied by:alice,bob during:today'],
    ["alice, bob and carol's logins", 'logins by:alice,bob,carol'],
    ['alice’s and bob’s logins', 'logins by:alice,bob'],
    ['what did lambda and s3 do', 'what lambda.amazonaws.com,s3.amazonaws.com'],
    ['what did alice@example.com/bob@example.com do', 'what alice@example.com,bob@example.com'],
    ['last 5 logins by alice and bob', 'logins by:alice,bob limit:5'],
  ],
  resources: [
    ['did alice delete the bucket x or y?', 'who DeleteBucket by:alice on:x,y'],
    ['was the bucket a or b deleted', 'who DeleteBucket on:a,b'],
    ['who deleted the buckets audit-logs and payroll', 'who DeleteBucket on:audit-logs,payroll'],
    ['who deleted the bucket audit-logs or the bucket payroll', 'who DeleteBucket on:audit-logs,payroll'],
    ['who deleted the audit-logs and payroll buckets', 'who DeleteBucket on:audit-logs,payroll'],
    ['who deleted the buckets x-1/y-1', 'who DeleteBucket on:x-1,y-1'],
    ['who deleted the bucket, audit-logs', 'who DeleteBucket on:audit-logs'],
    [
      'who deleted the buckets "my bucket", "other, one" and plain',
      'who DeleteBucket on:"my bucket","other\\, one",plain',
    ],
    ['who deleted the policy of the buckets x and y', 'who DeleteBucketPolicy on:x,y'],
    ['who attached a policy to the roles admin and deploy', 'who AttachRolePolicy on:admin,deploy'],
    ['who assumed the admin or deploy role', 'who AssumeRole on:admin,deploy'],
    ['who changed the bucket policy of audit-logs and payroll', 'who PutBucketPolicy on:audit-logs,payroll'],
    ['who terminated i-0abc123/i-0abc124', 'who TerminateInstances on:i-0abc123,i-0abc124'],
    ['what happened to audit-logs and payroll', 'touched audit-logs,payroll'],
    ['who touched the bucket audit-logs and the table orders', 'touched audit-logs,orders'],
    ['who deleted the bucket audit-logs or uploads', 'who DeleteBucket on:audit-logs,uploads'],
    ['changes to the bucket audit-logs and to the bucket payroll', 'touched audit-logs,payroll is:write'],
    ['arn:aws:s3:::audit-logs and arn:aws:s3:::payroll', 'touched arn:aws:s3:::audit-logs,arn:aws:s3:::payroll'],
  ],
  'addresses, keys, sessions and IDs': [
    ['errors from 1.2.3.4 and 5.6.7.8', 'errors ip:1.2.3.4,5.6.7.8'],
    ['logins from 1.2.3.4 or from 10.0.0.0/8', 'logins ip:1.2.3.4,10.0.0.0/8'],
    ['1.2.3.4 and 5.6.7.8', 'ip 1.2.3.4,5.6.7.8'],
    [
      'who used the keys AKIAIOSFODNN7EXAMPLE and AKIAIOSFODNN7EXAMPLF',
      'key AKIAIOSFODNN7EXAMPLE,AKIAIOSFODNN7EXAMPLF',
    ],
    ['who is behind the session deploy-42 or the session deploy-43', 'session deploy-42,deploy-43'],
    ['what did sessions deploy-42 and deploy-43 do', 'session deploy-42,deploy-43'],
    [
      'show me event 5b2805a5-3e06-4437-a7a2-b5fdb5cbb4e2 and 5b2805a5-3e06-4437-a7a2-b5fdb5cbb4e3',
      'event 5b2805a5-3e06-4437-a7a2-b5fdb5cbb4e2,5b2805a5-3e06-4437-a7a2-b5fdb5cbb4e3',
    ],
  ],
  places: [
    ['errors in prod and in staging', 'errors account:prod,staging'],
    ['errors in prod, in staging', 'errors account:prod,staging'],
    ['errors in prod, in Ireland', 'errors account:prod in:eu-west-1'],
    ['show errors in prod/staging', 'errors account:prod,staging'],
    ['errors in the accounts prod and staging', 'errors account:prod,staging'],
    ['errors in us-east-1/us-east-2', 'errors in:us-east-1,us-east-2'],
    ['errors in the regions frankfurt, hong kong and oregon', 'errors in:eu-central-1,ap-east-1,us-west-2'],
    ['errors in region us-east-1 or region us-east-2', 'errors in:us-east-1,us-east-2'],
    ['errors in Frankfurt, Germany', 'errors in:eu-central-1'],
    ['errors in s3 and iam', 'errors service:s3,iam'],
    ['errors in S3 or in Step Functions', 'errors service:s3,states'],
    ['errors in the services s3 and iam', 'errors service:s3,iam'],
    ['denied calls to iam or sts', 'denied service:iam,sts'],
    ['changes to s3 and iam', 'changes service:s3,iam'],
    ['what did jdoe do to s3', 'what jdoe service:s3'],
  ],
  'several lists': [
    [
      'changes to audit-logs, payroll by alice, bob in prod, staging',
      'touched audit-logs,payroll is:write by:alice,bob account:prod,staging',
    ],
    [
      'calls to DeleteBucket or GetObject by alice or bob from 1.2.3.4 or 5.6.7.8 in us-east-1 or us-east-2',
      'who DeleteBucket,GetObject by:alice,bob ip:1.2.3.4,5.6.7.8 in:us-east-1,us-east-2',
    ],
    ['errors by:alice,bob in us-east-1 and us-east-2', 'errors by:alice,bob in:us-east-1,us-east-2'],
  ],
  'what is left out': [
    ['logins not by alice or bob', 'logins by:!alice,!bob'],
    ['logins not by alice and not by bob', 'logins by:!alice,!bob'],
    ['logins by neither alice nor bob', 'logins by:!alice,!bob'],
    ['logins except for alice, bob, and carol', 'logins by:!alice,!bob,!carol'],
    ['logins by anyone but alice and bob', 'logins by:!alice,!bob'],
    ['logins by anyone other than alice and bob', 'logins by:!alice,!bob'],
    ['logins by alice but not bob', 'logins by:alice by:!bob'],
    ['who except alice and bob deleted the bucket x', 'who DeleteBucket on:x by:!alice,!bob'],
    ['has anyone other than alice or bob deleted the bucket x', 'who DeleteBucket on:x by:!alice,!bob'],
    ['who deleted the bucket audit-logs, except alice and bob', 'who DeleteBucket on:audit-logs by:!alice,!bob'],
    ['who deleted buckets other than by alice and bob', 'who DeleteBucket by:!alice,!bob'],
    ['changes excluding the roles ci and deploy', 'changes by:!role/ci,!role/deploy'],
    ['changes except to audit-logs and payroll', 'changes on:!audit-logs,!payroll'],
    ['changes apart from the buckets audit-logs and payroll', 'changes on:!audit-logs,!payroll'],
    ['everything alice did except AssumeRole and GetObject', 'what alice event:!AssumeRole,!GetObject'],
    ['changes not in s3 or iam', 'changes service:!s3,!iam'],
    ['changes except s3', 'changes service:!s3'],
    ['errors not in us-east-1 or us-east-2', 'errors in:!us-east-1,!us-east-2'],
    ['errors anywhere but in Frankfurt and Ireland', 'errors in:!eu-central-1,!eu-west-1'],
    ['changes outside us-east-1', 'changes in:!us-east-1'],
    ['errors outside of us-east-1', 'errors in:!us-east-1'],
    ['logins not from Canada', 'logins in:!ca-central-1,!ca-west-1'],
    ['errors in prod but not in us-east-1', 'errors account:prod in:!us-east-1'],
    ['logins not from 1.2.3.4 or 10.0.0.0/8', 'logins ip:!1.2.3.4,!10.0.0.0/8'],
    ['logins from anywhere but 1.2.3.4', 'logins ip:!1.2.3.4'],
    [
      'errors by report-mailer in us-east-1 not us-west-2 and jdoe',
      'errors by:report-mailer by:!jdoe in:us-east-1 in:!us-west-2',
    ],
    ['errors by report-mailer not us-west-2', 'errors by:report-mailer in:!us-west-2'],
    ['errors except alice, 10.0.0.1 and AssumeRole', 'errors by:!alice ip:!10.0.0.1 event:!AssumeRole'],
    ['who deleted buckets but not us-east-1', 'who DeleteBucket in:!us-east-1'],
    ['show me everything by nikki.wolf except reads', 'what nikki.wolf is:!read'],
    ['everything alice did except reads, errors and AssumeRole', 'what alice is:!read is:!error event:!AssumeRole'],
    ['everything by alice except failed calls', 'what alice is:!error'],
    ['everything by alice but not writes', 'what alice is:!write'],
    ['errors except denied calls in us-east-1', 'errors is:!denied in:us-east-1'],
    ['changes not by humans', 'changes is:!human'],
    ['changes not by humans or jdoe', 'changes is:!human by:!jdoe'],
    ['changes except root', 'changes is:!root'],
    ['non-root logins', 'logins is:!root'],
    ['logins by non-root users', 'logins is:!root'],
    ['who assumed roles but not lambda', 'who AssumeRole by:!lambda.amazonaws.com'],
    ['who assumed roles except lambda and s3', 'who AssumeRole by:!lambda.amazonaws.com,!s3.amazonaws.com'],
    ['who changed anything in prod except s3', 'changes account:prod service:!s3'],
  ],
};

/** Lists that are asked back, with every command they may mean. */
const askedBack: readonly (readonly [sentence: string, ...commands: string[]])[] = [
  ['alice, bob', 'what alice,bob', 'touched alice,bob'],
  ['tell me about alice and bob', 'what alice,bob', 'touched alice,bob'],
  [
    'who deleted x-1 or y-1',
    'touched x-1,y-1 is:write',
    'who DeleteBucket on:x-1,y-1',
    'who DeleteFunction on:x-1,y-1',
    'who DeleteRole on:x-1,y-1',
    'who DeleteUser on:x-1,y-1',
  ],
  [
    'who deleted audit-logs or uploads',
    'touched audit-logs,uploads is:write',
    'who DeleteBucket on:audit-logs,uploads',
    'who DeleteFunction on:audit-logs,uploads',
    'who DeleteRole on:audit-logs,uploads',
    'who DeleteUser on:audit-logs,uploads',
  ],
  ['changes except jdoe and us-west-2', 'changes by:!jdoe in:!us-west-2', 'changes on:!jdoe in:!us-west-2'],
  ['who deleted buckets except alice and bob', 'who DeleteBucket by:!alice,!bob', 'who DeleteBucket on:!alice,!bob'],
];

/** Lists that are refused, with a word of what was not understood. */
const refused: readonly (readonly [sentence: string, names: string, suggests?: string])[] = [
  ['who did alice and bob delete', 'delete', 'what alice,bob is:write'],
  ['who called DeleteBucket, FooBarBaz', 'FooBarBaz'],
  ['who called FooBarBaz and DeleteBucket', 'FooBarBaz'],
  ['who called DeleteBucket; AssumeRole', 'AssumeRole'],
  ['who called DeleteBucket AssumeRole', 'AssumeRole'],
  ['who called DeleteBucket on alice on bob', 'bob'],
  ['who created or deleted the bucket x', 'deleted'],
  ['who deleted the bucket x and the user y', 'user'],
  ['who deleted audit-logs and the table orders', 'table'],
  ['who deleted the bucket x in prod and the bucket y', 'bucket'],
  ['who deleted buckets by:alice and bob', 'and'],
  ['who deleted buckets by:alice, bob', 'bob'],
  ['who deleted bucket x by session s by alice', 'by'],
  ['what did alice and 1.2.3.4 do', '1.2.3.4'],
  ['what did session deploy-42 and bob do', 'bob'],
  ['errors by alice in us-east-1 and by bob', 'bob'],
  ['show errors by alice and humans', 'humans'],
  ['show errors by the chatbot, alice', 'alice'],
  ['show errors by lambda alice', 'lambda'],
  ['logins by alice and from 1.2.3.4', 'and'],
  ['errors in prod and us-east-1', 'us-east-1'],
  ['errors in prod and foo', 'foo'],
  ['tell me about alice about bob', 'bob'],
  ['logins not from prod', 'prod'],
  ['errors except, jdoe denied calls', 'except'],
  ['console logins from outside Germany', 'Germany'],
  ['who did not delete the buckets x and y', 'not'],
  ['what did not fail', 'not'],
  ['everything by alice except console sign-ins', 'except'],
  ['errors except failed logins', 'except'],
  ['errors except alice and the bucket x', 'except'],
  ['who deleted the bucket audit-logs or tables', 'tables'],
  ['errors by the buckets x', 'buckets'],
  ['errors about', 'about'],
  ['what was denied to lambda', 'lambda'],
  ['who deleted buckets but not s3 and jdoe', 's3'],
];

function queriesOf(read: PlainReading): Query[] {
  if (read.kind === 'query') return [read.query];
  return read.kind === 'ambiguous' ? read.readings.map(({ query }) => query) : [];
}

describe.each(Object.entries(lists))('reads lists of %s', (_, sentences) => {
  test.each(sentences)('%s', (sentence, command) => {
    expect(readPlain(sentence, context)).toEqual({ kind: 'query', query: queryOf(command, sentence) });
  });
});

describe('asks back with the whole list', () => {
  test.each(askedBack)('%s', (sentence, ...commands) => {
    const read = readPlain(sentence, context);
    expect(read.kind).toBe('ambiguous');
    expect(queriesOf(read)).toEqual(commands.map((command) => queryOf(command, sentence)));
  });
});

describe('says which name of a list it can’t take', () => {
  test.each(refused.map((row) => ({ row, sentence: row[0] })))('$sentence', ({ row: [sentence, names, suggests] }) => {
    const read = readPlain(sentence, context);
    if (read.kind !== 'fault') throw new Error(JSON.stringify(read));
    expect(explain(read.fault)).toContain(`“${names}”`);
    if (read.fault.didYouMean !== undefined) expect(readQuery(read.fault.didYouMean, context).ok).toBe(true);
    if (suggests !== undefined) expect(read.fault.didYouMean).toBe(suggests);
  });
});

const letters = (length: number) =>
  fc.string({ unit: fc.constantFrom(...'bcdfghjkqvxz'), minLength: length, maxLength: length });

/** Names of each kind; `a`, `root` and `deploy` are words of sentences, too. */
const names = {
  person: fc.oneof(fc.constantFrom('alice', 'bob', 'jdoe', 'root', 'deploy', 'a', 'al@example.com'), letters(7)),
  thing: fc.oneof(fc.constantFrom('audit-logs', 'a', 'i-0abc', '/aws/x', 'arn:aws:s3:::logs', 'DB_1'), letters(7)),
  event: fc.constantFrom('DeleteBucket', 'AssumeRole', 'iam:CreateUser', 'StopLogging', 'GetObject'),
  address: fc.constantFrom('1.2.3.4', '203.0.113.7', '2001:db8::1', '198.51.100.9'),
  key: fc.constantFrom('AKIAIOSFODNN7EXAMPLE', 'AKIAIOSFODNN7EXAMPLF', 'AKIAI44QH8DHBEXAMPLE'),
  region: fc.constantFrom('us-east-1', 'eu-west-1', 'ap-southeast-2'),
  account: fc.constantFrom('prod', 'staging'),
  service: fc.constantFrom('s3', 'iam', 'kms', 'sts'),
};
type NameKind = keyof typeof names;

/** Sentences with a place for a list, and the command they mean with it; `prep`: what may be said again before each name. */
const frames: Record<NameKind, readonly (readonly [sentence: string, command: string, prep?: string])[]> = {
  person: [
    ['errors by @', 'errors by:@', 'by'],
    ['what did @ do yesterday', 'what by:@ during:yesterday'],
    ['did @ delete a bucket', 'who DeleteBucket by:@'],
    ['was the bucket xyz deleted by @ in prod', 'who DeleteBucket on:xyz by:@ account:prod', 'by'],
    ['denied calls of @', 'denied by:@', 'of'],
    ['logins not by @ since monday', 'logins by:!@ since:monday', 'by'],
    ['changes by anyone except @', 'changes by:!@'],
    ['who called AssumeRole other than by @', 'who AssumeRole by:!@', 'by'],
  ],
  thing: [
    ['who deleted the bucket @', 'who DeleteBucket on:@'],
    ['what happened to @ today', 'touched on:@ during:today', 'to'],
    ['changes to @ by jdoe', 'touched on:@ is:write by:jdoe', 'to'],
    ['changes except to @', 'changes on:!@', 'to'],
  ],
  event: [
    ['who called @ in prod', 'who event:@ account:prod'],
    ['did jdoe call @', 'who event:@ by:jdoe'],
    ['everything jdoe did except @', 'what jdoe event:!@'],
  ],
  address: [
    ['logins from @', 'logins ip:@', 'from'],
    ['what did jdoe do from @ today', 'what jdoe ip:@ during:today', 'from'],
    ['errors not from @', 'errors ip:!@', 'from'],
  ],
  key: [['who used the keys @ this week', 'key key:@ during:"this week"']],
  region: [['errors in @', 'errors in:@', 'in']],
  account: [['what changed in @ since monday', 'changes account:@ since:monday', 'in']],
  service: [
    ['errors in @ by jdoe', 'errors service:@ by:jdoe', 'in'],
    ['changes not in @', 'changes service:!@', 'in'],
  ],
};

const joints = [', ', ',', ' and ', ' or ', ', and ', ', or ', ' as well as ', ' / ', ' & ', ' and also '];
/** A slash without spaces is a part of many names. */
const slashless: readonly NameKind[] = ['event', 'address', 'key', 'region', 'account', 'service'];

const said = fc
  .constantFrom<NameKind>('person', 'thing', 'event', 'address', 'key', 'region', 'account', 'service')
  .chain((kind) =>
    fc.record({
      frame: fc.constantFrom(...frames[kind]),
      list: fc.uniqueArray(names[kind], { minLength: 2, maxLength: 4 }),
      joints: fc.array(fc.constantFrom(...joints, ...(slashless.includes(kind) ? ['/'] : [])), {
        minLength: 3,
        maxLength: 3,
      }),
      again: fc.array(fc.boolean(), { minLength: 3, maxLength: 3 }),
    }),
  )
  .map(({ frame: [sentence, command, prep], list, joints: between, again }) => {
    const not = command.includes('!@');
    const text = list.reduce((before, name, at) => {
      const joint = between[at - 1] ?? ' ';
      const repeated =
        prep !== undefined && again[at - 1] === true && joint.endsWith(' ') && !(not && joint === ', ')
          ? `${prep} `
          : '';
      return `${before}${joint}${repeated}${name}`;
    });
    return {
      sentence: sentence.replace('@', text),
      command: command.replace(/!?@/, list.map((name) => (not ? `!${name}` : name)).join(',')),
      isPlain: !list.some((name) => ['a', 'root', 'deploy'].includes(name)),
    };
  });

test('whatever list a sentence holds, it is read with all of its names and no others, or refused', () => {
  fc.assert(
    fc.property(said, ({ sentence, command, isPlain }) => {
      const read = readPlain(sentence, context);
      if (isPlain) expect(read.kind).toBe('query');
      if (read.kind === 'fault') return;
      expect(queriesOf(read)).toEqual([queryOf(command, sentence)]);
    }),
    { numRuns: 1000 },
  );
});

test('one more name, wherever a sentence says it, is read beside all others, or the sentence is refused', () => {
  const known = Object.values({ ...understood, ...lists })
    .flat()
    .filter(([sentence]) => !/["“”]|:\S/.test(sentence));
  const valuesOf = ({ filter, regions, accounts }: Query) => [
    ...filter.flatMap(writtenValues),
    ...(regions ?? []),
    ...(accounts ?? []),
  ];
  fc.assert(
    fc.property(fc.constantFrom(...known), fc.nat(), fc.constantFrom(...joints), ([sentence], place, joint) => {
      const parts = sentence.split(' ');
      const at = place % (parts.length + 1);
      const longer = `${parts.slice(0, at).join(' ')}${joint}xyzzyplugh ${parts.slice(at).join(' ')}`;
      const before = queriesOf(readPlain(sentence, context)).flatMap(valuesOf);
      const names = before.filter((name) => parts.includes(name));
      for (const query of queriesOf(readPlain(longer, context))) {
        expect(commandForm(query)).toContain('xyzzyplugh');
        expect(valuesOf(query)).toEqual(expect.arrayContaining(names));
      }
    }),
    { numRuns: 1000 },
  );
});
