import type { SampleCall } from '../call.ts';
import { addresses, prod } from '../company.ts';
import { iamUser } from '../identity.ts';
import { createRandom } from '../random.ts';
import { hour, minute, type Story } from './story.ts';

const leaked = iamUser(prod, 'report-mailer', 'AKIAIOSFODNN7EXAMPLE');
const where = { from: addresses.leak, agent: 'Boto3/1.40.61 md/Botocore#1.40.61 ua/2.1 os/linux lang/python#3.11.2' };

/** What somebody tries who found a key and wants to know what it opens. */
const attempts = [
  'iam:ListUsers',
  'iam:ListAttachedUserPolicies',
  'iam:GetAccountAuthorizationDetails',
  's3:ListBuckets',
  'secretsmanager:ListSecrets',
  'ec2:DescribeInstances',
  'lambda:ListFunctions20150331',
  'rds:DescribeDBInstances',
  'organizations:DescribeOrganization',
] as const;

/** A mailer's key got out: a stranger tries every door, finds one open and makes a key of their own. */
export const leakedKey: Story = {
  name: 'leaked-key',
  questions: [
    {
      ask: 'key AKIAIOSFODNN7EXAMPLE since:7d',
      finds: 'A mailer’s key suddenly lists everything, from an address nobody knows.',
      evidence: ['198.51.100.77', 'CreateAccessKey', 'report-mailer'],
    },
    { ask: 'denied', finds: 'A storm of refusals within minutes.', evidence: ['report-mailer', 'AccessDenied'] },
    {
      ask: 'ip 198.51.100.0/24 since:7d',
      finds: 'Who came from that network, and what worked.',
      evidence: ['report-mailer', 'CreateAccessKey'],
    },
    {
      ask: 'who CreateAccessKey since:7d',
      finds: 'The key that the stranger made for another user.',
      evidence: ['report-mailer', '198.51.100.77'],
    },
    {
      ask: 'new is:denied',
      finds: 'An address that was never refused before.',
      evidence: ['198.51.100.77', 'report-mailer'],
    },
  ],
  tell(now) {
    const random = createRandom('leaked-key');
    const at = now - 4 * hour;
    const storm = Array.from({ length: 64 }, (_, index): SampleCall => {
      const event = attempts[index % attempts.length] ?? 'iam:ListUsers';
      const region = random.pick(['us-east-1', 'us-east-2', 'us-west-2', 'eu-west-1']);
      return { at: at + minute + index * 5000, event, by: leaked, region, ...where, error: refusal(event) };
    });
    return [
      ...usualWork(now),
      { at, event: 'sts:GetCallerIdentity', by: leaked, ...where },
      ...storm,
      {
        at: at + 9 * minute,
        event: 'iam:CreateAccessKey',
        by: leaked,
        ...where,
        request: { userName: 'backup-svc' },
        response: { accessKey: { userName: 'backup-svc', accessKeyId: 'AKIAI44QH8DHBEXAMPLE', status: 'Active' } },
      },
      {
        at: at + 16 * minute,
        event: 's3:ListBuckets',
        by: iamUser(prod, 'backup-svc', 'AKIAI44QH8DHBEXAMPLE'),
        ...where,
      },
    ];
  },
};

/** What the key is for: a mail every morning. */
function usualWork(now: number): SampleCall[] {
  return Array.from({ length: 28 }, (_, index) => ({
    at: now - (index + 1) * 24 * hour,
    event: 'ses:GetSendQuota',
    by: leaked,
    from: '10.0.5.20',
    agent: 'Boto3/1.34.2',
  }));
}

function refusal(event: string) {
  if (event.startsWith('ec2:')) {
    return { code: 'Client.UnauthorizedOperation', message: 'You are not authorized to perform this operation.' };
  }
  const code = event.startsWith('iam:') || event.startsWith('s3:') ? 'AccessDenied' : 'AccessDeniedException';
  return { code, message: `User: ${leaked.arn} is not authorized to perform: ${event}` };
}
