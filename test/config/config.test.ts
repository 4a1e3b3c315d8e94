import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { describeFault, readConfig } from '../../src/config.ts';

/** The faults of a file, as people read them. */
function faultsOf(text: string): string[] {
  const read = readConfig(text);
  return read.ok ? [] : read.fault.map((fault) => describeFault(fault));
}

const whole = `
accounts:
  - name: prod
    id: "111122223333"
    role: arn:aws:iam::111122223333:role/trail-read-only
    externalId: shared-words
    regions: [us-east-1, us-east-2]
    archive:
      logs: /var/trail/logs
  - name: old
    id: 012345678901
    archive:
      athena: {database: audit, table: cloudtrail_logs, workgroup: trail, region: us-east-1}
access:
  - users: [U012AB3CD]
    usergroups: [S01]
    accounts: [prod]
    questions: [who, what]
  - channels: [C01]
ignore:
  - {principal: ci-deployer, event: AssumeRole}
  - event: Describe*
`;

describe('A trail.yml that is right', () => {
  test('is read whole, its defaults filled in', () => {
    expect(readConfig(whole)).toEqual({
      ok: true,
      value: {
        accounts: [
          {
            name: 'prod',
            id: '111122223333',
            role: 'arn:aws:iam::111122223333:role/trail-read-only',
            externalId: 'shared-words',
            regions: ['us-east-1', 'us-east-2'],
            archive: { logs: '/var/trail/logs', athena: null },
          },
          {
            name: 'old',
            id: '012345678901',
            role: null,
            externalId: null,
            regions: null,
            archive: {
              logs: null,
              athena: { database: 'audit', table: 'cloudtrail_logs', workgroup: 'trail', region: 'us-east-1' },
            },
          },
        ],
        access: [
          { users: ['U012AB3CD'], usergroups: ['S01'], channels: [], accounts: ['prod'], questions: ['who', 'what'] },
          { users: [], usergroups: [], channels: ['C01'], accounts: null, questions: null },
        ],
        ignore: [{ principal: 'ci-deployer', event: 'AssumeRole' }, { event: 'Describe*' }],
        digests: [],
      },
    });
  });

  test.each([
    ['no file', null],
    ['an empty file', ''],
    ['comments alone', '# accounts:\n'],
  ])('%s means the ambient account, and everybody may ask', (_case, text) => {
    const account = { id: null, name: 'ambient', role: null, externalId: null, regions: null, archive: null };
    expect(readConfig(text)).toEqual({
      ok: true,
      value: { accounts: [account], access: null, ignore: [], digests: [] },
    });
  });

  test('an account ID without quotes keeps its leading zeros', () => {
    expect(readConfig('accounts: [{name: a, id: 000000000012}]')).toMatchObject({
      value: { accounts: [{ id: '000000000012' }] },
    });
  });

  test('an account without an ID has that of its role', () => {
    const text = 'accounts: [{name: a, role: "arn:aws-us-gov:iam::111122223333:role/ops/trail"}]';
    expect(readConfig(text)).toMatchObject({ value: { accounts: [{ id: '111122223333' }] } });
  });

  test('an account may be named after its ID', () => {
    expect(readConfig('accounts: [{name: 111122223333, id: 111122223333}]').ok).toBe(true);
  });

  test('a list may be shared by an anchor', () => {
    const text =
      'accounts:\n- {name: a, id: 111122223333, role: "arn:aws:iam::111122223333:role/t", regions: &r [us-east-1]}\n- {name: b, regions: *r}';
    expect(readConfig(text)).toMatchObject({ value: { accounts: [{}, { regions: ['us-east-1'] }] } });
  });
});

describe('A trail.yml that is wrong', () => {
  test('has every fault told at once, each with its line, in their order', () => {
    const text = `
acounts: []
accounts:
  - name: prod
    id: 11112222
    role: arn:aws:iam::111122223333:user/trail
    externalid: x
  - name: Prod
    role: trail-read-only
    regions: [us-east-1, us-esat-2]
    archive: {log: /var}
  - id: "222233334444"
    role: arn:aws:iam::111122223333:role/trail
    externalId: "!"
    regions: us-east-1
access:
  - accounts: [prod, stagin]
  - users: ["@jdoe"]
    questions: [whoo, delete]
ignore:
  - {}
  - {principle: ci}
`;
    expect(faultsOf(text)).toEqual([
      'trail.yml line 2: acounts is not a setting; perhaps accounts is meant.',
      'trail.yml line 5: accounts[0].id is “11112222”; an account ID has 12 digits, such as "111122223333".',
      'trail.yml line 6: accounts[0].role is “arn:aws:iam::111122223333:user/trail”; a role is given by its ARN, such as arn:aws:iam::111122223333:role/trail-read-only.',
      'trail.yml line 7: accounts[0].externalid is not a setting; perhaps externalId is meant.',
      'trail.yml line 8: accounts[1].name is “Prod”, as is accounts[0].name; an account’s name and ID stand for it alone.',
      'trail.yml line 9: accounts[1].role is “trail-read-only”; a role is given by its ARN, such as arn:aws:iam::111122223333:role/trail-read-only.',
      'trail.yml line 10: accounts[1].regions[1] is “us-esat-2”; perhaps us-east-2 is meant.',
      'trail.yml line 11: accounts[1].archive.log is not a setting; the settings here are logs, athena.',
      'trail.yml line 12: accounts[2].name is missing; a name has 1 to 64 letters, digits, dots, dashes, underscores or spaces, such as prod.',
      'trail.yml line 13: accounts[2].role is a role of account 111122223333, not of 222233334444; a role of 222233334444 belongs here, or id is 111122223333.',
      'trail.yml line 14: accounts[2].externalId does not fit (its length is 1); an external ID has 2 to 1224 letters, digits or any of _+=,.@:/-.',
      'trail.yml line 15: accounts[2].regions is “us-east-1”; a list of Regions such as [us-east-1, us-east-2] belongs here.',
      'trail.yml line 17: access[0] does not fit; name at least one of users, usergroups and channels.',
      'trail.yml line 17: access[0].accounts[1] is “stagin”, which is not under accounts; the accounts are prod, 11112222, Prod, 222233334444.',
      'trail.yml line 18: access[1].users[0] is “@jdoe”; a list of user IDs such as [U012AB3CD] belongs here (a profile’s menu copies it).',
      'trail.yml line 19: access[1].questions[0] is “whoo”; perhaps who is meant.',
      'trail.yml line 19: access[1].questions[1] is “delete”; the questions are who, what, touched, event, session, key, ip, denied, errors, root, logins, changes, chatbot, new, digest, status, help.',
      'trail.yml line 21: ignore[0] is empty; principal, event or both belong here, such as {principal: ci-deployer, event: AssumeRole}.',
      'trail.yml line 22: ignore[1].principle is not a setting; perhaps principal is meant.',
    ]);
  });

  test.each([
    ['access:', /access is empty; a list of rules belongs here/],
    ['access: []', /access is an empty list/],
    ['- a', /the file is a list; accounts, access, ignore and digests belong here/],
    ['accounts: [prod]', /accounts\[0\] is “prod”; an account belongs here/],
    ['accounts: [{name: a}, {name: b}]', /accounts\[1\] has no role; only one account/],
    ['accounts: [{name: a, archive: {}}]', /archive is empty; logs or athena/],
    ['accounts: [{name: a, archive: {logs: "https://x/y"}}]', /archive.logs is “https:\/\/x\/y”; a folder/],
    ['accounts: [{name: a, archive: {athena: {database: "a; DROP"}}}]', /athena.database is “a; DROP”/],
    ['accounts: [{name: a, id: 0x1234567890}]', /12 digits/],
    ['access: [{users: [U1], accounts: [prod]}]', /which is not under accounts; without accounts, leave it out/],
  ])('%s', (text, said) => {
    expect(faultsOf(text).join('\n')).toMatch(said);
  });

  test('an external ID is never repeated', () => {
    expect(faultsOf('accounts: [{name: a, externalId: "a secret?"}]').join()).not.toContain('secret');
  });

  test('a key given twice is told beside the other faults', () => {
    const faults = faultsOf('accounts:\n  - name: a\n    name: b\n    id: 1\n');
    expect(faults).toEqual([
      expect.stringMatching(/line 3: the file can’t be read as YAML: Map keys must be unique; give every setting once/),
      expect.stringMatching(/line 4: accounts\[0\].id is “1”/),
    ]);
  });

  test('tabs are told with their line', () => {
    expect(faultsOf('accounts:\n\t- name: a\n')[0]).toMatch(/line 2: .*Tabs.*; indent with spaces/);
  });

  test('what grows when it is read is refused', () => {
    const rows = ['a: &a [x, x, x, x, x, x, x, x, x]'];
    for (const [one, other] of ['ab', 'bc', 'cd', 'de', 'ef', 'fg', 'gh'].map((pair) => [...pair])) {
      rows.push(`${other}: &${other} [${Array.from({ length: 9 }, () => `*${one}`).join(', ')}]`);
    }
    expect(faultsOf(rows.join('\n'))[0]).toMatch(/repeats its aliases too often/);
    expect(faultsOf('['.repeat(500_000))[0]).toMatch(/line 1/);
    expect(faultsOf(`# ${'x'.repeat(1_000_000)}`)[0]).toMatch(/characters long/);
  });

  test('no text makes the reader fail', () => {
    const words = fc.constantFrom(
      'accounts:',
      'access:',
      '- ',
      'name:',
      ' ',
      '\n',
      '{',
      '}',
      '[',
      ']',
      '&a',
      '*a',
      '"',
      ':',
      '#',
      '\t',
    );
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.array(words).map((parts) => parts.join('')),
    );
    fc.assert(fc.property(text, (given) => faultsOf(given).every((fault) => /^trail\.yml line \d+: /.test(fault))));
  });
});

describe('Digests in trail.yml', () => {
  const given = (digests: string) => `accounts: [{name: prod, id: "111122223333"}]\ndigests:\n${digests}`;

  test('are read with their schedule, the accounts by their names, the parts in their order', () => {
    const read = readConfig(
      given(
        '  - {channel: C012AB3CD, when: weekly mon 9am Europe/Berlin, accounts: ["111122223333"], only: [changes, root]}\n  - {channel: C012AB3CD, when: daily 09:00}',
      ),
    );
    expect(read.ok && read.value.digests).toEqual([
      {
        channel: 'C012AB3CD',
        schedule: { every: 'week', on: 'monday', time: 540, zone: 'Europe/Berlin' },
        accounts: ['prod'],
        sections: ['root', 'identity', 'network', 'trail', 'exposure', 'detection'],
      },
      { channel: 'C012AB3CD', schedule: { every: 'day', time: 540, zone: 'UTC' }, accounts: null, sections: null },
    ]);
  });

  test('have every fault told with its line', () => {
    const text = given(
      [
        '  - {channel: audit, when: daily 25:00}',
        '  - {channel: C012AB3CD, when: daily 09:00 Europe/Berln}',
        '  - {channel: C012AB3CD, when: daily 09:00 UTC please, accounts: [prof], only: [roots]}',
        '  - {chanel: C012AB3CD, when: daily 09:00}',
      ].join('\n'),
    );
    expect(faultsOf(text)).toEqual([
      'trail.yml line 3: digests[0].channel is “audit”; a channel ID such as C012AB3CD belongs here (at the end of the channel’s details).',
      'trail.yml line 3: digests[0].when is “daily 25:00”; “25:00” is not a time of day, which runs from 00:00 to 23:59.',
      'trail.yml line 4: digests[1].when is “daily 09:00 Europe/Berln”; “Europe/Berln” is not a time zone; the closest: Europe/Berlin.',
      'trail.yml line 5: digests[2].when is “daily 09:00 UTC please”; nothing may follow the zone, as in weekly mon 09:00 Europe/Berlin.',
      'trail.yml line 5: digests[2].only[0] is “roots”; perhaps root is meant.',
      'trail.yml line 5: digests[2].accounts[0] is “prof”, which is not under accounts; perhaps prod is meant.',
      'trail.yml line 6: digests[3].channel is missing; a channel ID such as C012AB3CD belongs here (at the end of the channel’s details).',
      'trail.yml line 6: digests[3].chanel is not a setting; perhaps channel is meant.',
    ]);
  });
});
