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
export function versionedName(service: string, action: string): string | null {
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
