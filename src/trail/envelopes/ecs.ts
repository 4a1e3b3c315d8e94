import { asObject, type JsonObject } from '../fields.ts';
import { at, firstAt, isGiven } from './at-path.ts';
import { respelled } from './respell.ts';

const prefix = 'aws.cloudtrail.';

/**
 * The record behind an event of Elastic's AWS integration, as far as its fields tell it; null where the value is none.
 * Source of the names: Filebeat reference, "AWS fields"; where it kept the record itself (`event.original`), that is
 * the better one.
 */
export function fromEcs(fields: JsonObject): JsonObject | null {
  const own = ownFields(fields);
  const action = firstAt(fields, 'event.action');
  const provider = firstAt(fields, 'event.provider');
  const isOurs = own !== null || (typeof provider === 'string' && provider.endsWith('.amazonaws.com'));
  if (!isGiven(action) || !isOurs) return null;
  const { request_parameters, response_elements, ...rest } = own ?? {};
  const type = firstAt(fields, 'aws.cloudtrail.user_identity.type');
  return respelled({
    ...rest,
    eventName: action,
    eventSource: provider,
    eventTime: firstAt(fields, '@timestamp'),
    eventID: firstAt(fields, 'event.id'),
    awsRegion: firstAt(fields, 'cloud.region'),
    recipientAccountId: firstAt(fields, 'aws.cloudtrail.recipient_account_id', 'cloud.account.id'),
    sourceIPAddress: firstAt(fields, 'source.address', 'source.ip'),
    userAgent: firstAt(fields, 'user_agent.original'),
    requestParameters: firstAt(fields, 'aws.cloudtrail.flattened.request_parameters') ?? request_parameters,
    responseElements: firstAt(fields, 'aws.cloudtrail.flattened.response_elements') ?? response_elements,
    additionalEventData: additional(fields),
    errorMessage: firstAt(fields, 'aws.cloudtrail.error_message') ?? unexplained(fields),
    'userIdentity.principalId': firstAt(fields, 'user.id'),
    'userIdentity.accountId': firstAt(fields, 'cloud.account.id'),
    // Of an assumed role, the name beside the record is the role's.
    ...(type === 'AssumedRole' ? {} : { 'userIdentity.userName': firstAt(fields, 'user.name') }),
  });
}

/** What stands below aws.cloudtrail, nested or with dots. */
function ownFields(fields: JsonObject): JsonObject | null {
  const nested = asObject(at(fields, 'aws.cloudtrail'));
  const dotted = Object.entries(fields).flatMap(([key, value]): [string, unknown][] =>
    key.startsWith(prefix) ? [[key.slice(prefix.length), value]] : [],
  );
  return nested === null && dotted.length === 0 ? null : { ...nested, ...Object.fromEntries(dotted) };
}

function additional(fields: JsonObject): unknown {
  const given = firstAt(fields, 'aws.cloudtrail.flattened.additional_eventdata', 'aws.cloudtrail.additional_eventdata');
  if (isGiven(given)) return given;
  const mfa = firstAt(fields, 'aws.cloudtrail.console_login.additional_eventdata.mfa_used');
  return mfa === undefined ? undefined : { MFAUsed: String(mfa) === 'true' ? 'Yes' : 'No' };
}

/** A failure that nothing explains is one all the same. */
function unexplained(fields: JsonObject): string | undefined {
  const isExplained = isGiven(firstAt(fields, 'aws.cloudtrail.error_code'));
  return firstAt(fields, 'event.outcome') === 'failure' && !isExplained ? 'failure' : undefined;
}
