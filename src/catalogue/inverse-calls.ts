/**
 * Calls that undo each other, as CloudTrail names them, API versions left out. What makes or gives stands before what
 * removes or takes; either undoes the other. A name that no service has is of no use and does no harm.
 * Source: the services’ own lists of actions, and records of them.
 */

/** First words of names that are alike otherwise: CreateBucket and DeleteBucket. `To` and `From` in them answer each other. */
export const oppositeVerbs: readonly (readonly [makes: string, removes: string])[] = [
  ['Create', 'Delete'],
  ['Put', 'Delete'],
  ['Attach', 'Detach'],
  ['Enable', 'Disable'],
  ['Start', 'Stop'],
  ['Authorize', 'Revoke'],
  ['Add', 'Remove'],
  ['Associate', 'Disassociate'],
  ['Register', 'Deregister'],
  ['Tag', 'Untag'],
  ['Activate', 'Deactivate'],
  ['Allocate', 'Release'],
  ['Assign', 'Unassign'],
  ['Subscribe', 'Unsubscribe'],
  ['Lock', 'Unlock'],
  ['Link', 'Unlink'],
  ['Connect', 'Disconnect'],
  ['Resume', 'Suspend'],
  ['Allow', 'Disallow'],
  ['Import', 'Delete'],
  ['Upload', 'Delete'],
  ['Set', 'Delete'],
  ['Create', 'Terminate'],
  ['Create', 'Deregister'],
  ['Create', 'Cancel'],
];

/** What is deleted by these and made by those is not what it was: it is made again. */
export const makingAnew = new Set(['Create', 'Import', 'Upload', 'Register', 'Request', 'Run', 'Allocate']);
export const removingForGood = new Set(['Delete', 'Terminate', 'Deregister', 'Release']);

/**
 * By service: `Making/Removing`, either undoes the other; `Making+Removing`, the first makes anew what the second removed;
 * `Making>Removing`, the second undoes the first and is never undone by it.
 */
export const inversePairs: Readonly<Record<string, string>> = {
  iam: `EnableMFADevice/DeactivateMFADevice CreateAccessKey>UpdateAccessKey UpdateAccessKey>DeleteAccessKey
    UpdateAccountPasswordPolicy/DeleteAccountPasswordPolicy`,
  kms: `CancelKeyDeletion/ScheduleKeyDeletion CreateKey>ScheduleKeyDeletion CreateGrant>RevokeGrant
    CreateGrant>RetireGrant ImportKeyMaterial/DeleteImportedKeyMaterial`,
  ec2: `RunInstances>TerminateInstances CreateImage>DeregisterImage CopyImage>DeregisterImage
    CopySnapshot>DeleteSnapshot CreateSnapshots>DeleteSnapshot AcceptVpcPeeringConnection>DeleteVpcPeeringConnection
    ModifySnapshotAttribute>ResetSnapshotAttribute ModifyImageAttribute>ResetImageAttribute
    RestoreSnapshotFromRecycleBin/DeleteSnapshot`,
  rds: `RestoreDBInstanceFromDBSnapshot+DeleteDBInstance RestoreDBInstanceFromS3+DeleteDBInstance
    RestoreDBInstanceToPointInTime+DeleteDBInstance CreateDBInstanceReadReplica+DeleteDBInstance
    RestoreDBClusterFromSnapshot+DeleteDBCluster RestoreDBClusterToPointInTime+DeleteDBCluster
    CopyDBSnapshot+DeleteDBSnapshot CopyDBClusterSnapshot+DeleteDBClusterSnapshot`,
  dynamodb: 'RestoreTableFromBackup+DeleteTable RestoreTableToPointInTime+DeleteTable',
  secretsmanager: 'RestoreSecret/DeleteSecret',
  cloudtrail: 'RestoreEventDataStore/DeleteEventDataStore',
  monitoring: 'PutMetricAlarm/DeleteAlarms PutDashboard/DeleteDashboards PutCompositeAlarm/DeleteAlarms',
  ssm: 'PutParameter>DeleteParameters',
  acm: 'RequestCertificate>DeleteCertificate ImportCertificate>DeleteCertificate',
  ecr: 'SetRepositoryPolicy/DeleteRepositoryPolicy',
  organizations: `CreateAccount>CloseAccount InviteAccountToOrganization>CancelHandshake
    InviteAccountToOrganization>RemoveAccountFromOrganization`,
  elasticmapreduce: 'RunJobFlow>TerminateJobFlows',
  ecs: 'RunTask>StopTask',
  backup: 'PutBackupVaultAccessPolicy/DeleteBackupVaultAccessPolicy',
};

/** `Call>Deletion`: with a thing goes what was set up on it, and CloudTrail logs no other call. */
export const goneWith: Readonly<Record<string, string>> = {
  ec2: `AuthorizeSecurityGroupIngress>DeleteSecurityGroup AuthorizeSecurityGroupEgress>DeleteSecurityGroup
    AttachVolume>TerminateInstances AttachNetworkInterface>TerminateInstances
    AssociateIamInstanceProfile>TerminateInstances ModifySnapshotAttribute>DeleteSnapshot
    ModifyImageAttribute>DeregisterImage StartInstances>TerminateInstances`,
  s3: `PutBucketPolicy>DeleteBucket PutBucketWebsite>DeleteBucket PutBucketCors>DeleteBucket
    PutBucketPublicAccessBlock>DeleteBucket PutBucketReplication>DeleteBucket`,
  lambda: 'AddPermission>DeleteFunction CreateFunctionUrlConfig>DeleteFunction',
  rds: `ModifyDBSnapshotAttribute>DeleteDBSnapshot ModifyDBClusterSnapshotAttribute>DeleteDBClusterSnapshot
    StartDBInstance>DeleteDBInstance`,
  cloudtrail: 'StartLogging>DeleteTrail',
  iam: `AttachRolePolicy>DeleteRole AttachRolePolicy>DeletePolicy PutRolePolicy>DeleteRole
    UpdateAssumeRolePolicy>DeleteRole AddRoleToInstanceProfile>DeleteRole AttachUserPolicy>DeleteUser
    AttachUserPolicy>DeletePolicy PutUserPolicy>DeleteUser CreateLoginProfile>DeleteUser UpdateLoginProfile>DeleteUser
    CreateAccessKey>DeleteUser EnableMFADevice>DeleteUser DeactivateMFADevice>DeleteUser AddUserToGroup>DeleteUser
    AddUserToGroup>DeleteGroup AttachGroupPolicy>DeleteGroup AttachGroupPolicy>DeletePolicy PutGroupPolicy>DeleteGroup`,
};

/** `Taking>Giving`: another of the same kind, given to the same user, does as well. */
export const replacing: Readonly<Record<string, string>> = { iam: 'DeactivateMFADevice>EnableMFADevice' };

/** `Making>Rewriting`: the second sets anew what the first made. */
export const rewriting: Readonly<Record<string, string>> = {
  ec2: `AuthorizeSecurityGroupIngress>ModifySecurityGroupRules AuthorizeSecurityGroupEgress>ModifySecurityGroupRules`,
};

/** Of these there is one in a Region of an account, so that nothing need be named. */
export const onlyOnes: Readonly<Record<string, string>> = {
  guardduty: 'CreateDetector DeleteDetector',
  securityhub: 'EnableSecurityHub DisableSecurityHub',
  macie2: 'EnableMacie DisableMacie',
  s3: 'PutAccountPublicAccessBlock DeleteAccountPublicAccessBlock',
  ec2: `EnableSnapshotBlockPublicAccess DisableSnapshotBlockPublicAccess EnableImageBlockPublicAccess
    DisableImageBlockPublicAccess EnableEbsEncryptionByDefault DisableEbsEncryptionByDefault
    EnableSerialConsoleAccess DisableSerialConsoleAccess`,
  iam: 'UpdateAccountPasswordPolicy DeleteAccountPasswordPolicy CreateAccountAlias DeleteAccountAlias',
};

/** One call for both ways: on and off, by the status that it sets. */
export const switches: Readonly<Record<string, string>> = {
  iam: 'UpdateAccessKey UpdateSigningCertificate UpdateSSHPublicKey',
  s3: 'PutBucketVersioning',
  guardduty: 'UpdateDetector',
};

/** One call for both ways: rights given and taken. */
export const turns: Readonly<Record<string, string>> = {
  ec2: 'ModifySnapshotAttribute ModifyImageAttribute',
  rds: 'ModifyDBSnapshotAttribute ModifyDBClusterSnapshotAttribute',
};

/** Calls after which a thing is as the last of them left it: by their first word, where they can be undone at all, and these. */
export const settingVerbs = new Set(['Put', 'Set', 'Update']);
export const settings: Readonly<Record<string, string>> = {
  cloudtrail: 'UpdateTrail PutEventSelectors PutInsightSelectors',
  s3: 'PutBucketAcl PutBucketPublicAccessBlock PutAccountPublicAccessBlock',
  iam: 'UpdateAssumeRolePolicy SetDefaultPolicyVersion UpdateLoginProfile',
  kms: 'PutKeyPolicy',
};

/** What is started and ends by itself: nobody can say of it that it still runs. All but these. */
export const lastingStarts =
  /^(?:Logging|Instances?|DB|ConfigurationRecorder|EventDataStoreIngestion|MonitoringMembers|Trigger|Crawler|Canary|NotebookInstance|Replication)/;

/** Single entries of tables, queues and the like, whose keys are not told. */
export const untold =
  /^(?:Put|Delete|Create|Update)(?:Item|Items|Record|Records|Events|LogEvents|MetricData|Message|Messages|Session|Token|OpenIdToken)$/;
