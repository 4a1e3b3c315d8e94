import { expect, test } from '@jest/globals';
import { isDataEvent } from '../../../src/plan/cover.ts';

test.each<[name: string, source: string | undefined, data: boolean]>([
  ['GetObject', undefined, true],
  ['PutObject', 's3.amazonaws.com', true],
  ['ListObjects', 's3.amazonaws.com', true],
  ['Invoke', undefined, true],
  ['Invoke', 'lambda.amazonaws.com', true],
  ['GetItem', undefined, true],
  ['Publish', 'sns.amazonaws.com', true],
  ['SendMessage', undefined, true],
  ['SendMessage', 'sqs.amazonaws.com', true],
  ['SendMessage', 'q.amazonaws.com', false],
  ['PutMetricData', 'monitoring.amazonaws.com', true],
  ['ExecuteStatement', undefined, false],
  ['ExecuteStatement', 'dynamodb.amazonaws.com', true],
  ['CreateSession', undefined, false],
  ['CreateSession', 's3express.amazonaws.com', true],
  ['CreateSession', 'glue.amazonaws.com', false],
  ['DeleteBucket', undefined, false],
  ['CreateFunction20150331', 'lambda.amazonaws.com', false],
  ['InvokeModel', 'bedrock.amazonaws.com', false],
  ['GetSecretValue', undefined, false],
  ['Decrypt', 'kms.amazonaws.com', false],
  ['GetObject', 'nowhere.example.com', false],
])('%s of %s: only a data event is %s', (name, source, data) => {
  expect(isDataEvent(name, source)).toBe(data);
});
