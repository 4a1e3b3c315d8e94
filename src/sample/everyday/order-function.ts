import { assumeRole } from '../assume-role.ts';
import type { SampleCall } from '../call.ts';
import { prod } from '../company.ts';
import { awsService, exampleId } from '../identity.ts';
import { type Routine, timesIn } from './routine.ts';

const key = `arn:aws:kms:eu-west-1:${prod}:key/1234abcd-12ab-34cd-56ef-1234567890ab`;

/** A function that takes orders: its role is assumed for each new instance, and KMS opens its settings. */
export const orderFunction: Routine = {
  name: 'order-function',
  events: ['sts:AssumeRole', 'kms:Decrypt'],
  day: (day, random) =>
    timesIn(day, 34, random, { from: 4, to: 22 }).flatMap((at): SampleCall[] => {
      const region = 'eu-west-1';
      const accessKey = exampleId('ASIA', random);
      const role = { account: prod, role: 'orders-role', session: 'orders', accessKey, region };
      const { call, session } = assumeRole({ at, by: awsService('lambda'), ...role });
      const decrypt: SampleCall = {
        at: at + 1000,
        event: 'kms:Decrypt',
        by: { ...session, invokedBy: 'lambda.amazonaws.com' },
        region,
        request: {
          encryptionContext: { 'aws:lambda:FunctionArn': `arn:aws:lambda:${region}:${prod}:function:orders` },
        },
        resources: [{ ARN: key, type: 'AWS::KMS::Key', accountId: prod }],
      };
      return [call, decrypt];
    }),
};
