import type { Principal, TrailEvent } from '../../src/trail/event.ts';

/** A principal with the fields a test cares about; the others are those of jdoe in the role user. */
export function principalWith(fields: Partial<Principal> = {}): Principal {
  return {
    type: 'AssumedRole',
    name: 'jdoe',
    role: 'user',
    arn: 'arn:aws:sts::111122223333:assumed-role/user/jdoe',
    account: '111122223333',
    id: 'AROAEXAMPLEID0000001:jdoe',
    accessKey: 'ASIAIOSFODNN7EXAMPLE',
    mfa: false,
    invokedBy: null,
    console: false,
    credentials: 'temporary role',
    sourceIdentity: null,
    person: null,
    ...fields,
  };
}

/** An event with the fields a test cares about; the others are those of a look at Slack channels. */
export function eventWith(fields: Partial<TrailEvent> = {}): TrailEvent {
  return {
    kind: 'call',
    summary: null,
    id: '5b2805a5-3e06-4437-a7a2-b5fdb5cbb4e2',
    time: Date.parse('2026-11-20T09:02:00Z'),
    name: 'DescribeSlackChannels',
    source: 'chatbot.amazonaws.com',
    region: 'us-east-2',
    account: '111122223333',
    principal: principalWith(),
    address: '10.24.34.3',
    userAgent: 'aws-internal/3',
    outcome: 'ok',
    error: null,
    reason: null,
    readOnly: true,
    resources: [],
    eventType: 'AwsApiCall',
    sharedId: null,
    sessionStart: null,
    issued: null,
    understood: true,
    record: null,
    ...fields,
  };
}
