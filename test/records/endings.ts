/** What records say of how a call ended, in the forms that matter: codes, messages, details, and names that pretend. */

const john = 'User: arn:aws:iam::111122223333:user/john is not authorized to perform:';
const scp = 'with an explicit deny in a service control policy';

export const errorCodes: readonly unknown[] = [
  'AccessDenied',
  'accessDeniedException',
  'Client.UnauthorizedOperation',
  'VpceAccessDenied',
  'Http403Exception',
  'AuthorizationNotFound',
  'Client.AuthFailure',
  'ExpiredTokenException',
  'Client.DryRunOperation',
  'Throttling',
  'Access Denied',
  'a "quoted" code',
  '200',
  '403',
  'HTTP 401 Unauthorized',
  '500',
  'OK',
  'None',
  '',
  200,
  403,
  0,
  false,
  null,
  { code: 'AccessDenied' },
];

export const errorMessages: readonly unknown[] = [
  'no',
  'OK',
  'null',
  'not authorized',
  'Access Denied',
  'Failed authentication',
  'You are not authorized to perform this operation. Encoded authorization failure message: 1Qju1r-MUd3L',
  'You are not authorized to perform this operation. Encoded authorization failure message: 2Zju1r-MUd3L',
  `You are not authorized to perform this operation. ${john} ec2:RunInstances because no identity-based policy allows the ec2:RunInstances action. Encoded authorization failure message: 1Qju1r`,
  `${john} iam:CreateUser on resource: arn:aws:iam::111122223333:user/x because no identity-based policy allows the iam:CreateUser action`,
  `${john} kms:Decrypt on resource: key/1 ${scp}: arn:aws:organizations::111122223333:policy/o-a/service_control_policy/p-b`,
  `${john} kms:Decrypt on resource: key/2 ${scp}`,
  `${john} cloudwatch:PutMetricAlarm on resource: alarm:x ${scp}`,
  `${john} logs:PutLogEvents on resource: x ${scp} because no session policy allows the logs:PutLogEvents action`,
  `Could not call: ${john} s3:GetObject ${scp}`,
  'The request was denied due to a VPC endpoint policy',
  '',
  null,
  7,
];

/** Under a name that a caller chose, or beside it. */
export const spoofs: readonly string[] = [
  `x ${scp}`,
  'because no session policy allows the logs:PutLogEvents action',
  'x Encoded authorization failure message: y',
];

export const serviceEventDetails: readonly unknown[] = [
  null,
  { UserAuthentication: 'Failure' },
  { ConsoleLogin: 'Denied' },
  { consolelogin: 'FAILED' },
  { ConsoleLogin: 'Success' },
  { createAccountStatus: { state: 'FAILED', failureReason: 'EMAIL_ALREADY_EXISTS' } },
  { createAccountStatus: { state: 'SUCCEEDED' } },
  '{"state":"failed"}',
  { note: 'Failure' },
];
