/**
 * Where CloudTrail's eventSource is not the IAM prefix with `.amazonaws.com` after it. The first one is
 * the usual one; others are logged for a part of the service's calls.
 */
export const eventSources: ReadonlyMap<string, readonly string[]> = new Map([
  ['application-autoscaling', ['application-autoscaling', 'autoscaling']],
  ['aws-marketplace', ['aws-marketplace', 'agreement-marketplace', 'discovery-marketplace', 'metering-marketplace']],
  ['aws-portal', ['billingconsole', 'aws-portal']],
  ['billing', ['billing', 'billingconsole']],
  ['cloudtrail-data', ['cloudtrail-data', 'cloudtrail']],
  ['cloudwatch', ['monitoring']],
  ['identitystore-auth', ['identitystore']],
  ['mq', ['amazonmq', 'mq']],
  ['opensearch', ['es', 'opensearch']],
  ['rds-data', ['rdsdataapi', 'rds-data']],
  ['servicecatalog', ['servicecatalog', 'servicecatalog-appregistry']],
  ['sso-oauth', ['sso', 'sso-oauth']],
  ['tag', ['tagging']],
]);

/** What people call services whose IAM prefix is another word. */
export const serviceAliases: ReadonlyMap<string, string> = new Map([
  ['alb', 'elasticloadbalancing'],
  ['api-gateway', 'apigateway'],
  ['cloudwatch-logs', 'logs'],
  ['cognito', 'cognito-idp'],
  ['console', 'signin'],
  ['ebs-direct', 'ebs'],
  ['efs', 'elasticfilesystem'],
  ['elasticsearch', 'es'],
  ['elb', 'elasticloadbalancing'],
  ['elbv2', 'elasticloadbalancing'],
  ['email', 'ses'],
  ['emr', 'elasticmapreduce'],
  ['eventbridge', 'events'],
  ['identity-center', 'sso'],
  ['identitycenter', 'sso'],
  ['keyspaces', 'cassandra'],
  ['msk', 'kafka'],
  ['pinpoint', 'mobiletargeting'],
  ['sign-in', 'signin'],
  ['step-functions', 'states'],
  ['stepfunctions', 'states'],
  ['systems-manager', 'ssm'],
  ['user-notifications', 'notifications'],
]);

/** The eventSource values under which CloudTrail logs a service known by its IAM prefix, the usual one first. */
export function eventSourcesOf(prefix: string): string[] {
  return (eventSources.get(prefix) ?? [prefix]).map((source) => `${source}.amazonaws.com`);
}
