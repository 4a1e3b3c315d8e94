import { asObject, type JsonObject } from '../fields.ts';
import { at, firstAt, isGiven } from './at-path.ts';
import { respelled, unpackedText } from './respell.ts';

/** Columns that hold structs, which some exports write as text. */
const structs = ['api', 'actor', 'cloud', 'metadata', 'src_endpoint', 'http_request', 'unmapped', 'resources', 'user'];

/**
 * The record that an event of Security Lake was made from, as far as it can be told; null where the value is none.
 * Source of the mapping: "Amazon CloudTrail" event dossiers of OCSF 1.0 to 1.5; what has no place there stands in
 * `unmapped` under CloudTrail's own names.
 */
export function fromOcsf(given: JsonObject): JsonObject | null {
  if (!isGiven(given.api) && !isGiven(at(given, 'api.operation'))) return null;
  const fields = unpacked(given);
  const operation = firstAt(fields, 'api.operation');
  const isOurs =
    isGiven(firstAt(fields, 'api.service.name')) || firstAt(fields, 'metadata.product.name') === 'CloudTrail';
  if (!isGiven(operation) || !isOurs) return null;
  const unmapped = asObject(at(fields, 'unmapped')) ?? {};
  const record = respelled({ ...unmapped, ...mapped(fields), ...caller(fields), ...ending(fields, operation) });
  const resources = resourcesOf(fields);
  return record === null || resources.length === 0 ? record : { ...record, resources };
}

function unpacked(given: JsonObject): JsonObject {
  const texts = structs.flatMap((name) => {
    const text = given[name];
    return typeof text === 'string' ? [[name, unpackedText(text)]] : [];
  });
  return texts.length === 0 ? given : { ...given, ...Object.fromEntries(texts) };
}

function mapped(fields: JsonObject): JsonObject {
  return withoutMissing({
    eventName: firstAt(fields, 'api.operation'),
    eventSource: firstAt(fields, 'api.service.name'),
    eventTime: firstAt(fields, 'time_dt', 'time'),
    eventID: firstAt(fields, 'metadata.uid'),
    eventType: firstAt(fields, 'metadata.event_code'),
    eventVersion: firstAt(fields, 'metadata.product.version'),
    requestID: firstAt(fields, 'api.request.uid'),
    awsRegion: firstAt(fields, 'cloud.region', 'region'),
    recipientAccountId: firstAt(
      fields,
      'unmapped.recipientAccountId',
      'cloud.account.uid',
      'cloud.account_uid',
      'accountid',
    ),
    sourceIPAddress: firstAt(fields, 'src_endpoint.ip', 'src_endpoint.domain', 'src_endpoint.svc_name'),
    vpcEndpointId: firstAt(fields, 'src_endpoint.uid'),
    userAgent: firstAt(fields, 'http_request.user_agent'),
    requestParameters: firstAt(fields, 'api.request.data'),
    responseElements: firstAt(fields, 'api.response.data'),
  });
}

function caller(fields: JsonObject): JsonObject {
  const of = (...names: string[]) =>
    firstAt(fields, ...names.flatMap((name) => [`actor.user.${name}`, `user.${name}`]));
  const ids = [of('uid'), of('uuid'), of('uid_alt')];
  const isArn = (id: unknown) => typeof id === 'string' && id.startsWith('arn:');
  const issuer = firstAt(fields, 'actor.session.issuer');
  const role = typeof issuer === 'string' ? /:role\/(?:.*\/)?([^/]+)$/.exec(issuer)?.[1] : undefined;
  return withoutMissing({
    'userIdentity.type': of('type'),
    'userIdentity.arn': ids.find(isArn),
    'userIdentity.principalId': of('uid_alt') ?? ids.find((id) => isGiven(id) && !isArn(id)),
    'userIdentity.accountId': of('account.uid', 'account_uid'),
    'userIdentity.userName': of('name'),
    'userIdentity.accessKeyId': of('credential_uid'),
    'userIdentity.invokedBy': firstAt(fields, 'actor.invoked_by'),
    'userIdentity.sessionContext.attributes.creationDate': firstAt(
      fields,
      'actor.session.created_time_dt',
      'actor.session.created_time',
    ),
    'userIdentity.sessionContext.attributes.mfaAuthenticated': flagText(
      firstAt(fields, 'actor.session.is_mfa', 'actor.session.mfa'),
    ),
    'userIdentity.sessionContext.sessionIssuer.arn': issuer,
    'userIdentity.sessionContext.sessionIssuer.userName': role,
  });
}

/** How the call ended. A failure that nothing explains is one all the same. */
function ending(fields: JsonObject, operation: unknown): JsonObject {
  const code = firstAt(fields, 'api.response.error');
  const message = firstAt(fields, 'api.response.error_message', 'api.response.message');
  const failed = firstAt(fields, 'status') === 'Failure' || String(firstAt(fields, 'status_id')) === '2';
  const isSignIn = operation === 'ConsoleLogin';
  const mfa = isSignIn ? firstAt(fields, 'is_mfa', 'mfa') : undefined;
  return withoutMissing({
    errorCode: code,
    errorMessage:
      isGiven(code) || isGiven(message) || !failed ? message : (firstAt(fields, 'status_detail') ?? 'Failure'),
    ...(isSignIn && failed ? { 'responseElements.ConsoleLogin': 'Failure' } : {}),
    ...(mfa === undefined ? {} : { 'additionalEventData.MFAUsed': flagText(mfa) === 'true' ? 'Yes' : 'No' }),
  });
}

function resourcesOf(fields: JsonObject): JsonObject[] {
  const listed = at(fields, 'resources');
  if (!Array.isArray(listed)) return [];
  return listed.flatMap((item) => {
    const resource = asObject(item) ?? {};
    const name = firstAt(resource, 'uid', 'name');
    if (!isGiven(name)) return [];
    const account = firstAt(resource, 'owner.account.uid', 'account.uid', 'account_uid', 'owner.account_uid');
    return [{ ARN: name, accountId: account ?? null, type: firstAt(resource, 'type') ?? null }];
  });
}

/** CloudTrail writes flags as text. */
function flagText(flag: unknown): unknown {
  return typeof flag === 'boolean' ? String(flag) : flag;
}

function withoutMissing(fields: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => isGiven(value)));
}
