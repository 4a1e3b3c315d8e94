/** What a verb with a noun may mean, where the event is not named after them: events, each with what it does. */
export type Deed = readonly (readonly [event: string, does: string])[];

/** `verbs`, all of a kind, with any of the `nouns`, which commas part. More than one event: which one is meant is asked back. */
const deeds: readonly (readonly [verbs: string, nouns: string, events: Deed])[] = [
  ['disable stop', 'logging,trail', [['StopLogging', 'a trail stops logging']]],
  ['enable start', 'logging,trail', [['StartLogging', 'a trail starts logging']]],
  ['open', 'security group', [['AuthorizeSecurityGroupIngress', 'lets traffic in']]],
  ['close', 'security group', [['RevokeSecurityGroupIngress', 'no longer lets traffic in']]],
  [
    'change update modify',
    'security group,security group rule',
    [
      ['AuthorizeSecurityGroupIngress', 'lets traffic in'],
      ['AuthorizeSecurityGroupEgress', 'lets traffic out'],
      ['RevokeSecurityGroupIngress', 'no longer lets traffic in'],
      ['RevokeSecurityGroupEgress', 'no longer lets traffic out'],
      ['ModifySecurityGroupRules', 'changes rules'],
    ],
  ],
  [
    'create add',
    'security group rule',
    [
      ['AuthorizeSecurityGroupIngress', 'lets traffic in'],
      ['AuthorizeSecurityGroupEgress', 'lets traffic out'],
    ],
  ],
  [
    'delete remove',
    'security group rule',
    [
      ['RevokeSecurityGroupIngress', 'no longer lets traffic in'],
      ['RevokeSecurityGroupEgress', 'no longer lets traffic out'],
    ],
  ],
  [
    'revoke',
    'security group rule',
    [
      ['RevokeSecurityGroupIngress', 'no longer lets traffic in'],
      ['RevokeSecurityGroupEgress', 'no longer lets traffic out'],
    ],
  ],
  [
    'change update create add set',
    'tag',
    [
      ['CreateTags', 'of EC2'],
      ['TagResource', 'of most other services'],
    ],
  ],
  [
    'delete remove',
    'tag',
    [
      ['DeleteTags', 'of EC2'],
      ['UntagResource', 'of most other services'],
    ],
  ],
  ['disable remove', 'mfa', [['DeactivateMFADevice', 'an MFA device is taken from a user']]],
  ['enable create', 'mfa', [['EnableMFADevice', 'an MFA device is given to a user']]],
  ['delete', 'mfa', [['DeleteVirtualMFADevice', 'a virtual MFA device is deleted']]],
  [
    'publish share',
    'bucket',
    [
      ['PutBucketPolicy', 'its policy'],
      ['PutBucketAcl', 'its access control list'],
      ['DeletePublicAccessBlock', 'what kept it from being public is deleted'],
      ['PutPublicAccessBlock', 'what keeps it from being public is changed'],
    ],
  ],
  [
    'publish share',
    'snapshot',
    [
      ['ModifySnapshotAttribute', 'a snapshot of an EBS volume'],
      ['ModifyDBSnapshotAttribute', 'a snapshot of an RDS instance'],
      ['ModifyDBClusterSnapshotAttribute', 'a snapshot of an RDS cluster'],
    ],
  ],
  ['publish share', 'image', [['ModifyImageAttribute', 'who may launch an image']]],
  [
    'disable remove',
    'public access block',
    [
      ['DeletePublicAccessBlock', 'it is deleted'],
      ['PutPublicAccessBlock', 'it is changed'],
    ],
  ],
  ['delete remove destroy terminate kill', 'instance', [['TerminateInstances', 'EC2 instances are terminated']]],
  ['create launch add provision', 'instance', [['RunInstances', 'EC2 instances are launched']]],
  ['make', 'instance', [['RunInstances', 'EC2 instances are launched']]],
  ['restart', 'instance', [['RebootInstances', 'EC2 instances are restarted']]],
  [
    'delete remove destroy drop',
    'key',
    [
      ['DeleteAccessKey', 'an access key of an IAM user'],
      ['ScheduleKeyDeletion', 'a KMS key'],
      ['DeleteKeyPair', 'an SSH key pair of EC2'],
      ['DeleteApiKey', 'an API key'],
    ],
  ],
  ['delete remove destroy', 'kms key', [['ScheduleKeyDeletion', 'a KMS key is to be deleted']]],
  [
    'create add make',
    'key',
    [
      ['CreateAccessKey', 'an access key of an IAM user'],
      ['CreateKey', 'a KMS key'],
      ['CreateKeyPair', 'an SSH key pair of EC2'],
      ['CreateApiKey', 'an API key'],
    ],
  ],
  ['create add make', 'kms key', [['CreateKey', 'a KMS key']]],
  [
    'disable',
    'key',
    [
      ['DisableKey', 'a KMS key'],
      ['UpdateAccessKey', 'an access key of an IAM user'],
    ],
  ],
  [
    'enable',
    'key',
    [
      ['EnableKey', 'a KMS key'],
      ['UpdateAccessKey', 'an access key of an IAM user'],
    ],
  ],
  ['disable enable', 'access key', [['UpdateAccessKey', 'an access key is switched on or off']]],
  ['disable', 'kms key', [['DisableKey', 'a KMS key is disabled']]],
  ['enable', 'kms key', [['EnableKey', 'a KMS key is enabled']]],
  [
    'rotate',
    'key',
    [
      ['RotateKey', 'a KMS key, by its schedule'],
      ['RotateKeyOnDemand', 'a KMS key, on demand'],
      ['CreateAccessKey', 'a new access key of an IAM user'],
    ],
  ],
  [
    'rotate',
    'kms key',
    [
      ['RotateKey', 'by its schedule'],
      ['RotateKeyOnDemand', 'on demand'],
    ],
  ],
  [
    'rotate',
    'access key',
    [
      ['CreateAccessKey', 'the new key'],
      ['UpdateAccessKey', 'the old one is switched off'],
      ['DeleteAccessKey', 'the old one is deleted'],
    ],
  ],
  [
    'change update reset set',
    'password',
    [
      ['ChangePassword', 'one’s own'],
      ['UpdateLoginProfile', 'somebody else’s'],
      ['PasswordUpdated', 'that of root'],
    ],
  ],
  ['create add', 'password', [['CreateLoginProfile', 'an IAM user gets a password']]],
  ['delete remove disable', 'password', [['DeleteLoginProfile', 'an IAM user loses the password']]],
  [
    'attach',
    'policy',
    [
      ['AttachRolePolicy', 'to a role'],
      ['AttachUserPolicy', 'to a user'],
      ['AttachGroupPolicy', 'to a group'],
      ['AttachPolicy', 'to an account or unit of the organization'],
    ],
  ],
  [
    'detach',
    'policy',
    [
      ['DetachRolePolicy', 'from a role'],
      ['DetachUserPolicy', 'from a user'],
      ['DetachGroupPolicy', 'from a group'],
      ['DetachPolicy', 'from an account or unit of the organization'],
    ],
  ],
  [
    'change update modify',
    'policy',
    [
      ['PutBucketPolicy', 'of a bucket'],
      ['PutRolePolicy', 'of a role'],
      ['PutUserPolicy', 'of a user'],
      ['CreatePolicyVersion', 'a managed policy of IAM'],
      ['PutKeyPolicy', 'of a KMS key'],
    ],
  ],
  ['change update modify set', 'trust policy', [['UpdateAssumeRolePolicy', 'who may assume a role']]],
  [
    'create add',
    'database',
    [
      ['CreateDBInstance', 'an RDS instance'],
      ['CreateDBCluster', 'an RDS cluster'],
    ],
  ],
  [
    'stop',
    'database',
    [
      ['StopDBInstance', 'an RDS instance'],
      ['StopDBCluster', 'an RDS cluster'],
    ],
  ],
  [
    'start',
    'database',
    [
      ['StartDBInstance', 'an RDS instance'],
      ['StartDBCluster', 'an RDS cluster'],
    ],
  ],
  [
    'delete remove destroy drop',
    'database',
    [
      ['DeleteDBInstance', 'an RDS instance'],
      ['DeleteDBCluster', 'an RDS cluster'],
      ['DeleteTable', 'a table of DynamoDB'],
    ],
  ],
  [
    'delete remove',
    'log',
    [
      ['DeleteLogGroup', 'a log group of CloudWatch'],
      ['DeleteLogStream', 'a log stream of CloudWatch'],
      ['DeleteTrail', 'a trail of CloudTrail'],
    ],
  ],
  [
    'change update modify deploy',
    'function',
    [
      ['UpdateFunctionCode', 'its code'],
      ['UpdateFunctionConfiguration', 'its settings'],
    ],
  ],
  [
    'deploy',
    'stack',
    [
      ['CreateStack', 'a new one'],
      ['UpdateStack', 'one that is there'],
      ['ExecuteChangeSet', 'by a change set'],
    ],
  ],
  ['run call execute invoke trigger', 'function', [['Invoke', 'a Lambda function runs']]],
  ['run', 'command', [['SendCommand', 'Systems Manager runs a command on instances']]],
  ['change update modify create delete', 'dns', [['ChangeResourceRecordSets', 'records of Route 53']]],
  ['get read view fetch retrieve access', 'secret', [['GetSecretValue', 'the value of a secret is read']]],
  [
    'get read view fetch retrieve',
    'parameter',
    [
      ['GetParameter', 'one by name'],
      ['GetParameters', 'several by name'],
      ['GetParametersByPath', 'all below a path'],
    ],
  ],
  ['download read get fetch', 'object', [['GetObject', 'an object of S3 is read']]],
  ['upload', 'object', [['PutObject', 'an object of S3 is written']]],
  [
    'disable stop',
    'detector',
    [
      ['DeleteDetector', 'GuardDuty is switched off'],
      ['UpdateDetector', 'GuardDuty is suspended or changed'],
      ['StopMonitoringMembers', 'members are no longer watched'],
    ],
  ],
  [
    'disable suspend enable',
    'bucket versioning',
    [['PutBucketVersioning', 'versioning of a bucket is switched on or off']],
  ],
  ['disable', 'bucket encryption', [['DeleteBucketEncryption', 'default encryption of a bucket is deleted']]],
];

const byWords: ReadonlyMap<string, Deed> = new Map(
  deeds.flatMap(([verbs, nouns, events]) =>
    verbs.split(' ').flatMap((verb) => nouns.split(',').map((noun) => [`${verb} ${noun}`, events] as const)),
  ),
);

/** The events that a verb means with a noun, where a rule says so; null where the index must tell. */
export function deedOf(verb: string, noun: string): Deed | null {
  return byWords.get(`${verb} ${noun}`) ?? null;
}
