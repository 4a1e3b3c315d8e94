import { actionsByService } from './actions.generated.ts';
import { addedEvents } from './added-events.ts';
import { operationNames, renamedEvents } from './renamed-events.ts';

/** An event as CloudTrail names it, and the IAM prefix of the service that logs it. */
export interface NamedEvent {
  name: string;
  service: string;
}

interface EventIndex {
  /** A folded spelling -> the events it may mean, each once. */
  bySpelling: ReadonlyMap<string, readonly NamedEvent[]>;
  /** Every name that may be suggested, without the version of an API. */
  suggestible: readonly NamedEvent[];
  /** IAM prefixes. */
  services: ReadonlySet<string>;
}

let built: EventIndex | undefined;

/** The events Trail knows, read from the generated index and the overlay when they are first needed. */
export function eventIndex(): EventIndex {
  built ??= buildIndex();
  return built;
}

/** The eventSource values that log an event of exactly this name; empty where the name is unknown. */
export function sourcesOf(event: string): string[] {
  const meant = eventIndex().bySpelling.get(fold(event)) ?? [];
  return [...new Set(meant.filter(({ name }) => name === event).flatMap(({ service }) => eventSourcesOf(service)))];
}

/** The names under which a service logs an event, with the version of its API and without; none where it has no such event. */
export function loggedAs(event: string, source: string): string[] {
  const meant = (eventIndex().bySpelling.get(fold(event)) ?? []).filter(
    ({ name, service }) =>
      (name === event || name === versionedName(service, event)) && eventSourcesOf(service).includes(source),
  );
  return [...new Set(meant.map(({ name }) => name))];
}

function buildIndex(): EventIndex {
  const bySpelling = new Map<string, NamedEvent[]>();
  const suggestible: NamedEvent[] = [];
  const services = new Set<string>();

  const enter = (spelling: string, event: NamedEvent) => {
    const key = fold(spelling);
    const known = bySpelling.get(key);
    if (known === undefined) bySpelling.set(key, [event]);
    else if (!known.some(({ name, service }) => name === event.name && service === event.service)) known.push(event);
  };
  const enterLogged = (name: string, service: string) => {
    const event = { name, service };
    suggestible.push(event);
    enter(name, event);
    const versioned = versionedName(service, name);
    if (versioned === null) return;
    for (const spelling of [versioned, name]) enter(spelling, { name: versioned, service });
    enter(versioned, event);
  };
  const enterRenamed = (spelling: string, names: readonly string[], service: string) => {
    for (const name of names) enter(spelling, { name, service });
    for (const name of names) enterLogged(name, service);
  };

  for (const [service, added] of addedEvents) {
    for (const name of added.split(/\s+/)) enterLogged(name, service);
  }
  for (const [operation, names] of operationNames) {
    const [service = '', spelling = ''] = operation.split(':');
    enterRenamed(spelling, names, service);
  }
  for (const line of actionsByService.split('\n')) {
    const [service = '', ...actions] = line.split(' ');
    services.add(service);
    for (const action of actions) {
      if (!mayBeEvent(action)) continue;
      const renamed = renamedEvents.get(`${service}:${action}`);
      if (renamed === undefined) enterLogged(action, service);
      else enterRenamed(action, renamed, service);
    }
  }
  return { bySpelling, suggestible, services };
}

/** Permissions such as apigateway:GET or kafka-cluster:connect are no events. */
function mayBeEvent(action: string): boolean {
  return /^[A-Z].*[a-z]/.test(action);
}

/** `DescribeDBInstances` -> describe, db, instances; spaces, underscores and hyphens part words too. */
export function splitWords(name: string): string[] {
  return (name.match(/[A-Z]+(?![a-z])|[A-Z][a-z]+|[a-z]+|\d+/g) ?? []).map((word) => word.toLowerCase());
}

/** A spelling without what people vary: letter case, spaces, underscores, hyphens. */
export function fold(name: string): string {
  const small = name.toLowerCase();
  return /[\s_-]/.test(small) ? small.replace(/[\s_-]+/g, '') : small;
}

/** A word as it is compared: `policies` and `policy`, `aliases` and `alias`, `channels` and `channel` are the same. */
export function singular(word: string): string {
  if (word.length < 4) return word;
  if (word.endsWith('ies')) return `${word.slice(0, -3)}y`;
  if (/(?:ss|x|sh|[bt]us|lias|batch|match|patch|branch|switch)es$/.test(word)) return word.slice(0, -2);
  return /[^aius]s$/.test(word) ? word.slice(0, -1) : word;
}

/** The folded spellings with one word in the other number: `describe slack channel` -> describeslackchannels. */
export function otherNumbers(name: string): string[] {
  if (/[^\w\s-]/.test(name)) return [];
  const words = splitWords(name);
  return words.flatMap((word, place) =>
    [singular(word), ...plurals(word)]
      .filter((other) => other !== word)
      .map((other) => words.with(place, other).join('')),
  );
}

function plurals(word: string): string[] {
  return word.endsWith('y') ? [`${word.slice(0, -1)}ies`, `${word}s`] : [`${word}s`, `${word}es`];
}

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

/**
 * Lambda logs many calls under the name of their API version. The versioned and the plain name are both
 * looked up, for not every Region and age of record agrees.
 * Source: the Lambda developer guide, "Lambda management events in CloudTrail", and real records.
 */
const lambdaVersions: ReadonlyMap<string, string> = new Map([
  ['AddLayerVersionPermission', '20181031'],
  ['AddPermission', '20150331v2'],
  ['CreateAlias', '20150331'],
  ['CreateEventSourceMapping', '20150331'],
  ['CreateFunction', '20150331'],
  ['DeleteAlias', '20150331'],
  ['DeleteEventSourceMapping', '20150331'],
  ['DeleteFunction', '20150331'],
  ['DeleteFunctionConcurrency', '20171031'],
  ['DeleteLayerVersion', '20181031'],
  ['EnableReplication', '20170630v2'],
  ['GetAccountSettings', '20160819'],
  ['GetAlias', '20150331'],
  ['GetEventSourceMapping', '20150331'],
  ['GetFunction', '20150331v2'],
  ['GetFunctionConfiguration', '20150331v2'],
  ['GetLayerVersion', '20181031'],
  ['GetLayerVersionPolicy', '20181031'],
  ['GetPolicy', '20150331v2'],
  ['ListAliases', '20150331'],
  ['ListEventSourceMappings', '20150331'],
  ['ListFunctions', '20150331'],
  ['ListLayerVersions', '20181031'],
  ['ListLayers', '20181031'],
  ['ListTags', '20170331'],
  ['ListVersionsByFunction', '20150331'],
  ['PublishLayerVersion', '20181031'],
  ['PublishVersion', '20150331'],
  ['PutFunctionConcurrency', '20171031'],
  ['RemoveLayerVersionPermission', '20181031'],
  ['RemovePermission', '20150331v2'],
  ['TagResource', '20170331v2'],
  ['UntagResource', '20170331v2'],
  ['UpdateAlias', '20150331'],
  ['UpdateEventSourceMapping', '20150331'],
  ['UpdateFunctionCode', '20150331v2'],
  ['UpdateFunctionConfiguration', '20150331v2'],
]);

/** CloudFront logs some calls with its API version and some without; names that many services share are left alone. */
const cloudFrontVersion = '2020_05_31';
const sharedNames: ReadonlySet<string> = new Set([
  'DeleteResourcePolicy',
  'GetResourcePolicy',
  'ListTagsForResource',
  'PutResourcePolicy',
  'TagResource',
  'UntagResource',
]);

/** The name with the version CloudTrail may log it under, else null. */
function versionedName(service: string, action: string): string | null {
  if (service === 'lambda') {
    const version = lambdaVersions.get(action);
    return version === undefined ? null : action + version;
  }
  if (service === 'cloudfront' && !sharedNames.has(action)) return action + cloudFrontVersion;
  return null;
}

/**
 * `CreateFunction20150331v2` -> CreateFunction, of lambda: versions that Trail has no list of are understood too.
 * null where a spelling carries none.
 */
export function withoutVersion(name: string): { plain: string; service: string } | null {
  const [, plain, date] = /^(.{4,}?)[\s_-]*(20\d{2}[\s_-]?\d{2}[\s_-]?\d{2})(?:v\d)?$/i.exec(name) ?? [];
  if (plain === undefined || date === undefined) return null;
  return { plain, service: date.length === 8 ? 'lambda' : 'cloudfront' };
}
