/** What people call services, beside the names that commands take; by IAM prefix. */
const names: readonly (readonly [service: string, names: string])[] = [
  ['s3', 's3,simple storage service'],
  ['ec2', 'ec2'],
  ['iam', 'iam'],
  ['sts', 'sts'],
  ['kms', 'kms,key management service'],
  ['rds', 'rds'],
  ['lambda', 'lambda'],
  ['dynamodb', 'dynamodb,dynamo'],
  ['cloudtrail', 'cloudtrail,cloud trail'],
  ['cloudwatch', 'cloudwatch'],
  ['logs', 'cloudwatch logs'],
  ['cloudformation', 'cloudformation,cloud formation'],
  ['cloudfront', 'cloudfront'],
  ['route53', 'route53,route 53'],
  ['sns', 'sns'],
  ['sqs', 'sqs'],
  ['ecs', 'ecs'],
  ['ecr', 'ecr'],
  ['eks', 'eks'],
  ['ses', 'ses'],
  ['ssm', 'ssm,systems manager,parameter store,session manager'],
  ['secretsmanager', 'secretsmanager,secrets manager'],
  ['states', 'step functions'],
  ['events', 'eventbridge,event bridge'],
  ['elasticloadbalancing', 'elb,alb,load balancing'],
  ['elasticfilesystem', 'efs'],
  ['apigateway', 'api gateway,apigateway'],
  ['chime', 'chime'],
  ['chatbot', 'chatbot,amazon q'],
  ['notifications', 'user notifications,notifications'],
  ['sso', 'identity center,sso'],
  ['guardduty', 'guardduty,guard duty'],
  ['organizations', 'organizations'],
  ['redshift', 'redshift'],
  ['athena', 'athena'],
  ['glue', 'glue'],
  ['bedrock', 'bedrock'],
  ['sagemaker', 'sagemaker'],
  ['signin', 'console'],
  ['config', 'config,aws config'],
  ['acm', 'acm,certificate manager'],
  ['kinesis', 'kinesis'],
  ['elasticache', 'elasticache'],
  ['autoscaling', 'auto scaling,autoscaling'],
];

/** The IAM prefix of a service by a name that people use, in small letters. */
export const serviceNames: ReadonlyMap<string, string> = new Map(
  names.flatMap(([service, list]) => list.split(',').map((name) => [name, service] as const)),
);

/** The services whose events are meant where several services have a thing of that name. */
export const commonServices: ReadonlySet<string> = new Set([
  ...names
    .map(([service]) => service)
    .filter((service) => !['sso', 'chime', 'sagemaker', 'glue', 'organizations'].includes(service)),
  'chatbot',
]);
