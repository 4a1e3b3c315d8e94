import { assumeRole } from '../assume-role.ts';
import { addresses, agents, prod } from '../company.ts';
import { iamUser } from '../identity.ts';
import { hour, minute, type Story } from './story.ts';

const key = `arn:aws:kms:us-east-1:${prod}:key/1234abcd-12ab-34cd-56ef-1234567890ab`;
const refused = { code: 'AccessDenied', message: 'Access Denied' };

/** jdoe puts on another role for a moment, for what his own does not allow. */
export const adminWork: Story = {
  name: 'admin-work',
  questions: [
    {
      ask: 'session admin/jdoe',
      finds: 'jdoe himself is behind the session of role admin.',
      evidence: ['jdoe', 'UpdateAlias'],
    },
    { ask: 'touched alias/payments by jdoe', finds: 'jdoe moved the alias of a key.', evidence: ['UpdateAlias'] },
    { ask: 'denied by jdoe since:7d', finds: 'What jdoe was refused before.', evidence: ['GetBucketPolicy'] },
  ],
  tell(now) {
    const where = { from: addresses.office, agent: agents.cli };
    const at = now - 5 * hour;
    const role = { by: iamUser(prod, 'jdoe'), account: prod, session: 'jdoe', mfa: true, ...where };
    const user = assumeRole({ ...role, at, role: 'user', accessKey: 'ASIAJDOEUSER1EXAMPLE' });
    const admin = assumeRole({ ...role, at: at + 6 * minute, role: 'admin', accessKey: 'ASIAJDOEADMINEXAMPLE' });
    return [
      user.call,
      {
        at: at + 2 * minute,
        event: 's3:GetBucketPolicy',
        by: user.session,
        ...where,
        request: { bucketName: 'payroll' },
        resources: [{ ARN: 'arn:aws:s3:::payroll', type: 'AWS::S3::Bucket', accountId: prod }],
        error: refused,
      },
      admin.call,
      {
        at: at + 8 * minute,
        event: 'kms:UpdateAlias',
        by: admin.session,
        ...where,
        request: { aliasName: 'alias/payments', targetKeyId: key },
        resources: [{ ARN: key, type: 'AWS::KMS::Key', accountId: prod }],
      },
      {
        at: at + 9 * minute,
        event: 'iam:PutRolePolicy',
        by: admin.session,
        ...where,
        request: { roleName: 'user', policyName: 'read-payroll' },
      },
    ];
  },
};
