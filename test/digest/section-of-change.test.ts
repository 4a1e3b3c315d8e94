import { describe, expect, test } from '@jest/globals';
import { isGrave, sectionOfChange } from '../../src/digest/section-of-change.ts';
import { eventIndex } from '../../src/query/names/event-index.ts';
import { principalWith } from '../records/events.ts';
import { tallyWith } from './tallies.ts';

const call = (source: string, event: string) =>
  tallyWith({ event, source: `${source}.amazonaws.com`, readOnly: false });

describe('the section that a change is told in', () => {
  test.each([
    ['iam', 'CreateUser', 'identity', false],
    ['iam', 'PutRolePolicy', 'identity', false],
    ['iam', 'UpdateAccessKey', 'identity', false],
    ['iam', 'GenerateCredentialReport', null, false],
    ['sso', 'Federate', null, false],
    ['sso', 'CreatePermissionSet', 'identity', false],
    ['organizations', 'LeaveOrganization', 'identity', false],
    ['sts', 'AssumeRole', null, false],
    ['sts', 'SetSecurityTokenServicePreferences', 'identity', false],
    ['ec2', 'AuthorizeSecurityGroupIngress', 'network', false],
    ['ec2', 'CreateNetworkAclEntry', 'network', false],
    ['ec2', 'CreateVpc', 'network', false],
    ['ec2', 'ModifySubnetAttribute', 'network', false],
    ['ec2', 'RunInstances', null, false],
    ['route53', 'ChangeResourceRecordSets', null, false],
    ['network-firewall', 'UpdateFirewallPolicy', 'network', false],
    ['cloudtrail', 'StopLogging', 'trail', true],
    ['cloudtrail', 'StartLogging', 'trail', false],
    ['cloudtrail', 'PutEventSelectors', 'trail', true],
    ['cloudtrail', 'StartQuery', null, false],
    ['s3', 'PutBucketPolicy', 'exposure', false],
    ['s3', 'DeleteBucketPublicAccessBlock', 'exposure', true],
    ['s3', 'PutBucketPublicAccessBlock', 'exposure', false],
    ['s3', 'DeleteBucket', null, false],
    ['ec2', 'ModifySnapshotAttribute', 'exposure', true],
    ['rds', 'ModifyDBSnapshotAttribute', 'exposure', true],
    ['kms', 'ScheduleKeyDeletion', 'exposure', true],
    ['kms', 'DisableKey', 'exposure', false],
    ['kms', 'CreateKey', null, false],
    ['kms', 'RotateKey', null, false],
    ['lambda', 'AddPermission20150331v2', 'exposure', false],
    ['lambda', 'UpdateFunctionCode20150331v2', null, false],
    ['sqs', 'AddPermission', 'exposure', false],
    ['ram', 'CreateResourceShare', 'exposure', false],
    ['guardduty', 'DeleteDetector', 'detection', true],
    ['guardduty', 'UpdateDetector', 'detection', false],
    ['guardduty', 'CreateDetector', null, false],
    ['monitoring', 'DeleteAlarms', 'detection', false],
    ['ec2', 'DeleteFlowLogs', 'detection', true],
    ['logs', 'DeleteLogGroup', 'detection', false],
    ['backup', 'DeleteRecoveryPoint', 'detection', false],
    ['backup', 'CreateBackupPlan', null, false],
    ['rds', 'DeleteDBInstance', null, false],
  ])('%s:%s', (source, event, section, grave) => {
    expect([sectionOfChange(call(source, event)), isGrave(call(source, event))]).toEqual([section, grave]);
  });

  test('a read is told nowhere, and neither is a grant that a service takes', () => {
    expect(sectionOfChange({ ...call('iam', 'CreateUser'), readOnly: true })).toBeNull();
    const grant = call('kms', 'CreateGrant');
    expect(sectionOfChange(grant)).toBe('exposure');
    const service = principalWith({ invokedBy: 'rds.amazonaws.com' });
    expect(sectionOfChange({ ...grant, principal: service })).toBeNull();
  });

  test.each([
    ['iam', 'identity', /^(Generate|Simulate)/],
    ['identitystore', 'identity', /^$/],
    ['organizations', 'identity', /^$/],
    ['directconnect', 'network', /^$/],
    ['cloudtrail', 'trail', /^(StartQuery|CancelQuery|GenerateQuery)/],
    ['ram', 'exposure', /^$/],
  ])('every change of %s is told under %s, but for what changes nothing', (service, section, except) => {
    const events = eventIndex().suggestible.filter((event) => event.service === service);
    expect(events.length).toBeGreaterThan(20);
    for (const { name } of events) {
      expect([name, sectionOfChange(call(service, name))]).toEqual([name, except.test(name) ? null : section]);
    }
  });
});
