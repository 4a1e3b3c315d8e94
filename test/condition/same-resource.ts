import type { Fields } from '../fakes/json.ts';
import { record } from '../records/make.ts';

/** How a record names a resource: a key of its parameters and the name, and where the call was made. */
export interface Recorded {
  key: string;
  name: string;
  source?: string;
  region?: string;
  account?: string;
}

const arn = 'ARN';
const lambda = 'arn:aws:lambda:us-east-1:111122223333:function:biller';
const iam = 'arn:aws:iam::111122223333';
const secret = 'arn:aws:secretsmanager:us-east-1:111122223333:secret:prod/db-AbCdEf';
const stack = 'arn:aws:cloudformation:us-east-1:111122223333:stack/web/11111111-2222-3333-4444-555555555555';
const balancer = 'arn:aws:elasticloadbalancing:us-east-1:111122223333:loadbalancer/app/front/50dc6c495c0c9188';

/**
 * Ways to ask for a thing, and whether each of some records is about it: one group a thing. Told by hand, from what AWS's
 * APIs take and CloudTrail records.
 */
export const things: readonly { asked: readonly string[]; yes: readonly Recorded[]; no: readonly Recorded[] }[] = [
  {
    asked: ['biller', 'function:biller', '111122223333:function:biller', lambda],
    yes: [
      { key: 'functionName', name: 'biller' },
      { key: 'functionName', name: 'biller:prod' },
      { key: 'functionName', name: '111122223333:function:biller' },
      { key: 'functionName', name: 'function:biller' },
      { key: 'functionName', name: lambda },
      { key: 'functionName', name: `${lambda}:prod` },
      { key: 'functionName', name: `${lambda}:$LATEST` },
      { key: arn, name: `${lambda}:7` },
    ],
    no: [
      { key: 'functionName', name: 'billers' },
      { key: 'functionName', name: 'my-biller' },
      { key: 'functionName', name: 'Biller' },
      { key: 'functionName', name: 'prod:biller' },
      { key: arn, name: `${lambda}s` },
      { key: arn, name: 'arn:aws:lambda:us-east-1:111122223333:function:other:biller' },
    ],
  },
  {
    asked: ['111122223333:function:biller', lambda],
    yes: [{ key: 'functionName', name: 'biller' }],
    no: [
      { key: 'functionName', name: 'biller', account: '444455556666' },
      { key: 'functionName', name: '444455556666:function:biller' },
      { key: arn, name: lambda.replace('1111', '9999') },
    ],
  },
  {
    asked: [lambda],
    yes: [],
    no: [
      { key: 'functionName', name: 'biller', region: 'eu-west-1' },
      { key: arn, name: lambda.replace('us-east-1', 'eu-west-1') },
      { key: arn, name: lambda.replace('arn:aws:', 'arn:aws-cn:') },
      { key: 'tableName', name: 'biller', source: 'dynamodb.amazonaws.com' },
      { key: 'roleName', name: 'biller', source: 'iam.amazonaws.com' },
    ],
  },
  {
    asked: ['biller:prod', 'function:biller:prod', `${lambda}:prod`],
    yes: [
      { key: 'functionName', name: 'biller:prod' },
      { key: arn, name: `${lambda}:prod` },
    ],
    no: [
      { key: 'functionName', name: 'biller' },
      { key: 'functionName', name: 'biller:7' },
      { key: arn, name: lambda },
      { key: arn, name: `${lambda}:PROD` },
    ],
  },
  {
    asked: ['prod', '$LATEST', '7'],
    yes: [],
    no: [
      { key: arn, name: `${lambda}:prod` },
      { key: arn, name: `${lambda}:7` },
    ],
  },
  {
    asked: ['orders', 'arn:aws:sqs:us-east-1:111122223333:orders'],
    yes: [
      { key: 'queueUrl', name: 'https://sqs.us-east-1.amazonaws.com/111122223333/orders' },
      { key: 'queueUrl', name: 'https://queue.amazonaws.com/111122223333/orders' },
      { key: 'QueueUrl', name: 'http://us-east-1.queue.amazonaws.com/111122223333/orders/' },
      { key: 'queueUrl', name: 'https://sqs-fips.us-east-1.amazonaws.com/111122223333/orders' },
      { key: 'queueUrl', name: 'https://vpce-0a1b.sqs.us-east-1.vpce.amazonaws.com/111122223333/orders' },
      { key: 'queueUrl', name: 'http://localhost:4566/111122223333/orders' },
      { key: 'queueUrl', name: '/111122223333/orders' },
      { key: 'queueName', name: 'orders' },
      { key: arn, name: 'arn:aws:sqs:us-east-1:111122223333:orders' },
    ],
    no: [
      { key: 'queueUrl', name: 'https://sqs.us-east-1.amazonaws.com/111122223333/orders-dead' },
      { key: 'queueUrl', name: 'https://sqs.us-east-1.amazonaws.com/111122223333/old-orders' },
    ],
  },
  {
    asked: ['arn:aws:sqs:us-east-1:111122223333:orders', 'https://sqs.us-east-1.amazonaws.com/111122223333/orders'],
    yes: [{ key: 'queueUrl', name: 'https://sqs.us-east-1.amazonaws.com/111122223333/orders' }],
    no: [
      { key: 'queueUrl', name: 'https://sqs.us-east-1.amazonaws.com/444455556666/orders' },
      { key: 'queueUrl', name: 'https://sqs.eu-west-1.amazonaws.com/111122223333/orders' },
      { key: 'queueUrl', name: 'https://sqs.cn-north-1.amazonaws.com.cn/111122223333/orders' },
      { key: 'queueName', name: 'orders', region: 'eu-west-1' },
      { key: 'tableName', name: 'orders', source: 'dynamodb.amazonaws.com' },
      { key: arn, name: 'arn:aws:sns:us-east-1:111122223333:orders' },
    ],
  },
  {
    asked: [
      'invoices',
      's3://invoices',
      's3://invoices/',
      'arn:aws:s3:::invoices',
      'https://invoices.s3.amazonaws.com/',
      'https://s3.us-east-1.amazonaws.com/invoices',
    ],
    yes: [
      { key: 'bucketName', name: 'invoices', source: 's3.amazonaws.com' },
      { key: 's3BucketName', name: 'invoices', source: 'cloudtrail.amazonaws.com' },
      { key: arn, name: 'arn:aws:s3:::invoices' },
      { key: arn, name: 'arn:aws:s3:::invoices/2024/05/a.pdf' },
      { key: arn, name: 'arn:aws:s3:::invoices/*' },
      { key: 'outputLocation', name: 's3://invoices/results/' },
      { key: 'templateURL', name: 'https://invoices.s3.us-east-1.amazonaws.com/t.yml' },
      { key: 'templateURL', name: 'https://s3-us-west-2.amazonaws.com/invoices/t.yml' },
    ],
    no: [
      { key: 'bucketName', name: 'old-invoices', source: 's3.amazonaws.com' },
      { key: arn, name: 'arn:aws:s3:::invoices-old/a' },
      { key: arn, name: 'arn:aws:s3:::other/old-invoices' },
    ],
  },
  {
    asked: ['s3://invoices', 'arn:aws:s3:::invoices'],
    yes: [{ key: 'bucketName', name: 'invoices', source: 's3.amazonaws.com' }],
    no: [
      { key: arn, name: 'arn:aws:s3:::other/invoices' },
      { key: 'tableName', name: 'invoices', source: 'dynamodb.amazonaws.com' },
      { key: 'roleName', name: 'invoices', source: 'iam.amazonaws.com' },
    ],
  },
  {
    asked: ['arn:aws-cn:s3:::cn-audit'],
    yes: [
      { key: 'bucketName', name: 'cn-audit', region: 'cn-north-1' },
      { key: arn, name: 'arn:aws-cn:s3:::cn-audit' },
    ],
    no: [
      { key: 'bucketName', name: 'cn-audit', region: 'us-east-1' },
      { key: arn, name: 'arn:aws:s3:::cn-audit' },
    ],
  },
  {
    asked: [
      's3://invoices/2024/05/a.pdf',
      'invoices/2024/05/a.pdf',
      'arn:aws:s3:::invoices/2024/05/a.pdf',
      'https://invoices.s3.us-east-1.amazonaws.com/2024/05/a.pdf',
    ],
    yes: [
      { key: arn, name: 'arn:aws:s3:::invoices/2024/05/a.pdf' },
      { key: 'odd', name: 's3://invoices/2024/05/a.pdf' },
    ],
    no: [
      { key: 'bucketName', name: 'invoices' },
      { key: arn, name: 'arn:aws:s3:::invoices/2024/05/b.pdf' },
      { key: arn, name: 'arn:aws:s3:::invoices/2024/05/a.pdf.bak' },
      { key: arn, name: 'arn:aws:s3:::other/2024/05/a.pdf' },
    ],
  },
  {
    asked: ['s3://invoices/2024/', 'arn:aws:s3:::invoices/2024/*'],
    yes: [{ key: arn, name: 'arn:aws:s3:::invoices/2024/05/a.pdf' }],
    no: [
      { key: arn, name: 'arn:aws:s3:::invoices/2023/a.pdf' },
      { key: 'bucketName', name: 'invoices' },
    ],
  },
  {
    asked: ['prod/db', 'secret:prod/db', secret, 'arn:aws:secretsmanager:us-east-1:111122223333:secret:prod/db'],
    yes: [
      { key: 'secretId', name: 'prod/db' },
      { key: 'secretId', name: secret },
    ],
    no: [
      { key: 'secretId', name: 'db' },
      { key: 'secretId', name: 'prod/db2' },
      { key: 'secretId', name: secret.replace('prod/', 'test/') },
      { key: 'secretId', name: secret.replace('prod/db', 'prod/db-old') },
    ],
  },
  {
    asked: ['prod/db-AbCdEf', secret],
    yes: [{ key: arn, name: secret }],
    no: [{ key: arn, name: secret.replace('AbCdEf', 'ZyXwVu') }],
  },
  {
    asked: ['prod-backup', 'arn:aws:secretsmanager:us-east-1:111122223333:secret:prod-backup'],
    yes: [{ key: arn, name: 'arn:aws:secretsmanager:us-east-1:111122223333:secret:prod-backup-1x2y3z' }],
    no: [],
  },
  { asked: ['db', 'prod'], yes: [], no: [{ key: arn, name: secret }] },
  {
    asked: ['web-task', 'task-definition/web-task', 'arn:aws:ecs:us-east-1:111122223333:task-definition/web-task'],
    yes: [
      { key: 'taskDefinition', name: 'web-task', source: 'ecs.amazonaws.com' },
      { key: 'taskDefinition', name: 'web-task:7', source: 'ecs.amazonaws.com' },
      { key: arn, name: 'arn:aws:ecs:us-east-1:111122223333:task-definition/web-task:8' },
    ],
    no: [{ key: 'taskDefinition', name: 'web-tasks:7', source: 'ecs.amazonaws.com' }],
  },
  {
    asked: ['web-task:7', 'arn:aws:ecs:us-east-1:111122223333:task-definition/web-task:7'],
    yes: [
      { key: 'taskDefinition', name: 'web-task:7', source: 'ecs.amazonaws.com' },
      { key: arn, name: 'arn:aws:ecs:us-east-1:111122223333:task-definition/web-task:7' },
    ],
    no: [
      { key: 'taskDefinition', name: 'web-task:8', source: 'ecs.amazonaws.com' },
      { key: 'taskDefinition', name: 'web-task', source: 'ecs.amazonaws.com' },
    ],
  },
  {
    asked: ['/aws/lambda/biller', 'arn:aws:logs:us-east-1:111122223333:log-group:/aws/lambda/biller:*'],
    yes: [
      { key: 'logGroupName', name: '/aws/lambda/biller', source: 'logs.amazonaws.com' },
      { key: arn, name: 'arn:aws:logs:us-east-1:111122223333:log-group:/aws/lambda/biller' },
      { key: arn, name: 'arn:aws:logs:us-east-1:111122223333:log-group:/aws/lambda/biller:*' },
      { key: arn, name: 'arn:aws:logs:us-east-1:111122223333:log-group:/aws/lambda/biller:log-stream:x' },
    ],
    no: [{ key: 'logGroupName', name: '/aws/lambda/biller2', source: 'logs.amazonaws.com' }],
  },
  {
    asked: ['biller', 'lambda'],
    yes: [],
    no: [{ key: arn, name: 'arn:aws:logs:us-east-1:111122223333:log-group:/aws/lambda/biller:*' }],
  },
  {
    asked: ['admin', 'role/admin', `${iam}:role/ops/admin`],
    yes: [
      { key: 'roleName', name: 'admin', source: 'iam.amazonaws.com' },
      { key: 'roleArn', name: `${iam}:role/ops/admin` },
      { key: 'roleArn', name: `${iam}:role/admin` },
    ],
    no: [
      { key: 'roleName', name: 'administrator', source: 'iam.amazonaws.com' },
      { key: 'roleName', name: 'my-admin', source: 'iam.amazonaws.com' },
    ],
  },
  {
    asked: ['role/admin', `${iam}:role/ops/admin`],
    yes: [],
    no: [
      { key: 'userName', name: 'admin', source: 'iam.amazonaws.com' },
      { key: arn, name: `${iam}:user/admin` },
      { key: arn, name: `${iam}:instance-profile/admin` },
    ],
  },
  {
    asked: [`${iam}:role/ops/admin`],
    yes: [],
    no: [
      { key: 'roleArn', name: `${iam}:role/dev/admin` },
      { key: 'roleArn', name: 'arn:aws:iam::444455556666:role/ops/admin' },
      { key: 'roleName', name: 'admin', source: 'iam.amazonaws.com', account: '444455556666' },
    ],
  },
  {
    asked: ['payments', 'alias/payments', 'arn:aws:kms:us-east-1:111122223333:alias/payments'],
    yes: [
      { key: 'keyId', name: 'alias/payments', source: 'kms.amazonaws.com' },
      { key: arn, name: 'arn:aws:kms:us-east-1:111122223333:alias/payments' },
    ],
    no: [{ key: 'keyId', name: 'alias/old-payments', source: 'kms.amazonaws.com' }],
  },
  {
    asked: [
      '0a1b2c3d-0000-4000-8000-0123456789ab',
      'arn:aws:kms:us-east-1:111122223333:key/0a1b2c3d-0000-4000-8000-0123456789ab',
    ],
    yes: [
      { key: 'keyId', name: '0a1b2c3d-0000-4000-8000-0123456789ab', source: 'kms.amazonaws.com' },
      {
        key: 'keyId',
        name: '0a1b2c3d-0000-4000-8000-0123456789ab',
        source: 'kms.amazonaws.com',
        account: '444455556666',
      },
      { key: arn, name: 'arn:aws:kms:us-east-1:111122223333:key/0a1b2c3d-0000-4000-8000-0123456789ab' },
    ],
    no: [],
  },
  {
    asked: ['ledger', 'table/ledger', 'arn:aws:dynamodb:us-east-1:111122223333:table/ledger'],
    yes: [
      { key: 'tableName', name: 'ledger', source: 'dynamodb.amazonaws.com' },
      { key: 'resourceId', name: 'table/ledger', source: 'autoscaling.amazonaws.com' },
      { key: 'tableName', name: 'arn:aws:dynamodb:us-east-1:111122223333:table/ledger' },
      { key: arn, name: 'arn:aws:dynamodb:us-east-1:111122223333:table/ledger/index/by-date' },
      { key: arn, name: 'arn:aws:dynamodb:us-east-1:111122223333:table/ledger/stream/2024-01-01T00:00:00.000' },
    ],
    no: [
      { key: 'tableName', name: 'ledger-2', source: 'dynamodb.amazonaws.com' },
      { key: arn, name: 'arn:aws:dynamodb:us-east-1:111122223333:table/other-ledger/index/x' },
    ],
  },
  {
    asked: ['maindb', 'db:maindb', 'arn:aws:rds:us-east-1:111122223333:db:maindb'],
    yes: [
      { key: 'dBInstanceIdentifier', name: 'maindb', source: 'rds.amazonaws.com' },
      { key: 'dBInstanceIdentifier', name: 'MainDB', source: 'rds.amazonaws.com' },
      { key: arn, name: 'arn:aws:rds:us-east-1:111122223333:db:maindb' },
    ],
    no: [{ key: 'dBInstanceIdentifier', name: 'maindb-2', source: 'rds.amazonaws.com' }],
  },
  {
    asked: ['arn:aws:rds:us-east-1:111122223333:db:maindb'],
    yes: [],
    no: [
      { key: 'dBClusterIdentifier', name: 'maindb', source: 'rds.amazonaws.com' },
      { key: arn, name: 'arn:aws:rds:us-east-1:111122223333:cluster:maindb' },
    ],
  },
  {
    asked: ['arn:aws:rds:us-east-1:111122223333:cluster:aurora'],
    yes: [{ key: 'dBClusterIdentifier', name: 'aurora', source: 'rds.amazonaws.com' }],
    no: [{ key: 'cluster', name: 'aurora', source: 'ecs.amazonaws.com' }],
  },
  {
    asked: ['checkout', 'arn:aws:ecs:us-east-1:111122223333:service/shop/checkout'],
    yes: [
      { key: 'service', name: 'checkout', source: 'ecs.amazonaws.com' },
      { key: 'service', name: 'arn:aws:ecs:us-east-1:111122223333:service/shop/checkout' },
      { key: 'service', name: 'arn:aws:ecs:us-east-1:111122223333:service/checkout' },
    ],
    no: [{ key: 'service', name: 'arn:aws:ecs:us-east-1:111122223333:service/shop/old-checkout' }],
  },
  {
    asked: ['arn:aws:ecs:us-east-1:111122223333:service/shop/checkout'],
    yes: [],
    no: [{ key: arn, name: 'arn:aws:ecs:us-east-1:111122223333:service/test/checkout' }],
  },
  {
    asked: ['front', balancer],
    yes: [
      { key: 'loadBalancerName', name: 'front', source: 'elasticloadbalancing.amazonaws.com' },
      { key: 'loadBalancerArn', name: balancer },
    ],
    no: [{ key: 'loadBalancerArn', name: balancer.replace('front', 'back') }],
  },
  { asked: ['app', 'loadbalancer'], yes: [], no: [{ key: 'loadBalancerArn', name: balancer }] },
  {
    asked: ['web', 'stack/web', stack],
    yes: [
      { key: 'stackName', name: 'web', source: 'cloudformation.amazonaws.com' },
      { key: 'stackName', name: stack },
    ],
    no: [{ key: 'stackName', name: 'web-2', source: 'cloudformation.amazonaws.com' }],
  },
  { asked: [stack], yes: [], no: [{ key: arn, name: stack.replace('1111', '9999') }] },
  {
    asked: ['alerts', 'arn:aws:sns:us-east-1:111122223333:alerts'],
    yes: [
      { key: 'topicArn', name: 'arn:aws:sns:us-east-1:111122223333:alerts' },
      {
        key: 'subscriptionArn',
        name: 'arn:aws:sns:us-east-1:111122223333:alerts:0a1b2c3d-0000-4000-8000-0123456789ab',
      },
    ],
    no: [{ key: 'topicArn', name: 'arn:aws:sns:us-east-1:111122223333:old-alerts' }],
  },
  {
    asked: ['a1b2c3', 'arn:aws:apigateway:us-east-1::/restapis/a1b2c3'],
    yes: [
      { key: 'restApiId', name: 'a1b2c3', source: 'apigateway.amazonaws.com' },
      { key: arn, name: 'arn:aws:apigateway:us-east-1::/restapis/a1b2c3/stages/prod' },
    ],
    no: [{ key: 'restApiId', name: 'a1b2c4', source: 'apigateway.amazonaws.com' }],
  },
  {
    asked: [
      'team/web',
      '111122223333.dkr.ecr.us-east-1.amazonaws.com/team/web',
      'arn:aws:ecr:us-east-1:111122223333:repository/team/web',
    ],
    yes: [
      { key: 'repositoryName', name: 'team/web', source: 'ecr.amazonaws.com' },
      { key: 'image', name: '111122223333.dkr.ecr.us-east-1.amazonaws.com/team/web:1.2' },
    ],
    no: [{ key: 'repositoryName', name: 'team/web2', source: 'ecr.amazonaws.com' }],
  },
  {
    asked: ['111122223333.dkr.ecr.us-east-1.amazonaws.com/team/web:1.2'],
    yes: [
      { key: 'repositoryName', name: 'team/web:1.2', source: 'ecr.amazonaws.com' },
      { key: 'image', name: '111122223333.dkr.ecr.us-east-1.amazonaws.com/team/web:1.2' },
    ],
    no: [
      { key: 'repositoryName', name: 'team/web', source: 'ecr.amazonaws.com' },
      { key: 'repositoryName', name: 'team/web:1.3', source: 'ecr.amazonaws.com' },
      { key: 'repositoryName', name: 'team/web:1.2', source: 'ecr.amazonaws.com', region: 'eu-west-1' },
    ],
  },
  {
    asked: ['111122223333.dkr.ecr.us-east-1.amazonaws.com/team/web@sha256:0a1b'],
    yes: [{ key: 'repositoryName', name: 'team/web@sha256:0a1b', source: 'ecr.amazonaws.com' }],
    no: [{ key: 'repositoryName', name: 'team/web@sha256:0a1c', source: 'ecr.amazonaws.com' }],
  },
  {
    asked: ['web', 'team'],
    yes: [],
    no: [{ key: arn, name: 'arn:aws:ecr:us-east-1:111122223333:repository/team/web' }],
  },
  {
    asked: ['/prod/db/password', 'arn:aws:ssm:us-east-1:111122223333:parameter/prod/db/password'],
    yes: [
      { key: 'name', name: '/prod/db/password', source: 'ssm.amazonaws.com' },
      { key: arn, name: 'arn:aws:ssm:us-east-1:111122223333:parameter/prod/db/password' },
    ],
    no: [{ key: arn, name: 'arn:aws:ssm:us-east-1:111122223333:parameter/test/prod/db/password' }],
  },
  {
    asked: ['i-0123456789abcdef0', 'arn:aws:ec2:us-east-1:111122223333:instance/i-0123456789abcdef0'],
    yes: [{ key: 'instanceId', name: 'i-0123456789abcdef0', source: 'ec2.amazonaws.com', region: 'eu-west-1' }],
    no: [{ key: 'instanceId', name: 'i-0123456789abcdef1', source: 'ec2.amazonaws.com' }],
  },
  {
    asked: ['fleet', 'arn:aws:autoscaling:us-east-1:111122223333:autoScalingGroup:0a1b:autoScalingGroupName/fleet'],
    yes: [{ key: 'autoScalingGroupName', name: 'fleet', source: 'autoscaling.amazonaws.com' }],
    no: [{ key: 'autoScalingGroupName', name: 'fleets', source: 'autoscaling.amazonaws.com' }],
  },
  {
    asked: ['nightly', 'arn:aws:events:us-east-1:111122223333:rule/nightly'],
    yes: [{ key: 'rule', name: 'nightly', source: 'events.amazonaws.com' }],
    no: [{ key: 'rule', name: 'nightly-2', source: 'events.amazonaws.com' }],
  },
];

/** The record of a call that names it so, in its parameters or its list of resources. */
export function recordOn({
  key,
  name,
  source = 'lambda.amazonaws.com',
  region = 'us-east-1',
  account = '111122223333',
}: Recorded): Fields {
  const named = key === arn ? { resources: [{ ARN: name }] } : { request: { [key]: name } };
  const service = source.replace('.amazonaws.com', '');
  return record({ eventName: 'Call', source: service, region, fields: { recipientAccountId: account }, ...named });
}
