import { at, type Fields, isFields, textAt } from './json.ts';

export interface RecordedResource {
  ResourceType?: string;
  ResourceName: string;
}

/** Request parameters that event history lists as resources: short names for most services, ARNs for some. */
const parameterTypes: Record<string, string> = {
  bucketName: 'AWS::S3::Bucket',
  roleName: 'AWS::IAM::Role',
  roleArn: 'AWS::IAM::Role',
  userName: 'AWS::IAM::User',
  groupName: 'AWS::IAM::Group',
  policyArn: 'AWS::IAM::Policy',
  instanceProfileName: 'AWS::IAM::InstanceProfile',
  accessKeyId: 'AWS::IAM::AccessKey',
  functionName: 'AWS::Lambda::Function',
  instanceId: 'AWS::EC2::Instance',
  groupId: 'AWS::EC2::SecurityGroup',
  vpcId: 'AWS::EC2::VPC',
  subnetId: 'AWS::EC2::Subnet',
  volumeId: 'AWS::EC2::Volume',
  snapshotId: 'AWS::EC2::Snapshot',
  keyName: 'AWS::EC2::KeyPair',
  dBInstanceIdentifier: 'AWS::RDS::DBInstance',
  dBClusterIdentifier: 'AWS::RDS::DBCluster',
  topicArn: 'AWS::SNS::Topic',
  tableName: 'AWS::DynamoDB::Table',
  keyId: 'AWS::KMS::Key',
  secretId: 'AWS::SecretsManager::Secret',
  logGroupName: 'AWS::Logs::LogGroup',
  stackName: 'AWS::CloudFormation::Stack',
  queueUrl: 'AWS::SQS::Queue',
  repositoryName: 'AWS::ECR::Repository',
};

/** The resources LookupEvents gives for a record, and finds it by: exact, each once. */
export function recordedResources(record: Fields): RecordedResource[] {
  const found = [...listed(record), ...named(record.requestParameters), ...instances(record)];
  return found.filter((one, index) => found.findIndex((other) => other.ResourceName === one.ResourceName) === index);
}

function listed(record: Fields): RecordedResource[] {
  if (!Array.isArray(record.resources)) return [];
  return record.resources.flatMap((resource: unknown) => {
    const name = textAt(resource, 'ARN');
    return name === undefined ? [] : [resourceOf(name, textAt(resource, 'type'))];
  });
}

function named(parameters: unknown): RecordedResource[] {
  if (!isFields(parameters)) return [];
  return Object.entries(parameterTypes).flatMap(([key, type]) => {
    const name = textAt(parameters, key);
    return name === undefined ? [] : [resourceOf(name, type)];
  });
}

function instances(record: Fields): RecordedResource[] {
  return [record.requestParameters, record.responseElements].flatMap((part) => {
    const items = at(part, 'instancesSet', 'items');
    if (!Array.isArray(items)) return [];
    return items.flatMap((item: unknown) => {
      const name = textAt(item, 'instanceId');
      return name === undefined ? [] : [resourceOf(name, 'AWS::EC2::Instance')];
    });
  });
}

function resourceOf(name: string, type: string | undefined): RecordedResource {
  return type === undefined ? { ResourceName: name } : { ResourceType: type, ResourceName: name };
}
