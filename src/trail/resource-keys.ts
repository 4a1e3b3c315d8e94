/** Keys that end so hold the name of something: bucketName, instanceIds, roleArn, dBInstanceIdentifier, flowLogIdSet. */
export const namingKey = /(?:name|id|arn|identifier)s?(?:set|list)?$/;

/** Keys that end so but name no resource, without `-` and `_`: of the request itself, of versions, places, people, filters. */
export const unrelatedKeys: ReadonlySet<string> = new Set([
  'requestid',
  'eventid',
  'eventname',
  'correlationid',
  'messageid',
  'clientrequestid',
  'invocationid',
  'sid',
  'regionname',
  'availabilityzonename',
  'availabilityzoneid',
  'attributename',
  'attributenames',
  'typename',
  'policytypename',
  'metricname',
  'fieldname',
  'platformname',
  'devicename',
  'rootdevicename',
  'virtualname',
  'ownerid',
  'instanceownerid',
  'groupownerid',
  'vpcownerid',
  'requesterid',
  'displayname',
  'hostname',
  'xamzid',
  'valid',
  'versionid',
  'secretversionid',
  'revisionid',
  'defaultversionid',
  'gatewayid',
]);

/**
 * Keys that name a thing by the service's own word for it, in the singular and without `-` and `_`: EventBridge's
 * `rule`, ECS's `cluster`, `service` and `task`, Athena's `workGroup`. Of AWS's APIs, those whose value is a name or an ARN.
 */
export const wordKeys: ReadonlySet<string> = new Set([
  'alarm',
  'alias',
  'api',
  'application',
  'bucket',
  'capacityprovider',
  'certificateauthority',
  'cluster',
  'computeenvironment',
  'containerinstance',
  'crawler',
  'database',
  'datasource',
  'deliverystream',
  'distribution',
  'domain',
  'emailidentity',
  'eventbus',
  'eventdatastore',
  'family',
  'filesystem',
  'fleet',
  'function',
  'hostedzone',
  'identity',
  'instance',
  'instanceprofile',
  'iaminstanceprofile',
  'job',
  'jobdefinition',
  'jobqueue',
  'keypair',
  'launchtemplate',
  'layer',
  'loadbalancer',
  'loggroup',
  'mesh',
  'nodegroup',
  'permissionset',
  'pipeline',
  'project',
  'queue',
  'queueurl',
  'repository',
  'repositoryuri',
  'role',
  'rule',
  'securitygroup',
  'service',
  'servicerole',
  'snapshot',
  'stack',
  'stackset',
  'statemachine',
  'stream',
  'subnet',
  'table',
  'targetgroup',
  'task',
  'taskdefinition',
  'taskset',
  'thing',
  'topic',
  'trail',
  'vault',
  'volume',
  'workflow',
  'workgroup',
]);

/** What stands under such a key and names nothing: the `domain` of an Elastic IP address, the `Service` that a policy is for. */
export const unnamed = /^(?:vpc|standard|true|false)$|\.amazonaws\.com$/;

/** Numbers such as those of EventBridge's targets name nothing outside their list. */
export const ordinal = /^\d{1,3}$/;

/** What a key of `wordKeys` must hold to be a name, and no text about it. */
export const plainName = /^[^\s"{}<>]{1,512}$/;

/** Where these stand, everything below is a tag, a state or a namespace: nothing there is named. */
export const asideKeys: ReadonlySet<string> = new Set([
  'tagset',
  'tags',
  'tag',
  'tagspecificationset',
  'tagspecifications',
  'tagspecification',
  'currentstate',
  'previousstate',
  'instancestate',
  'xmlns',
  'xmlns:xsi',
]);

/** Where these stand, only the values that go with a label are names: `{name: "instance-id", valueSet: […]}`. */
export const filterKeys: ReadonlySet<string> = new Set([
  'filterset',
  'filters',
  'filter',
  'parameterfilters',
  'stringfilters',
]);

/** The label, and the values, in the spellings of services: of filters, and of SSM's `{key: "InstanceIds", values: […]}`. */
export const labels = ['key', 'Key', 'name', 'Name'] as const;
export const labelledValues = ['values', 'Values', 'value', 'Value', 'valueSet'] as const;

/** Labels whose values are tags, states or kinds of things. */
export const tagLabel = /^(?:tag|resource-groups:resourcetype)|state-?name$/i;

/** What XML turned into JSON puts around a value, and lists around theirs: `{"FlowLogId": {"content": "fl-…", "tag": 1}}`. */
export const wrapperKeys: ReadonlySet<string> = new Set([
  'content',
  'item',
  'items',
  'member',
  'members',
  'value',
  'values',
  'valueset',
]);

/** IDs that EC2 and services like it make up, whatever key they stand under: 17 digits behind a prefix, once 8. */
export const generatedId =
  /^(?:[a-z]{1,12}(?:-[a-z]{2,12}){0,2}-[0-9a-f]{17}|(?:acl|aclassoc|ami|cgw|dopt|eipalloc|eipassoc|eni|fs|i|igw|key|nat|pcx|r|rtb|rtbassoc|sg|snap|subnet|vgw|vol|vpc|vpce|vpn)-[0-9a-f]{8})$/;

/** A UUID or an ID as above: the same nowhere else, so that where it is need not be held against where it was named. */
export const uniqueId = new RegExp(
  `${generatedId.source}|^(?:[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}|mrk-[0-9a-f]{32})$`,
);

/** Addresses of queues, images, buckets and objects, which are names of them. */
export const resourceUrl =
  /^(?:s3:\/\/[^/\s]|https?:\/\/(?:[^/\s]*[./])?(?:sqs|queue|s3)[.-](?=[^/\s]*(?:amazonaws\.com|api\.aws)\b)|(?:https?:\/\/)?\d{12}\.dkr[.-]ecr)/;

/** Keys beside which a name may stand that they go on: of the object in a bucket, of what it is copied from, of a version. */
export const pairedKey = /^(?:[kK]ey|s3Key|S3Key|objectKey|s3ObjectKey|x-amz-copy-source|qualifier)$/;

/** The keys of a bucket and of the object in it, as they stand beside each other. */
export const objectKeys = [
  ['bucketName', 'key'],
  ['bucketName', 'objectKey'],
  ['bucketName', 'Key'],
  ['bucket', 'key'],
  ['Bucket', 'Key'],
  ['s3Bucket', 's3Key'],
  ['S3Bucket', 'S3Key'],
  ['s3BucketName', 's3ObjectKey'],
] as const;

/** `bucket/key` of the object that a copy is made of. */
export const copySource = 'x-amz-copy-source';
