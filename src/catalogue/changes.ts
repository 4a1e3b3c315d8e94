/** What changes are about, as a digest and `about` part them. */
export const changeParts = [
  'identity',
  'network',
  'trail',
  'exposure',
  'detection',
  'keys',
  'data',
  'compute',
] as const;
type ChangePart = (typeof changeParts)[number];

/** A kind of change: the calls that make it, the words people have for it, and what it is about. */
export interface KnownChange {
  /** What it is called: `open a security group`. No two are called alike. */
  name: string;
  /** null: of no part, or of several, which the changes made of its events tell. */
  part: ChangePart | null;
  /** Worth a look whoever makes it, however often. */
  grave?: true;
  /**
   * English for it, where the names of the events do not say it by themselves: verbs in their base form, parted by
   * spaces; nouns in the singular, parted by commas. Each verb goes with each noun.
   */
  words?: readonly [verbs: string, nouns: string];
  /**
   * Its events by service, which is what stands before `.amazonaws.com` in an eventSource (`monitoring` for
   * CloudWatch); `*`: any service. Either each event with what it does, in the order in which people mean them; such a
   * name may be the API's where CloudTrail logs several for it. Or names as CloudTrail logs them, parted by spaces: `*`
   * stands for any letters, and what `!` stands before is no change of this kind. API versions are left out of both.
   */
  events: Readonly<Record<string, string | Readonly<Record<string, string>>>>;
}

/** Calls of identity services that CloudTrail does not mark as reads, and that change nothing all the same. */
const identityCalls = '* !Generate* !Simulate* !Authenticate* !Federate* !Logout*';

/**
 * Every change that Trail has a word or a place for. An event may stand in several, yet in those of no more than one
 * section of a digest (identity, network, trail, exposure, detection).
 * Source: the services' own lists of actions; names as CloudTrail writes them.
 */
export const changes: readonly KnownChange[] = [
  // Identity: users, roles, policies, sign-in
  {
    name: 'change who may do what',
    part: 'identity',
    events: {
      iam: identityCalls,
      sso: identityCalls,
      'sso-directory': identityCalls,
      identitystore: identityCalls,
      organizations: identityCalls,
      sts: 'SetSecurityTokenServicePreferences',
    },
  },
  {
    name: 'remove MFA',
    part: 'identity',
    words: ['disable remove', 'mfa'],
    events: { iam: { DeactivateMFADevice: 'an MFA device is taken from a user' } },
  },
  {
    name: 'set up MFA',
    part: 'identity',
    words: ['enable create', 'mfa'],
    events: { iam: { EnableMFADevice: 'an MFA device is given to a user' } },
  },
  {
    name: 'delete an MFA device',
    part: 'identity',
    words: ['delete', 'mfa'],
    events: { iam: { DeleteVirtualMFADevice: 'a virtual MFA device is deleted' } },
  },
  {
    name: 'change a password',
    part: null,
    words: ['change update reset set', 'password'],
    events: {
      iam: { ChangePassword: 'one’s own', UpdateLoginProfile: 'somebody else’s' },
      signin: { PasswordUpdated: 'that of root' },
    },
  },
  {
    name: 'give a password',
    part: 'identity',
    words: ['create add', 'password'],
    events: { iam: { CreateLoginProfile: 'an IAM user gets a password' } },
  },
  {
    name: 'take a password away',
    part: 'identity',
    words: ['delete remove disable', 'password'],
    events: { iam: { DeleteLoginProfile: 'an IAM user loses the password' } },
  },
  {
    name: 'attach a policy',
    part: 'identity',
    words: ['attach', 'policy'],
    events: {
      iam: { AttachRolePolicy: 'to a role', AttachUserPolicy: 'to a user', AttachGroupPolicy: 'to a group' },
      organizations: { AttachPolicy: 'to an account or unit of the organization' },
    },
  },
  {
    name: 'detach a policy',
    part: 'identity',
    words: ['detach', 'policy'],
    events: {
      iam: { DetachRolePolicy: 'from a role', DetachUserPolicy: 'from a user', DetachGroupPolicy: 'from a group' },
      organizations: { DetachPolicy: 'from an account or unit of the organization' },
    },
  },
  {
    name: 'change a policy',
    part: null,
    words: ['change update modify', 'policy'],
    events: {
      s3: { PutBucketPolicy: 'of a bucket' },
      iam: {
        PutRolePolicy: 'of a role',
        PutUserPolicy: 'of a user',
        CreatePolicyVersion: 'a managed policy of IAM',
      },
      kms: { PutKeyPolicy: 'of a KMS key' },
    },
  },
  {
    name: 'change a trust policy',
    part: 'identity',
    words: ['change update modify set', 'trust policy'],
    events: { iam: { UpdateAssumeRolePolicy: 'who may assume a role' } },
  },

  // Network
  {
    name: 'open a security group',
    part: 'network',
    words: ['open', 'security group'],
    events: { ec2: { AuthorizeSecurityGroupIngress: 'lets traffic in' } },
  },
  {
    name: 'close a security group',
    part: 'network',
    words: ['close', 'security group'],
    events: { ec2: { RevokeSecurityGroupIngress: 'no longer lets traffic in' } },
  },
  {
    name: 'change a security group',
    part: 'network',
    words: ['change update modify', 'security group,security group rule'],
    events: {
      ec2: {
        AuthorizeSecurityGroupIngress: 'lets traffic in',
        AuthorizeSecurityGroupEgress: 'lets traffic out',
        RevokeSecurityGroupIngress: 'no longer lets traffic in',
        RevokeSecurityGroupEgress: 'no longer lets traffic out',
        ModifySecurityGroupRules: 'changes rules',
      },
    },
  },
  {
    name: 'add a rule to a security group',
    part: 'network',
    words: ['create add', 'security group rule'],
    events: {
      ec2: {
        AuthorizeSecurityGroupIngress: 'lets traffic in',
        AuthorizeSecurityGroupEgress: 'lets traffic out',
      },
    },
  },
  {
    name: 'remove a rule from a security group',
    part: 'network',
    words: ['delete remove revoke', 'security group rule'],
    events: {
      ec2: {
        RevokeSecurityGroupIngress: 'no longer lets traffic in',
        RevokeSecurityGroupEgress: 'no longer lets traffic out',
      },
    },
  },
  { name: 'create, assign or delete a security group', part: 'network', events: { ec2: '*SecurityGroup*' } },
  { name: 'change a network ACL', part: 'network', events: { ec2: '*NetworkAcl*' } },
  { name: 'change routes', part: 'network', events: { ec2: '*Route*' } },
  { name: 'change a gateway', part: 'network', events: { ec2: '*Gateway*' } },
  { name: 'change a VPN', part: 'network', events: { ec2: '*VpnConnection* *ClientVpn*' } },
  { name: 'change what a VPC is joined to', part: 'network', events: { ec2: '*VpcPeering* *VpcEndpoint*' } },
  {
    name: 'change a VPC or a subnet',
    part: 'network',
    events: {
      ec2: '*Vpc *VpcAttribute *VpcCidrBlock *Subnet *SubnetAttribute *SubnetCidrBlock *DhcpOptions* *PublicIp*',
    },
  },
  { name: 'change a firewall', part: 'network', events: { 'network-firewall': '*' } },
  { name: 'change a line of Direct Connect', part: 'network', events: { directconnect: '*' } },
  {
    name: 'change DNS records',
    part: null,
    words: ['change update modify create delete', 'dns'],
    events: { route53: { ChangeResourceRecordSets: 'records of Route 53' } },
  },

  // The trail itself
  {
    name: 'stop logging',
    part: 'trail',
    grave: true,
    words: ['disable stop', 'logging,trail'],
    events: { cloudtrail: { StopLogging: 'a trail stops logging' } },
  },
  {
    name: 'start logging',
    part: 'trail',
    words: ['enable start', 'logging,trail'],
    events: { cloudtrail: { StartLogging: 'a trail starts logging' } },
  },
  {
    name: 'delete a trail or change what it logs',
    part: 'trail',
    grave: true,
    events: { cloudtrail: 'DeleteTrail UpdateTrail PutEventSelectors' },
  },
  {
    name: 'stop or delete an event data store',
    part: 'trail',
    grave: true,
    events: { cloudtrail: 'StopEventDataStoreIngestion DeleteEventDataStore' },
  },
  {
    name: 'change CloudTrail',
    part: 'trail',
    events: { cloudtrail: '* !StartQuery* !CancelQuery* !GenerateQuery*' },
  },

  // Exposure: what lets others at data
  {
    name: 'publish a bucket',
    part: 'exposure',
    words: ['publish share', 'bucket'],
    events: {
      s3: {
        PutBucketPolicy: 'its policy',
        PutBucketAcl: 'its access control list',
        DeletePublicAccessBlock: 'what kept it from being public is deleted',
        PutPublicAccessBlock: 'what keeps it from being public is changed',
      },
    },
  },
  {
    name: 'change what keeps a bucket from being public',
    part: 'exposure',
    words: ['disable remove', 'public access block'],
    events: { s3: { DeletePublicAccessBlock: 'it is deleted', PutPublicAccessBlock: 'it is changed' } },
  },
  {
    name: 'delete what keeps buckets from being public',
    part: 'exposure',
    grave: true,
    events: { s3: 'DeleteBucketPublicAccessBlock DeleteAccountPublicAccessBlock' },
  },
  {
    name: 'change who may reach a bucket',
    part: 'exposure',
    events: {
      s3: `PutBucketPolicy DeleteBucketPolicy PutBucketAcl PutBucketPublicAccessBlock
        PutAccountPublicAccessBlock PutBucketCors DeleteBucketCors PutBucketWebsite DeleteBucketWebsite
        PutBucketOwnershipControls DeleteBucketOwnershipControls PutAccessPointPolicy* DeleteAccessPointPolicy*`,
    },
  },
  {
    name: 'publish a snapshot',
    part: 'exposure',
    grave: true,
    words: ['publish share', 'snapshot'],
    events: {
      ec2: { ModifySnapshotAttribute: 'a snapshot of an EBS volume' },
      rds: {
        ModifyDBSnapshotAttribute: 'a snapshot of an RDS instance',
        ModifyDBClusterSnapshotAttribute: 'a snapshot of an RDS cluster',
      },
    },
  },
  {
    name: 'publish an image',
    part: 'exposure',
    grave: true,
    words: ['publish share', 'image'],
    events: { ec2: { ModifyImageAttribute: 'who may launch an image' } },
  },
  {
    name: 'let snapshots and images be public',
    part: 'exposure',
    grave: true,
    events: { ec2: 'DisableSnapshotBlockPublicAccess DisableImageBlockPublicAccess' },
  },
  {
    name: 'keep snapshots and images from being public',
    part: 'exposure',
    events: { ec2: 'EnableSnapshotBlockPublicAccess EnableImageBlockPublicAccess ResetSnapshotAttribute' },
  },
  { name: 'share a cluster’s snapshot', part: 'exposure', events: { redshift: 'AuthorizeSnapshotAccess' } },
  { name: 'share resources with other accounts', part: 'exposure', events: { ram: '*' } },
  { name: 'change who may use a KMS key', part: 'exposure', events: { kms: 'CreateGrant PutKeyPolicy' } },
  {
    name: 'let others at a function',
    part: 'exposure',
    events: { lambda: 'AddPermission AddLayerVersionPermission CreateFunctionUrlConfig UpdateFunctionUrlConfig' },
  },
  {
    name: 'change who may reach a secret, a repository, a queue or a topic',
    part: 'exposure',
    events: {
      secretsmanager: 'PutResourcePolicy DeleteResourcePolicy',
      ecr: 'SetRepositoryPolicy PutRegistryPolicy',
      sqs: 'AddPermission',
      sns: 'AddPermission',
      glue: 'PutResourcePolicy',
    },
  },

  // Detection: what would notice
  {
    name: 'switch GuardDuty off',
    part: 'detection',
    words: ['disable stop', 'detector'],
    events: {
      guardduty: {
        DeleteDetector: 'GuardDuty is switched off',
        UpdateDetector: 'GuardDuty is suspended or changed',
        StopMonitoringMembers: 'members are no longer watched',
      },
    },
  },
  {
    name: 'blind what watches',
    part: 'detection',
    grave: true,
    events: {
      guardduty: 'DeleteDetector StopMonitoringMembers',
      config: 'StopConfigurationRecorder DeleteConfigurationRecorder DeleteDeliveryChannel',
      securityhub: 'DisableSecurityHub',
      macie2: 'DisableMacie',
      'access-analyzer': 'DeleteAnalyzer',
      ec2: 'DeleteFlowLogs',
    },
  },
  {
    name: 'change GuardDuty',
    part: 'detection',
    events: { guardduty: 'Delete* Disassociate* Stop* Disable* Update* CreateFilter* CreateIPSet* Archive*' },
  },
  {
    name: 'change AWS Config',
    part: 'detection',
    events: { config: 'Stop* Delete* PutConfigurationRecorder* PutDeliveryChannel*' },
  },
  {
    name: 'change what else finds trouble',
    part: 'detection',
    events: {
      securityhub: 'Disable* BatchDisable* Delete* Disassociate* UpdateStandardsControl*',
      'access-analyzer': 'Delete* CreateArchiveRule* UpdateArchiveRule*',
      inspector2: 'Disable* Disassociate*',
      macie2: 'Disable* Delete* Disassociate*',
      detective: 'Delete* Disassociate*',
    },
  },
  {
    name: 'silence alarms and rules',
    part: 'detection',
    events: {
      monitoring: 'DeleteAlarms DisableAlarmActions SetAlarmState',
      events: 'DisableRule DeleteRule RemoveTargets',
    },
  },
  {
    name: 'delete logs or their filters',
    part: 'detection',
    events: { logs: 'DeleteLogGroup DeleteLogStream DeleteMetricFilter DeleteSubscriptionFilter PutRetentionPolicy' },
  },
  {
    name: 'delete logs',
    part: null,
    words: ['delete remove', 'log'],
    events: {
      logs: {
        DeleteLogGroup: 'a log group of CloudWatch',
        DeleteLogStream: 'a log stream of CloudWatch',
      },
      cloudtrail: { DeleteTrail: 'a trail of CloudTrail' },
    },
  },
  {
    name: 'take a web ACL away',
    part: 'detection',
    events: { wafv2: 'DeleteWebACL DeleteLoggingConfiguration DisassociateWebACL' },
  },
  {
    name: 'delete backups',
    part: 'detection',
    events: { backup: 'DeleteRecoveryPoint* DeleteBackupVault* DeleteBackupPlan*' },
  },

  // Keys and secrets
  {
    name: 'delete a key',
    part: 'keys',
    words: ['delete remove destroy drop', 'key'],
    events: {
      iam: { DeleteAccessKey: 'an access key of an IAM user' },
      kms: { ScheduleKeyDeletion: 'a KMS key' },
      ec2: { DeleteKeyPair: 'an SSH key pair of EC2' },
      apigateway: { DeleteApiKey: 'an API key' },
    },
  },
  {
    name: 'delete a KMS key',
    part: 'exposure',
    grave: true,
    words: ['delete remove destroy', 'kms key'],
    events: { kms: { ScheduleKeyDeletion: 'a KMS key is to be deleted' } },
  },
  {
    name: 'create a key',
    part: 'keys',
    words: ['create add make', 'key'],
    events: {
      iam: { CreateAccessKey: 'an access key of an IAM user' },
      kms: { CreateKey: 'a KMS key' },
      ec2: { CreateKeyPair: 'an SSH key pair of EC2' },
      apigateway: { CreateApiKey: 'an API key' },
    },
  },
  {
    name: 'create a KMS key',
    part: 'keys',
    words: ['create add make', 'kms key'],
    events: { kms: { CreateKey: 'a KMS key' } },
  },
  {
    name: 'disable a key',
    part: 'keys',
    words: ['disable', 'key'],
    events: { kms: { DisableKey: 'a KMS key' }, iam: { UpdateAccessKey: 'an access key of an IAM user' } },
  },
  {
    name: 'enable a key',
    part: 'keys',
    words: ['enable', 'key'],
    events: { kms: { EnableKey: 'a KMS key' }, iam: { UpdateAccessKey: 'an access key of an IAM user' } },
  },
  {
    name: 'switch an access key on or off',
    part: 'keys',
    words: ['disable enable', 'access key'],
    events: { iam: { UpdateAccessKey: 'an access key is switched on or off' } },
  },
  {
    name: 'disable a KMS key',
    part: 'exposure',
    words: ['disable', 'kms key'],
    events: { kms: { DisableKey: 'a KMS key is disabled' } },
  },
  {
    name: 'enable a KMS key',
    part: 'keys',
    words: ['enable', 'kms key'],
    events: { kms: { EnableKey: 'a KMS key is enabled' } },
  },
  {
    name: 'rotate a key',
    part: 'keys',
    words: ['rotate', 'key'],
    events: {
      kms: { RotateKey: 'a KMS key, by its schedule', RotateKeyOnDemand: 'a KMS key, on demand' },
      iam: { CreateAccessKey: 'a new access key of an IAM user' },
    },
  },
  {
    name: 'rotate a KMS key',
    part: 'keys',
    words: ['rotate', 'kms key'],
    events: { kms: { RotateKey: 'by its schedule', RotateKeyOnDemand: 'on demand' } },
  },
  {
    name: 'rotate an access key',
    part: 'keys',
    words: ['rotate', 'access key'],
    events: {
      iam: {
        CreateAccessKey: 'the new key',
        UpdateAccessKey: 'the old one is switched off',
        DeleteAccessKey: 'the old one is deleted',
      },
    },
  },
  {
    name: 'read a secret',
    part: null,
    words: ['get read view fetch retrieve access', 'secret'],
    events: { secretsmanager: { GetSecretValue: 'the value of a secret is read' } },
  },
  {
    name: 'read a parameter',
    part: null,
    words: ['get read view fetch retrieve', 'parameter'],
    events: {
      ssm: {
        GetParameter: 'one by name',
        GetParameters: 'several by name',
        GetParametersByPath: 'all below a path',
      },
    },
  },
  {
    name: 'change keys and secrets',
    part: 'keys',
    events: {
      kms: '* !Describe* !Get* !List* !Generate* !Encrypt !Decrypt !ReEncrypt* !Sign !Verify* !DeriveSharedSecret',
      iam: '*AccessKey *SSHPublicKey *ServiceSpecificCredential *SigningCertificate',
      ec2: '*KeyPair',
      apigateway: 'CreateApiKey UpdateApiKey DeleteApiKey ImportApiKeys',
      secretsmanager: '* !Get* !BatchGet* !List* !Describe* !Validate*',
      ssm: 'PutParameter DeleteParameter DeleteParameters LabelParameterVersion UnlabelParameterVersion',
    },
  },

  // Data: buckets, databases, what is kept
  {
    name: 'read an object',
    part: null,
    words: ['download read get fetch', 'object'],
    events: { s3: { GetObject: 'an object of S3 is read' } },
  },
  {
    name: 'write an object',
    part: 'data',
    words: ['upload', 'object'],
    events: { s3: { PutObject: 'an object of S3 is written' } },
  },
  {
    name: 'switch versioning of a bucket',
    part: 'data',
    words: ['disable suspend enable', 'bucket versioning'],
    events: { s3: { PutBucketVersioning: 'versioning of a bucket is switched on or off' } },
  },
  {
    name: 'stop encrypting a bucket',
    part: 'data',
    words: ['disable', 'bucket encryption'],
    events: { s3: { DeleteBucketEncryption: 'default encryption of a bucket is deleted' } },
  },
  {
    name: 'create a database',
    part: 'data',
    words: ['create add', 'database'],
    events: { rds: { CreateDBInstance: 'an RDS instance', CreateDBCluster: 'an RDS cluster' } },
  },
  {
    name: 'stop a database',
    part: 'data',
    words: ['stop', 'database'],
    events: { rds: { StopDBInstance: 'an RDS instance', StopDBCluster: 'an RDS cluster' } },
  },
  {
    name: 'start a database',
    part: 'data',
    words: ['start', 'database'],
    events: { rds: { StartDBInstance: 'an RDS instance', StartDBCluster: 'an RDS cluster' } },
  },
  {
    name: 'delete a database',
    part: 'data',
    words: ['delete remove destroy drop', 'database'],
    events: {
      rds: { DeleteDBInstance: 'an RDS instance', DeleteDBCluster: 'an RDS cluster' },
      dynamodb: { DeleteTable: 'a table of DynamoDB' },
    },
  },
  {
    name: 'change buckets, databases and what else keeps data',
    part: 'data',
    events: {
      s3: '* !Get* !Head* !List* !Select*',
      rds: '* !Describe* !List* !Download*',
      dynamodb: '* !Describe* !List* !*GetItem* !TransactGetItems !Query !Scan',
      redshift: '* !Describe* !Get* !List* !View*',
      elasticache: '* !Describe* !List*',
      elasticfilesystem: '* !Describe* !List* !Client*',
      fsx: '* !Describe* !List*',
      backup: '* !Describe* !Get* !List* !Export*',
      es: '* !Describe* !Get* !List* !ESHttp*',
      ec2: '*Volume *Snapshot *Snapshots *VolumeAttribute *SnapshotAttribute',
    },
  },

  // Compute: instances, functions, stacks
  {
    name: 'terminate an instance',
    part: 'compute',
    words: ['delete remove destroy terminate kill', 'instance'],
    events: { ec2: { TerminateInstances: 'EC2 instances are terminated' } },
  },
  {
    name: 'launch an instance',
    part: 'compute',
    words: ['create launch add provision make', 'instance'],
    events: { ec2: { RunInstances: 'EC2 instances are launched' } },
  },
  {
    name: 'restart an instance',
    part: 'compute',
    words: ['restart', 'instance'],
    events: { ec2: { RebootInstances: 'EC2 instances are restarted' } },
  },
  {
    name: 'change a function',
    part: 'compute',
    words: ['change update modify deploy', 'function'],
    events: { lambda: { UpdateFunctionCode: 'its code', UpdateFunctionConfiguration: 'its settings' } },
  },
  {
    name: 'deploy a stack',
    part: 'compute',
    words: ['deploy', 'stack'],
    events: {
      cloudformation: {
        CreateStack: 'a new one',
        UpdateStack: 'one that is there',
        ExecuteChangeSet: 'by a change set',
      },
    },
  },
  {
    name: 'run a function',
    part: null,
    words: ['run call execute invoke trigger', 'function'],
    events: { lambda: { Invoke: 'a Lambda function runs' } },
  },
  {
    name: 'run a command',
    part: 'compute',
    words: ['run', 'command'],
    events: { ssm: { SendCommand: 'Systems Manager runs a command on instances' } },
  },
  {
    name: 'change instances, functions, containers and stacks',
    part: 'compute',
    events: {
      ec2: `*Instances *InstanceAttribute *Image *ImageAttribute *LaunchTemplate
        *LaunchTemplateVersion* *Fleet* *SpotInstances !Describe* !Get*`,
      lambda: '* !Get* !List* !Invoke*',
      ecs: '* !Describe* !List* !Discover* !Poll* !Start*Session !Submit*',
      eks: '* !Describe* !List* !AccessKubernetesApi',
      ecr: '* !Get* !BatchGet* !BatchCheck* !Describe* !List*',
      autoscaling: '* !Describe* !Get*',
      batch: '* !Describe* !Get* !List*',
      elasticbeanstalk: '* !Describe* !List* !Check* !Request* !Retrieve* !Validate*',
      cloudformation: '* !Describe* !Detect* !Estimate* !Get* !List* !Validate*',
    },
  },

  // Of any service
  {
    name: 'set tags',
    part: null,
    words: ['change update create add set', 'tag'],
    events: { ec2: { CreateTags: 'of EC2' }, '*': { TagResource: 'of most other services' } },
  },
  {
    name: 'delete tags',
    part: null,
    words: ['delete remove', 'tag'],
    events: { ec2: { DeleteTags: 'of EC2' }, '*': { UntagResource: 'of most other services' } },
  },
];
