import { asObject, asText, type JsonObject } from './fields.ts';

/** What an Insights record says, under the names by which calls say it; trails and event data stores write it differently. */
export function insightAsCall(record: JsonObject): JsonObject {
  const details = asObject(record.insightDetails);
  return {
    ...record,
    eventName: asText(record.eventName) ?? asText(details?.eventName) ?? asText(record.insightEventName),
    eventSource: asText(record.eventSource) ?? asText(details?.eventSource) ?? asText(record.insightEventSource),
  };
}

/** The same of a digest file, which is of no Region and no time: it lists log files. */
export function digestAsCall({ awsAccountId }: JsonObject): JsonObject {
  return { eventName: 'digest file', eventSource: 'cloudtrail.amazonaws.com', recipientAccountId: awsAccountId };
}
