import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { readRecord } from '../../src/trail/read-record.ts';
import { reasons } from '../../src/trail/reason.ts';

const call = { eventName: 'GetObject', eventSource: 's3.amazonaws.com', eventTime: '2026-11-20T09:00:00Z' };
const read = (fields: object) => readRecord({ ...call, ...fields });
const outcomeOf = (fields: object) => read(fields).outcome;

describe('an error code', () => {
  test.each([
    'AccessDenied',
    'AccessDeniedException',
    'accessDenied',
    'Access Denied',
    'KMSAccessDeniedException',
    'VpceAccessDenied',
    'Client.UnauthorizedOperation',
    'UnauthorizedAccess',
    'UnauthorisedException',
    'NotAuthorized',
    'NotAuthorizedException',
    'not_authorized',
    'AuthorizationError',
    'AuthorizationErrorException',
    'Forbidden',
    'ForbiddenException',
    'Http403Exception',
    'InsufficientPrivilegesException',
    'InsufficientDependencyServiceAccessPermissionException',
    'AllAccessDisabled',
    'HTTP 403',
    '403 Forbidden',
    '403',
    403,
    '401',
    401,
    'status code: 403',
    { code: 'AccessDenied' },
  ])('%p is denied', (errorCode) => {
    expect(read({ errorCode })).toMatchObject({ outcome: 'denied', error: { message: null } });
  });

  test.each([
    'ConflictException',
    'NoSuchBucket',
    'Throttling',
    'OperationNotPermitted',
    'InsufficientCapabilitiesException',
    'AuthorizationNotFound',
    'AuthorizationHeaderMalformed',
    'Client.InvalidPermission.Duplicate',
    'Client.DryRunOperation',
    'InvalidAccessKeyId',
    'InvalidClientTokenId',
    'SignatureDoesNotMatch',
    'UnrecognizedClientException',
    'ExpiredToken',
    'Client.AuthFailure',
    '404',
    404,
    '409',
    '500',
    '503 Service Unavailable',
    7,
    true,
    {},
    ['403'],
  ])('%p is an error', (errorCode) => {
    expect(outcomeOf({ errorCode })).toBe('error');
  });

  test.each([
    '200',
    200,
    '201',
    '204 No Content',
    '200.0',
    '304',
    302,
    '0',
    0,
    'OK',
    'Success',
    'Succeeded',
    'NoError',
  ])('%p is that of a success', (errorCode) => {
    expect(read({ errorCode })).toMatchObject({ outcome: 'ok', error: null, reason: null });
    expect(outcomeOf({ errorCode, errorMessage: 'Dashboard saved' })).toBe('ok');
    expect(outcomeOf({ errorCode, errorMessage: 'Access denied' })).toBe('denied');
    expect(outcomeOf({ errorCode, errorMessage: 'Failed to save dashboard' })).toBe('error');
  });

  test.each(['', null, undefined, false, 'null', 'None', 'N/A', '-'])('%p is none', (errorCode) => {
    expect(read({ errorCode })).toMatchObject({ outcome: 'ok', error: null });
    expect(read({ errorCode, errorMessage: 'No' })).toMatchObject({ outcome: 'error', error: { code: null } });
  });

  test('nested too deeply to be written is an error all the same', () => {
    const errorCode = JSON.parse(`${'['.repeat(100_000)}${']'.repeat(100_000)}`);
    expect(outcomeOf({ errorCode })).toBe('error');
  });
});

describe('an error message', () => {
  test.each([
    'Access Denied',
    'User: arn:aws:iam::111122223333:user/john is not authorized to perform: s3:GetObject',
    'You are not authorized to perform this operation.',
    'User is not authorized to access this resource with an explicit deny',
    'The request was denied due to a VPC endpoint policy',
    'You don’t have permission to do that',
    'HTTP status 403',
  ])('alone can tell of a denial: %s', (errorMessage) => {
    expect(read({ errorMessage })).toMatchObject({ outcome: 'denied', error: { code: null, message: errorMessage } });
  });

  test.each(['No', 'Failed authentication', 'The bucket access-denier does not exist'])(
    'of another kind tells of an error: %s',
    (errorMessage) => expect(outcomeOf({ errorMessage })).toBe('error'),
  );

  test.each(['', 'OK', 'Success', 'null', 'None'])('may say that all went well: %p', (errorMessage) => {
    expect(read({ errorMessage })).toMatchObject({ outcome: 'ok', error: null });
  });

  test('makes a denial of an error only where it is AWS’s own sentence', () => {
    const errorCode = 'InvalidRequestException';
    const sentence = 'User: arn:aws:iam::111122223333:user/john is not authorized to perform: s3:GetObject';
    expect(outcomeOf({ errorCode, errorMessage: sentence })).toBe('denied');
    expect(outcomeOf({ errorCode, errorMessage: `AccessDeniedException: ${sentence}` })).toBe('denied');
    expect(outcomeOf({ errorCode, errorMessage: `The name “${sentence}” is too long` })).toBe('error');
    expect(outcomeOf({ errorCode, errorMessage: 'The bucket denied does not exist' })).toBe('error');
  });

  test('tells whether EC2 did not know the caller or did not let it', () => {
    const errorCode = 'Client.AuthFailure';
    const unknown = 'AWS was not able to validate the provided access credentials';
    expect(read({ errorCode, errorMessage: unknown })).toMatchObject({
      outcome: 'error',
      reason: 'failed authentication',
    });
    expect(outcomeOf({ errorCode, errorMessage: 'Not authorized for images: [ami-0abcdef1234567890]' })).toBe('denied');
  });
});

describe('a failure without a code', () => {
  const login = { eventName: 'ConsoleLogin', responseElements: { ConsoleLogin: 'Failure' } };

  test('is an error, under the event’s name in its response, in whatever case', () => {
    expect(read(login)).toMatchObject({ outcome: 'error', error: { code: null, message: null } });
    expect(outcomeOf({ ...login, responseElements: '{"consoleLogin":"FAILED"}' })).toBe('error');
    expect(outcomeOf({ ...login, responseElements: { ConsoleLogin: 'Success' } })).toBe('ok');
    expect(outcomeOf({ ...login, responseElements: { SwitchRole: 'Failure' } })).toBe('ok');
  });

  test('is an error in the details of a service’s own event, too', () => {
    const details = (eventName: string, serviceEventDetails: unknown) => read({ eventName, serviceEventDetails });
    expect(details('UserAuthentication', { UserAuthentication: 'Failure' }).outcome).toBe('error');
    expect(details('CredentialVerification', '{"CredentialVerification":"failure"}').outcome).toBe('error');
    expect(details('UserAuthentication', { UserAuthentication: 'Success' }).outcome).toBe('ok');
    expect(details('BackupJobCompleted', { state: 'FAILED' }).outcome).toBe('error');
    expect(
      details('CreateAccountResult', {
        createAccountStatus: { state: 'FAILED', failureReason: 'EMAIL_ALREADY_EXISTS' },
      }),
    ).toMatchObject({ outcome: 'error', error: { code: null, message: 'EMAIL_ALREADY_EXISTS' } });
    expect(details('CreateAccountResult', { createAccountStatus: { state: 'SUCCEEDED' } }).outcome).toBe('ok');
    expect(details('SharedSnapshotCopyInitiated', { snapshotId: 'Failure' }).outcome).toBe('ok');
  });
});

const john = 'User: arn:aws:iam::777788889999:user/John is not authorized to perform:';
const because = (policy: string) => `${john} a:B because no ${policy} allows the a:B action`;
const denies = (policy: string) =>
  `${john} a:B on resource: arn:aws:a:us-east-1:123456789012:c:* with an explicit deny in ${policy}`;
const reasonOf = (errorMessage: string, fields: object = {}) =>
  read({ errorCode: 'AccessDenied', errorMessage, ...fields }).reason;

describe('the reason of a denial', () => {
  test.each([
    ['identity-based policy', 'no identity-based policy allows it'],
    ['resource-based policy', 'no resource-based policy allows it'],
    ['service control policy', 'no service control policy allows it'],
    ['resource control policy', 'no resource control policy allows it'],
    ['permissions boundary', 'no permissions boundary allows it'],
    ['session policy', 'no session policy allows it'],
    ['VPC endpoint policy', 'no VPC endpoint policy allows it'],
    ['role trust policy', 'no role trust policy allows it'],
  ])('can be that no %s allows it', (policy, reason) => expect(reasonOf(because(policy))).toBe(reason));

  test.each([
    ['an identity-based policy', 'explicit deny in an identity-based policy'],
    ['a resource-based policy', 'explicit deny in a resource-based policy'],
    ['a service control policy', 'explicit deny in a service control policy'],
    ['a Service Control Policy', 'explicit deny in a service control policy'],
    ['a resource control policy', 'explicit deny in a resource control policy'],
    ['a permissions boundary', 'explicit deny in a permissions boundary'],
    ['a session policy', 'explicit deny in a session policy'],
    ['a sessions policy', 'explicit deny in a session policy'],
    ['a VPC endpoint policy', 'explicit deny in a VPC endpoint policy'],
    ['the role trust policy', 'explicit deny in a role trust policy'],
    [
      'a service control policy: arn:aws:organizations::111122223333:policy/o-abc/service_control_policy/p-0xn1knc2',
      'explicit deny in a service control policy',
    ],
    [
      'a permissions boundary: arn:aws:iam::548387266019:policy/lab-boundary.',
      'explicit deny in a permissions boundary',
    ],
    [
      'a VPC endpoint policy transitively through a service control policy',
      'explicit deny in a service control policy',
    ],
  ])('can be an explicit deny in %s', (policy, reason) => expect(reasonOf(denies(policy))).toBe(reason));

  test('is found in the forms of single services', () => {
    const encoded = 'Encoded authorization failure message: 1Qju1r-MUd3Ls-t7y4w4lpDtgZ';
    expect(
      reasonOf(
        `${john} s3:GetObject on resource: "arn:aws:s3:::b/k" because no session policy allows the s3:GetObject action`,
      ),
    ).toBe('no session policy allows it');
    expect(
      reasonOf(`You are not authorized to perform this operation. ${because('identity-based policy')}. ${encoded}`),
    ).toBe('no identity-based policy allows it');
    expect(reasonOf(`You are not authorized to perform this operation. ${encoded}`)).toBe('told in encoded form');
    expect(
      reasonOf(
        `${because('identity-based policy')} (Service: AmazonEC2; Status Code: 403; Request ID: 1; Proxy: null)`,
      ),
    ).toBe('no identity-based policy allows it');
    expect(reasonOf('User is not authorized to access this resource with an explicit deny')).toBe('explicit deny');
    expect(reasonOf('The request was denied due to a VPC endpoint policy')).toBe('VPC endpoint policy');
    expect(read({ errorCode: 'VpceAccessDenied' }).reason).toBe('VPC endpoint policy');
    expect(
      reasonOf(
        `${john} s3:PutBucketPolicy on resource: "arn:aws:s3:::b" because public policies are prevented by the BlockPublicPolicy setting in S3 Block Public Access.`,
      ),
    ).toBe('S3 Block Public Access');
  });

  test('is not known where the message does not tell it', () => {
    expect(reasonOf('Access Denied')).toBeNull();
    expect(reasonOf(`${john} a:B on resource: *`)).toBeNull();
    expect(reasonOf(because('cosmic policy'))).toBeNull();
    expect(reasonOf(denies('a cosmic policy'))).toBeNull();
    expect(
      read({ errorCode: 'NoSuchKey', errorMessage: because('identity-based policy').slice(john.length) }).reason,
    ).toBeNull();
  });

  test('is read of the whole message, though it is cut before it is shown', () => {
    const event = read({
      errorCode: 'AccessDenied',
      errorMessage: `${john} a:B on resource: ${'x'.repeat(5000)} with an explicit deny in a service control policy`,
    });
    expect(event.reason).toBe('explicit deny in a service control policy');
    expect(event.error?.message).toHaveLength(1024);
  });

  test('is not what a name in the message pretends', () => {
    const name = 'x with an explicit deny in a service control policy';
    const at = (tail: string) =>
      `${john} cloudwatch:PutMetricAlarm on resource: arn:aws:cloudwatch:us-east-1:123456789012:alarm:${name}${tail}`;
    expect(reasonOf(at(' because no identity-based policy allows the cloudwatch:PutMetricAlarm action'))).toBe(
      'no identity-based policy allows it',
    );
    expect(reasonOf(at(' with an explicit deny in a session policy'))).toBe('explicit deny in a session policy');
    expect(reasonOf(at('"'))).toBeNull();
    expect(reasonOf(at(''), { requestParameters: { alarmName: name } })).toBeNull();
    expect(reasonOf(at(''), { requestParameters: { deep: [{ [name]: 1 }] } })).toBeNull();
    expect(reasonOf(at(''), { requestParameters: JSON.stringify({ alarmName: name }) })).toBeNull();
  });

  test('of whatever message is one of few words, found in no time', () => {
    const part = fc.constantFrom(
      ' because ',
      'no identity-based policy',
      ' with an explicit deny',
      ' in a',
      ' service control policy',
      ' allows the ',
      'a:B',
      ' action',
      '.',
      ' ',
      ': arn:',
      '(Service:',
    );
    fc.assert(
      fc.property(fc.array(part), (parts) => {
        const { reason } = read({ errorCode: 'AccessDenied', errorMessage: parts.join('') });
        expect(reason === null || reasons.includes(reason)).toBe(true);
      }),
    );
    const began = performance.now();
    for (const text of [' because ', ' with an explicit deny in a ', '. ', ' because no a allows the ', 'n’t have ']) {
      read({ errorMessage: text.repeat(20_000) });
      read({ errorCode: 'AccessDenied', errorMessage: ` with an explicit deny${text.repeat(20_000)}` });
    }
    expect(performance.now() - began).toBeLessThan(3000);
  });
});

test('other failures that have a word of their own', () => {
  expect(read({ errorCode: 'ExpiredTokenException' }).reason).toBe('failed authentication');
  expect(read({ errorCode: 'SignatureDoesNotMatch' }).reason).toBe('failed authentication');
  expect(
    read({
      errorCode: 'Client.DryRunOperation',
      errorMessage: 'Request would have succeeded, but DryRun flag is set.',
    }),
  ).toMatchObject({ outcome: 'error', reason: 'dry run' });
  expect(read({ errorCode: 'NoSuchKey' }).reason).toBeNull();
});
