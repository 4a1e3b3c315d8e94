import { isService } from '../trail/principal-kind.ts';
import type { Tally } from '../trail/tally.ts';
import { type ChangeSection, changeSections } from './sections.ts';

/** Which calls a section of changes tells of. `grave` ones are worth a look whoever makes them, however often. */
interface Deeds {
  /** Services all of whose changes belong here. */
  whole: readonly string[];
  /** Names of single events, by service. */
  events: Readonly<Record<string, RegExp>>;
  /** Calls that CloudTrail does not mark as reads, and that change nothing all the same. */
  except: RegExp;
  grave: RegExp;
}

const never = /$^/;

/** Source: the services' own lists of actions; names as CloudTrail writes them. */
const table = {
  identity: {
    whole: [
      'iam.amazonaws.com',
      'sso.amazonaws.com',
      'sso-directory.amazonaws.com',
      'identitystore.amazonaws.com',
      'organizations.amazonaws.com',
    ],
    events: { 'sts.amazonaws.com': /^SetSecurityTokenServicePreferences$/ },
    except: /^(Generate|Simulate|Authenticate|Federate|Logout)/,
    grave: never,
  },
  network: {
    whole: [],
    events: {
      'ec2.amazonaws.com':
        /(SecurityGroup|NetworkAcl|Route|Gateway|VpcPeering|VpnConnection|VpcEndpoint|ClientVpn|DhcpOptions|PublicIp|(Vpc|Subnet)(Attribute|CidrBlock)?$)/,
      'network-firewall.amazonaws.com': /./,
      'directconnect.amazonaws.com': /./,
    },
    except: never,
    grave: never,
  },
  trail: {
    whole: ['cloudtrail.amazonaws.com'],
    events: {},
    except: /^(StartQuery|CancelQuery|GenerateQuery)/,
    grave: /^(StopLogging|DeleteTrail|UpdateTrail|PutEventSelectors|StopEventDataStoreIngestion|DeleteEventDataStore)$/,
  },
  exposure: {
    whole: ['ram.amazonaws.com'],
    events: {
      's3.amazonaws.com':
        /^(Put|Delete)(Bucket(Policy|Acl|PublicAccessBlock|Cors|Website|OwnershipControls)|AccountPublicAccessBlock|AccessPointPolicy\w*)$/,
      'ec2.amazonaws.com':
        /^(Modify(Snapshot|Image)Attribute|(Disable|Enable)(SnapshotBlockPublicAccess|ImageBlockPublicAccess)|ResetSnapshotAttribute)$/,
      'rds.amazonaws.com': /^Modify(DBSnapshot|DBClusterSnapshot)Attribute$/,
      'redshift.amazonaws.com': /^AuthorizeSnapshotAccess$/,
      'kms.amazonaws.com': /^(CreateGrant|PutKeyPolicy|ScheduleKeyDeletion|DisableKey)$/,
      'lambda.amazonaws.com': /^(AddPermission|AddLayerVersionPermission|(Create|Update)FunctionUrlConfig)\d*(v\d+)?$/,
      'secretsmanager.amazonaws.com': /^(Put|Delete)ResourcePolicy$/,
      'ecr.amazonaws.com': /^(SetRepositoryPolicy|PutRegistryPolicy)$/,
      'sqs.amazonaws.com': /^AddPermission$/,
      'sns.amazonaws.com': /^AddPermission$/,
      'glue.amazonaws.com': /^PutResourcePolicy$/,
    },
    except: never,
    grave:
      /^(DeleteBucketPublicAccessBlock|DeleteAccountPublicAccessBlock|Modify(DB|DBCluster)?Snapshot\w*|ModifyImageAttribute|Disable(Snapshot|Image)BlockPublicAccess|ScheduleKeyDeletion)$/,
  },
  detection: {
    whole: [],
    events: {
      'guardduty.amazonaws.com': /^(Delete|Disassociate|Stop|Disable|Update|Create(Filter|IPSet)|Archive)/,
      'config.amazonaws.com': /^(Stop|Delete|PutConfigurationRecorder|PutDeliveryChannel)/,
      'monitoring.amazonaws.com': /^(DeleteAlarms|DisableAlarmActions|SetAlarmState)$/,
      'securityhub.amazonaws.com': /^(Disable|BatchDisable|Delete|Disassociate|UpdateStandardsControl)/,
      'access-analyzer.amazonaws.com': /^(Delete|CreateArchiveRule|UpdateArchiveRule)/,
      'inspector2.amazonaws.com': /^(Disable|Disassociate)/,
      'macie2.amazonaws.com': /^(Disable|Delete|Disassociate)/,
      'detective.amazonaws.com': /^(Delete|Disassociate|StopMonitoringMember)/,
      'events.amazonaws.com': /^(DisableRule|DeleteRule|RemoveTargets)$/,
      'logs.amazonaws.com':
        /^(DeleteLogGroup|DeleteLogStream|DeleteMetricFilter|DeleteSubscriptionFilter|PutRetentionPolicy)$/,
      'wafv2.amazonaws.com': /^(Delete(WebACL|LoggingConfiguration)|DisassociateWebACL)$/,
      'ec2.amazonaws.com': /^DeleteFlowLogs$/,
      'backup.amazonaws.com': /^Delete(RecoveryPoint|BackupVault|BackupPlan)/,
    },
    except: never,
    grave:
      /^(DeleteDetector|StopMonitoringMembers|StopConfigurationRecorder|DeleteConfigurationRecorder|DeleteDeliveryChannel|DisableSecurityHub|DisableMacie|DeleteFlowLogs|DeleteAnalyzer)$/,
  },
} as const satisfies Record<ChangeSection, Deeds>;

/** The section of changes that calls belong to; null: none. The first in order where several would take them. */
export function sectionOfDeed({ event, source, readOnly, principal }: Tally): ChangeSection | null {
  if (readOnly) return null;
  // EBS, RDS and the like take and give back grants by the thousand, for whoever uses them.
  if (event === 'CreateGrant' && isService(principal)) return null;
  return changeSections.find((section) => holds(table[section], source, event)) ?? null;
}

/** Whether such a call is worth a look whoever makes it. */
export function isGrave(section: ChangeSection, event: string): boolean {
  return table[section].grave.test(event);
}

function holds({ whole, events, except }: Deeds, source: string, event: string): boolean {
  if (except.test(event)) return false;
  return whole.includes(source) || (Object.hasOwn(events, source) && events[source]?.test(event) === true);
}
