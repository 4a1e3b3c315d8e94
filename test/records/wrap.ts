import { gzipSync } from 'node:zlib';
import type { Fields } from '../fakes/json.ts';

/** What one record is put into on its way; each takes what the one before made. */
export const wrappers: Record<string, (value: unknown) => unknown> = {
  'an event of EventBridge': (detail) => ({
    version: '0',
    id: '00000000-0000-4000-8000-00000000eb01',
    'detail-type': 'AWS API Call via CloudTrail',
    source: 'aws.s3',
    account: '999988887777',
    time: '2020-01-01T00:00:00Z',
    region: 'eu-west-3',
    resources: [],
    detail,
  }),
  'a notification of SNS': (value) => ({
    Type: 'Notification',
    MessageId: 'm',
    Timestamp: '2020-01-01T00:00:00.000Z',
    Message: JSON.stringify(value),
  }),
  'a message of SQS': (value) => ({ MessageId: 'm', ReceiptHandle: 'r', Body: JSON.stringify(value) }),
  'an event of SQS for Lambda': (value) => ({
    Records: [{ messageId: 'm', body: JSON.stringify(value), eventSource: 'aws:sqs', awsRegion: 'eu-west-3' }],
  }),
  'an event of SNS for Lambda': (value) => ({
    Records: [
      { EventSource: 'aws:sns', EventVersion: '1.0', Sns: { Type: 'Notification', Message: JSON.stringify(value) } },
    ],
  }),
  'an event of Kinesis for Lambda': (value) => ({
    Records: [
      {
        kinesis: { partitionKey: '1', data: Buffer.from(JSON.stringify(value)).toString('base64') },
        eventSource: 'aws:kinesis',
        eventID: 'shardId-000000000006:1',
        eventName: 'aws:kinesis:record',
        awsRegion: 'eu-west-3',
      },
    ],
  }),
  'an event of CloudWatch Logs': (value) => ({
    logStreamName: '111122223333_CloudTrail_us-east-1',
    timestamp: 1577836800000,
    message: JSON.stringify(value),
    ingestionTime: 1577836801000,
    eventId: '36952075837377486031953982362891900',
  }),
  'a hit of Elasticsearch': (_source) => ({ _index: 'cloudtrail', _id: '1', _score: null, _source }),
  'an event kept by Filebeat': (value) => ({
    '@timestamp': '2020-01-01T00:00:00.000Z',
    event: { action: 'SomethingElse', provider: 's3.amazonaws.com', id: 'e', original: JSON.stringify(value) },
  }),
  'a result of Splunk': (value) => ({
    preview: false,
    offset: 0,
    result: { _time: '2020-01-01', _raw: JSON.stringify(value) },
  }),
  'an alert of Wazuh': (aws) => ({
    timestamp: '2020-01-01T00:00:00.000+0000',
    rule: { level: 3, id: '80202' },
    data: { integration: 'aws', aws },
  }),
  'a row of CloudTrail Lake': (value) => [{ eventJson: JSON.stringify(value) }, { eventDay: '2026-11-20' }],
  'a row of Logs Insights': (value) => [
    { field: '@timestamp', value: '2020-01-01 00:00:00.000' },
    { field: '@message', value: JSON.stringify(value) },
    { field: '@ptr', value: 'CmEK' },
  ],
  'a log of Datadog': (attributes) => ({ id: 'A', content: { host: 'h', tags: ['source:cloudtrail'], attributes } }),
  'a stream of Loki': (value) => ({ stream: { job: 'trail' }, values: [['1577836800000000000', JSON.stringify(value)]] }),
  'a text': (value) => JSON.stringify(value),
};

/** What many values are written as. */
export const collections: Record<string, (values: unknown[]) => string> = {
  'one a line': (values) => values.map((value) => `${JSON.stringify(value)}\n`).join(''),
  'one after another': (values) => values.map((value) => JSON.stringify(value)).join(''),
  'pretty-printed one after another': (values) => values.map((value) => JSON.stringify(value, null, 2)).join('\n'),
  'compact and pretty-printed in turn': (values) =>
    values.map((value, at) => JSON.stringify(value, null, at % 2 === 0 ? undefined : 4)).join('\n'),
  'a list': (values) => JSON.stringify(values),
  'a pretty-printed list': (values) => JSON.stringify(values, null, 4),
  'a list of lists': (values) => JSON.stringify(values.map((value) => [value])),
  'pages of events': (values) =>
    JSON.stringify({ events: values.slice(0, 2) }) + JSON.stringify({ events: values.slice(2) }),
  'hits of a search': (values) =>
    JSON.stringify({
      took: 3,
      timed_out: false,
      hits: { total: { value: values.length }, max_score: null, hits: values },
    }),
  'messages of a queue': (values) => JSON.stringify({ Messages: values }),
  'results of a query': (values) =>
    JSON.stringify({ results: values, statistics: { recordsMatched: 2 }, status: 'Complete' }),
  'something by Region': (values) =>
    JSON.stringify({ 'us-east-1': { pages: [{ found: values }] }, 'eu-west-1': { pages: [] } }),
  'lines of an export of CloudWatch Logs': (values) =>
    values.map((value) => `2020-01-01T00:00:00.000Z ${JSON.stringify(value)}\n`).join(''),
  'lines of aws logs tail': (values) =>
    values
      .map((value) => `2020-01-01T00:00:00+00:00 111122223333_CloudTrail_us-east-1 ${JSON.stringify(value)}\n`)
      .join(''),
  'data of subscriptions, one after another': (values) =>
    values
      .map((value) =>
        JSON.stringify({
          messageType: 'DATA_MESSAGE',
          owner: '111122223333',
          logGroup: 'trail',
          subscriptionFilters: ['all'],
          logEvents: [{ id: '1', timestamp: 1577836800000, message: JSON.stringify(value) }],
        }),
      )
      .join(''),
  'an event of CloudWatch Logs for Lambda': (values) => {
    const logEvents = values.map((value) => ({ id: '1', timestamp: 1577836800000, message: JSON.stringify(value) }));
    const data = gzipSync(JSON.stringify({ messageType: 'DATA_MESSAGE', logEvents })).toString('base64');
    return JSON.stringify({ awslogs: { data } });
  },
  'a table': (values) =>
    ['"id","_raw"', ...values.map((value, at) => `"${at}",${cell(JSON.stringify(value))}`)].join('\r\n'),
};

/** A cell of CSV. */
export function cell(value: unknown): string {
  if (value === null || value === undefined) return '';
  return `"${String(value).replaceAll('"', '""')}"`;
}

/** An event as LookupEvents returns it. */
export function lookupEvent(record: Fields): Fields {
  const { eventID, eventName, eventSource, eventTime, readOnly } = record;
  return {
    EventId: eventID,
    EventName: eventName,
    ReadOnly: String(readOnly),
    EventTime: String(eventTime).replace('Z', '+00:00'),
    EventSource: eventSource,
    Resources: [],
    CloudTrailEvent: JSON.stringify(record),
  };
}

/** Names of fields in lower case, as the columns and structs of Athena have them; parameters are text there. */
export function athenaRow(record: Fields): Fields {
  const text = ['requestParameters', 'responseElements', 'additionalEventData'];
  return Object.fromEntries(
    Object.entries(record).map(([name, value]) => [
      name.toLowerCase(),
      text.includes(name) && value !== null ? JSON.stringify(value) : lowered(value),
    ]),
  );
}

function lowered(value: unknown): unknown {
  if (typeof value === 'boolean') return String(value);
  if (Array.isArray(value)) return value.map(lowered);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name.toLowerCase(), lowered(inner)]));
}

/** A value as Athena prints it in CSV. */
export function structText(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(structText).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return String(value);
  return `{${Object.entries(value)
    .map(([name, inner]) => `${name}=${structText(inner)}`)
    .join(', ')}}`;
}
