import type { SampleCall } from '../call.ts';
import { addresses, agents, prod } from '../company.ts';
import { enterBySet } from '../sign-in.ts';
import { day, minute, type Story } from './story.ts';

const bucket = {
  request: { bucketName: 'audit-logs', Host: 'audit-logs.s3.us-east-1.amazonaws.com' },
  resources: [{ ARN: 'arn:aws:s3:::audit-logs', type: 'AWS::S3::Bucket', accountId: prod }],
};

/** A day ago nikki.wolf deletes the bucket that holds the audit logs, once its policy is out of the way. */
export const deletedBucket: Story = {
  name: 'deleted-bucket',
  questions: [
    {
      ask: 'touched audit-logs since:7d',
      finds: 'How the bucket went: refused, its policy deleted, then gone.',
      evidence: ['nikki.wolf', 'DeleteBucketPolicy', 'DeleteBucket', 'AccessDenied'],
    },
    {
      ask: 'who DeleteBucket on:audit-logs since:7d',
      finds: 'nikki.wolf deleted it, at the second attempt.',
      evidence: ['nikki.wolf', '10.24.34.19'],
    },
  ],
  tell(now) {
    const at = now - day;
    const where = { region: 'us-east-1', from: '10.24.34.19', agent: agents.browser };
    const { call, session: by } = enterBySet({
      ...where,
      at: at - 40 * minute,
      person: 'nikki.wolf',
      set: 'PowerUser',
      account: prod,
      accessKey: 'ASIANIKKIWOLFEXAMPLE',
    });
    const monthAgo = at - 28 * day;
    const maker = enterBySet({
      ...where,
      from: addresses.office,
      at: monthAgo - 10 * minute,
      person: 'mary.major',
      set: 'Admin',
      account: prod,
      accessKey: 'ASIAMARYMAJOREXAMPLE',
    });
    const made = (minutes: number, event: string): SampleCall => ({
      at: at + minutes * minute,
      event,
      by,
      ...where,
      ...bucket,
    });
    return [
      maker.call,
      { ...made(0, 's3:CreateBucket'), at: monthAgo, by: maker.session, from: addresses.office },
      call,
      made(-9, 's3:GetBucketPolicy'),
      { ...made(-7, 's3:DeleteBucket'), error: { code: 'AccessDenied', message: 'Access Denied' } },
      made(-4, 's3:DeleteBucketPolicy'),
      made(0, 's3:DeleteBucket'),
    ];
  },
};
