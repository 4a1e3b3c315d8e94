import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { readLookupEvent, readRecord } from '../../src/trail/read-record.ts';
import { haveRealRecords, realRecords } from '../records/real-records.ts';

const record = {
  eventID: '5b2805a5-3e06-4437-a7a2-b5fdb5cbb4e2',
  eventName: 'DeleteBucket',
  eventTime: '2026-11-20T09:02:00Z',
  eventSource: 's3.amazonaws.com',
  userIdentity: { type: 'IAMUser', userName: 'ann' },
  requestParameters: { bucketName: 'logs' },
};
const outer = {
  EventId: record.eventID,
  EventName: record.eventName,
  EventTime: new Date(record.eventTime),
  EventSource: record.eventSource,
  Username: 'ann',
  ReadOnly: 'false',
  AccessKeyId: 'AKIAIOSFODNN7EXAMPLE',
};

test('the record counts, and the resources beside it are added with their types', () => {
  const event = readLookupEvent({
    ...outer,
    Username: 'somebody else',
    CloudTrailEvent: JSON.stringify(record),
    Resources: [
      { ResourceType: 'AWS::S3::Bucket', ResourceName: 'logs' },
      { ResourceType: 'AWS::S3::Object', ResourceName: 'key' },
      { ResourceType: 'AWS::S3::Object' },
    ],
  });
  expect(event).toEqual({
    ...readRecord(record),
    resources: [
      { type: 'AWS::S3::Bucket', name: 'logs', key: 'bucketName' },
      { type: 'AWS::S3::Object', name: 'key' },
    ],
  });
});

test('gaps of the record are filled from beside it', () => {
  const event = readLookupEvent({ ...outer, CloudTrailEvent: '{"eventID":null,"awsRegion":"eu-west-1"}' });
  expect(event).toMatchObject({
    id: outer.EventId,
    name: 'DeleteBucket',
    time: outer.EventTime.getTime(),
    region: 'eu-west-1',
    understood: true,
  });
});

test.each([undefined, '', 'garbage', '[]', '{"half":'])(
  'without a readable record (%p) what stands beside it is shown',
  (CloudTrailEvent) => {
    expect(readLookupEvent({ ...outer, CloudTrailEvent }, { whole: true })).toMatchObject({
      id: outer.EventId,
      name: 'DeleteBucket',
      time: outer.EventTime.getTime(),
      source: 's3.amazonaws.com',
      principal: { name: 'ann', accessKey: 'AKIAIOSFODNN7EXAMPLE' },
      readOnly: false,
      understood: false,
    });
  },
);

test('with nothing at all it is an event all the same', () => {
  expect(readLookupEvent({})).toMatchObject({ name: 'unknown', time: 0, understood: false });
});

test('no text for a record raises an exception', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.json()), (CloudTrailEvent) => {
      expect(readLookupEvent({ CloudTrailEvent }).principal.name).not.toBe('');
    }),
  );
});

const realTest = haveRealRecords ? test : test.skip;
realTest('real records read the same out of event history (skipped where ../shared is missing)', () => {
  for (const real of realRecords().slice(-395)) {
    expect(readLookupEvent({ CloudTrailEvent: JSON.stringify(real) })).toEqual(readRecord(real));
  }
});
