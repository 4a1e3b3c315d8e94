import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { mask, maskText } from '../../src/trail/fields.ts';
import { haveRealRecords, realRecords } from '../records/real-records.ts';

/** The example key of AWS's own documentation. */
const secretKey = 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY';
const jwt = 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJqZG9lIn0.dozjgNryP4J3jVmNHl0w5N_XgL0n3I9PlFUP0THsR8U';
const stsToken = `IQoJb3JpZ2luX2VjE${'Aa1/b2C3d4E5f6G7h8+J9k0'.repeat(12)}==`;
// Put together here, so that no scanner takes a test for a leak.
const slackToken = ['xoxb', '17653672481', '19874698323', 'pdFZKVeTuE8sk7oOcHrzqqgy'].join('-');
const pem = '-----BEGIN RSA PRIVATE KEY-----\nMIIEow\nIBAAKC\n-----END RSA PRIVATE KEY-----';

describe('secrets in text', () => {
  test.each([
    [`key ${secretKey} leaked`, 'key [masked] leaked'],
    [`AWS_SECRET_ACCESS_KEY=${secretKey}`, 'AWS_SECRET_ACCESS_KEY=[masked]'],
    [`key=${secretKey}`, 'key=[masked]'],
    [`with ${stsToken}.`, 'with [masked].'],
    [`Bearer%20${jwt} x`, 'Bearer%20[masked] x'],
    [`got "${jwt}"`, 'got "[masked]"'],
    [`<${slackToken}>`, '<[masked]>'],
    ['xapp-1-A0123-456-abcdef', '[masked]'],
    ['https://hooks.slack.com/services/T0/B0/abc?x#y ok', 'https://hooks.slack.com/[masked] ok'],
    [`before ${pem} after`, 'before [masked] after'],
    ['before -----BEGIN PRIVATE KEY-----\nMIIEow', 'before [masked]'],
    ['Authorization: Bearer abcdefgh.ijkl', 'Authorization: [masked]'],
    ['sent bearer abcdefgh.ijkl', 'sent bearer [masked]'],
    ['postgres://app:hunter2@db.internal/x', 'postgres://app:[masked]@db.internal/x'],
    ['Server=db;Password=hunter2;Port=1', 'Server=db;Password=[masked];Port=1'],
    ['mysql --password hunter2 --host db', 'mysql --password [masked] --host db'],
    [
      'https://b.s3.amazonaws.com/k?X-Amz-Algorithm=AWS4&X-Amz-Credential=AKIA%2F2026&X-Amz-Signature=0a1b&X-Amz-Security-Token=Iq&x=1',
      'https://b.s3.amazonaws.com/k?X-Amz-Algorithm=AWS4&X-Amz-Credential=[masked]&X-Amz-Signature=[masked]&X-Amz-Security-Token=[masked]&x=1',
    ],
    ['X-Amz-Signature%3Dabc%26x', 'X-Amz-Signature%3D[masked]'],
    ['{"user":"ann","password":"hunter2"}', '{"user":"ann","password":"[masked]"}'],
    ['{"a":"{\\"apiKey\\":\\"k1\\"}"}', '{"a":"{\\"apiKey\\":\\"[masked]\\"}"}'],
    ['{"user":"ann","password":"hunter2", cut sho', '{"user":"ann","password":"[masked]", cut sho'],
    ['{"a":"{\\"password\\":\\"hun\\\\\\"ter2\\"}', '{"a":"{\\"password\\":\\"[masked]\\"}'],
    ['{"environment":{"variables":{"A":"hunter2"', '{"environment":[masked]'],
  ])('%s', (text, shown) => {
    expect(maskText(text)).toBe(shown);
  });

  test.each([
    'User: arn:aws:iam::1:user/x is not authorized to perform: secretsmanager:GetSecretValue on resource: arn:aws:secretsmanager:us-east-1:1:secret:prod/db-AbCdEf',
    'The security token included in the request is invalid',
    'arn:aws:iam::111122223333:role/aws-service-role/elasticfilesystem.amazonaws.com/AWSServiceRoleForAmazonElasticFileSystem',
    'AWSLogs/111122223333/CloudTrail/us-east-1/2026/11/20/111122223333_CloudTrail_us-east-1_20261120T1150Z_mPkVIRuF7.json.gz',
    'da39a3ee5e6b4b0d3255bfef95601890afd80709',
    'HIDDEN_DUE_TO_SECURITY_REASONS',
    '{"password":"HIDDEN_DUE_TO_SECURITY_REASONS","nextToken":"page-2"}',
    'AKIAIOSFODNN7EXAMPLE',
    'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/119.0.0.0',
    '[S3Console/0.4, aws-internal/3 aws-sdk-java/1.12 OpenJDK_64-Bit_Server_VM/25.372-b08]',
    '',
  ])('“%s” holds none and stays', (text) => {
    expect(maskText(text)).toBe(text);
  });

  test('hostile text of 100 KB is read once, whatever it repeats', () => {
    const pieces = [
      'token',
      'eyJ',
      'eyJa.',
      '://',
      '://a:',
      'xoxb-',
      '\\"password\\":\\"',
      '-----BEGIN ',
      'password=',
      '"token":\'',
      'secret\\',
      'Aa1/',
      '{"a":',
      '[',
      'bearer a',
      'token    ',
    ];
    for (const piece of pieces) {
      const text = piece.repeat(Math.ceil(100_000 / piece.length));
      expect(typeof maskText(text)).toBe('string');
    }
  });

  test('masking twice changes nothing more', () => {
    const part = fc.oneof(
      fc.constantFrom(
        secretKey,
        jwt,
        slackToken,
        pem,
        stsToken,
        'password=',
        '"token":"',
        '{',
        '}',
        '"',
        '\\',
        ' ',
        ':',
        '[',
        'arn:',
      ),
      fc.string({ maxLength: 8 }),
    );
    fc.assert(
      fc.property(fc.array(part, { maxLength: 12 }), (parts) => {
        const once = maskText(parts.join(''));
        expect(maskText(once)).toBe(once);
      }),
    );
  });
});

describe('secrets in values', () => {
  test('go wherever their key stands, and leave structure, access keys and expiry behind', () => {
    expect(
      mask({
        credentials: {
          accessKeyId: 'ASIAIOSFODNN7EXAMPLE',
          sessionToken: 'x',
          expiration: 'Aug 1',
          more: [{ deep: 'y', n: 1 }],
        },
        functionName: 'pay',
        environment: { variables: { DB: 'hunter2' } },
      }),
    ).toEqual({
      credentials: {
        accessKeyId: 'ASIAIOSFODNN7EXAMPLE',
        sessionToken: '[masked]',
        expiration: 'Aug 1',
        more: [{ deep: '[masked]', n: '[masked]' }],
      },
      functionName: 'pay',
      environment: { variables: { DB: '[masked]' } },
    });
  });

  test.each([
    'clientSecret',
    'SecretString',
    'masterUserPassword',
    'passwd',
    'sessionToken',
    'clientRequestToken',
    'privateKey',
    'private_key',
    'Authorization',
    'x-amz-signature',
    'apiKey',
    'api_key',
    'userData',
    'environment',
    'connectionString',
  ])('%s holds one', (key) => {
    expect(mask({ a: [{ [key]: 'hunter2' }] })).toEqual({ a: [{ [key]: '[masked]' }] });
  });

  test.each([
    ['nextToken', 'page-2'],
    ['clientToken', 'c-1'],
    ['secretId', 'prod/db'],
    ['SecretARN', 'arn:aws:secretsmanager:us-east-1:1:secret:prod/db-AbCdEf'],
    ['minimumPasswordLength', 8],
    ['SignatureVersion', 'SigV4'],
    ['httpTokens', 'required'],
    ['passwordResetRequired', true],
    ['sessionCredentialFromConsole', 'true'],
    ['apiKeyRequired', false],
    ['token', null],
    ['password', 'HIDDEN_DUE_TO_SECURITY_REASONS'],
    ['masterUserPassword', '****'],
    ['credentials', 'arn:aws:iam::111122223333:role/gateway'],
  ])('%s: %p is none', (key, value) => {
    expect(mask({ [key]: value })).toEqual({ [key]: value });
  });

  test('that are named beside their value are masked, tags are not', () => {
    expect(
      mask([
        { name: 'DB_PASSWORD', value: 'hunter2' },
        { parameterKey: 'ApiToken', parameterValue: 'hunter2' },
        { key: 'Environment', value: 'prod' },
      ]),
    ).toEqual([
      { name: 'DB_PASSWORD', value: '[masked]' },
      { parameterKey: 'ApiToken', parameterValue: '[masked]' },
      { key: 'Environment', value: 'prod' },
    ]);
  });

  test('go from JSON inside JSON inside strings', () => {
    const inner = JSON.stringify({ password: 'hunter2' });
    expect(mask({ body: JSON.stringify({ inner }) })).toEqual({
      body: JSON.stringify({ inner: '{"password":"[masked]"}' }),
    });
  });

  test('a key called __proto__ is a key like any other', () => {
    const hostile: unknown = JSON.parse('{"__proto__":{"password":"hunter2","admin":true}}');
    const safe = mask(hostile);
    expect(JSON.stringify(safe)).toBe('{"__proto__":{"password":"[masked]","admin":true}}');
    expect(Object.getPrototypeOf(safe)).toBe(Object.prototype);
    expect(JSON.stringify(mask({ ...{ password: 'x' }, hostile }))).toContain('"admin":true');
  });

  test('ten thousand levels of nesting end in a sentence, whether in objects or in text', () => {
    const text = `${'{"a":['.repeat(10_000)}${']}'.repeat(10_000)}`;
    expect(JSON.stringify(mask(JSON.parse(text)))).toContain('nested too deeply');
    expect(maskText(`{"password":${text}}`)).toContain('nested too deeply');
  });

  test('what holds no secret is handed back as it is', () => {
    const plain = { a: [1, 'x', { b: null }] };
    expect(mask(plain)).toBe(plain);
  });

  test('planted at any depth, under any key or in any text, are never shown', () => {
    const planted = fc.constantFrom(secretKey, jwt, slackToken, stsToken, pem.replaceAll('\n', ' '));
    const word = fc.constantFrom('hunter2-planted', 'correct horse', '{"x":"planted"}', '12345678');
    const key = fc.constantFrom(
      'password',
      'dbSecret',
      'apiKey',
      'authToken',
      'privateKey',
      'userData',
      'connectionString',
      'signature',
    );
    const holder = fc.oneof(
      planted.map((secret) => ({ secret, value: { [`k${secret.length}`]: `see ${secret} here` } })),
      fc.tuple(key, word).map(([name, secret]) => ({ secret, value: { [name]: secret } })),
      fc.tuple(key, word).map(([name, secret]) => ({ secret, value: { [name]: [{ list: [secret] }] } })),
      fc.tuple(key, word).map(([name, secret]) => ({ secret, value: JSON.stringify({ [name]: secret }) })),
    );
    const wrap = fc.array(fc.constantFrom('object', 'array', 'json'), { maxLength: 6 });
    fc.assert(
      fc.property(holder, wrap, fc.jsonValue({ maxDepth: 2 }), ({ secret, value }, layers, beside) => {
        const wrapped = layers.reduce<unknown>((inside, layer) => {
          if (layer === 'array') return [beside, inside];
          return layer === 'object' ? { beside, inside } : JSON.stringify({ inside });
        }, value);
        const shown = JSON.stringify(mask(wrapped));
        expect(shown).not.toContain(secret);
        expect(shown).not.toContain(JSON.stringify(secret).slice(1, -1));
      }),
    );
  });

  const realTest = haveRealRecords ? test : test.skip;
  realTest('real records keep everything else (skipped where ../shared is missing)', () => {
    const masked = realRecords().map((record) => [record, mask(record)]);
    const names = ['eventName', 'userIdentity', 'sourceIPAddress', 'userAgent', 'resources', 'eventID', 'tlsDetails'];
    for (const [before, after] of masked) {
      for (const name of names) expect(Reflect.get(Object(after), name)).toEqual(Reflect.get(Object(before), name));
    }
  });
});
