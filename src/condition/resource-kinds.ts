import type { Resource } from '../trail/event.ts';
import type { Reference } from '../trail/resource-reference.ts';

/**
 * Words in keys that tell what stands under them: the kind as in ARNs, without `-` (null: it differs), and the service
 * it is of (null: several have such). Words that hold others stand before them.
 */
const words: readonly (readonly [word: string, kind: string | null, service: string | null])[] = [
  ['rolesession', 'rolesession', 'sts'],
  ['instanceprofile', 'instanceprofile', 'iam'],
  ['userpool', 'userpool', 'cognito-idp'],
  ['accesskey', 'accesskey', 'iam'],
  ['securitygroup', 'securitygroup', 'ec2'],
  ['parametergroup', null, null],
  ['subnetgroup', null, null],
  ['optiongroup', 'og', 'rds'],
  ['autoscalinggroup', 'autoscalinggroup', 'autoscaling'],
  ['targetgroup', 'targetgroup', 'elasticloadbalancing'],
  ['replicationgroup', 'replicationgroup', 'elasticache'],
  ['loggroup', 'loggroup', 'logs'],
  ['workgroup', 'workgroup', null],
  ['routetable', 'routetable', 'ec2'],
  ['logstream', 'logstream', 'logs'],
  ['deliverystream', 'deliverystream', 'firehose'],
  ['jobqueue', 'jobqueue', 'batch'],
  ['taskdefinition', 'taskdefinition', 'ecs'],
  ['jobdefinition', 'jobdefinition', 'batch'],
  ['statemachine', 'statemachine', 'states'],
  ['containerinstance', 'containerinstance', 'ecs'],
  ['clustersnapshot', 'clustersnapshot', 'rds'],
  ['snapshot', 'snapshot', null],
  ['dbinstance', 'db', 'rds'],
  ['loadbalancer', 'loadbalancer', 'elasticloadbalancing'],
  ['launchtemplate', 'launchtemplate', 'ec2'],
  ['function', 'function', 'lambda'],
  ['bucket', 'bucket', 's3'],
  ['queue', 'queue', 'sqs'],
  ['topic', 'topic', 'sns'],
  ['secret', 'secret', 'secretsmanager'],
  ['cluster', 'cluster', null],
  ['repository', 'repository', null],
  ['stream', 'stream', null],
  ['domain', 'domain', null],
  ['table', 'table', null],
  ['stack', 'stack', null],
  ['trail', 'trail', 'cloudtrail'],
  ['policy', 'policy', null],
  ['group', 'group', null],
  ['rule', 'rule', null],
  ['role', 'role', 'iam'],
  ['user', 'user', null],
  ['service', 'service', null],
  ['instance', 'instance', null],
];

/** The kinds that keys tell. */
const told = new Set<string | null>();
for (const [, kind] of words) told.add(kind);

function wordIn(key: string): (typeof words)[number] | null {
  const bare = key.toLowerCase().replace(/[-_]/g, '');
  return words.find(([word]) => bare.includes(word)) ?? null;
}

/** What stands under the key of a resource or, where it has none, is of its type, as in ARNs without `-`; null: not told. */
export function kindTold({ key, type }: Resource): string | null {
  return wordIn(key ?? type?.replace(/^.*::/, '') ?? '')?.[1] ?? null;
}

/**
 * Whether a name recorded under its key may be of the resource asked for: a `tableName` is of no queue, a `userName` of no
 * role. True where the key does not tell; of kinds that several services have, it is of the service that was called.
 */
export function mayBeOfKey({ kind, service }: Reference, resource: Resource, source: string): boolean {
  const found = wordIn(resource.key ?? resource.type?.replace(/^.*::/, '') ?? '');
  if (found === null) return true;
  const [, recorded, of] = found;
  const asked = kind === 'object' ? 'bucket' : (kind?.replace(/-/g, '') ?? null);
  if (recorded !== null && asked !== recorded && told.has(asked)) return false;
  const [called = ''] = source.split('.', 1);
  if (service === null || called.startsWith(service) || service.startsWith(called)) return true;
  return of === null ? resource.key == null : of === service;
}
