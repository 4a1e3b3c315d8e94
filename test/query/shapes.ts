import type { QuestionShape } from '../../src/query/query.ts';

/** Questions of every subject kind, for the tests of the readers. */
export const shapes: readonly QuestionShape[] = [
  {
    name: 'who',
    answers: 'who called an API',
    usage: 'who <event> [modifiers]',
    subject: { kind: 'event', required: true, says: 'an event name such as DeleteBucket' },
    examples: [
      'who DeleteBucket on:audit-logs since:7d',
      'who chatbot:DescribeSlackChannels',
      'who console login since yesterday',
    ],
  },
  {
    name: 'what',
    answers: 'what somebody did',
    usage: 'what <principal> [modifiers]',
    subject: { kind: 'principal', required: true, says: 'a user, role or session such as jdoe' },
    examples: ['what jdoe since:24h', 'what role/admin is:write since:7d', 'what jane@example.com during yesterday'],
  },
  {
    name: 'touched',
    answers: 'who touched a resource',
    usage: 'touched <resource> [modifiers]',
    subject: { kind: 'resource', required: true, says: 'a resource by name or ARN such as audit-logs' },
    examples: [
      'touched audit-logs since:7d',
      'touched arn:aws:s3:::audit-logs is:write',
      'touched alias/payments by jdoe',
    ],
  },
  {
    name: 'event',
    answers: 'one event',
    usage: 'event <event ID> [modifiers]',
    subject: { kind: 'event-id', required: true, says: 'an event ID' },
    examples: [
      'event 5b2805a5-3e06-4437-a7a2-b5fdb5cbb4e2',
      'event 5b2805a5-3e06-4437-a7a2-b5fdb5cbb4e2 in us-east-2',
      'event 3f061095-b488-43d4-becc-f8652d459ac5 public',
    ],
  },
  {
    name: 'session',
    answers: 'who is behind a session',
    usage: 'session <session> [modifiers]',
    subject: { kind: 'session', required: true, says: 'a session name, ARN or ASIA… key' },
    examples: ['session jdoe', 'session admin/jdoe since:7d', 'session ASIAIOSFODNN7EXAMPLE'],
  },
  {
    name: 'key',
    answers: 'what a key did',
    usage: 'key <access key ID> [modifiers]',
    subject: { kind: 'key', required: true, says: 'an access key ID such as AKIAIOSFODNN7EXAMPLE' },
    examples: [
      'key AKIAIOSFODNN7EXAMPLE',
      'key AKIAIOSFODNN7EXAMPLE is:denied since:7d',
      'key ASIAIOSFODNN7EXAMPLE in us-east-1',
    ],
  },
  {
    name: 'ip',
    answers: 'who came from an address',
    usage: 'ip <address or CIDR> [modifiers]',
    subject: { kind: 'address', required: true, says: 'an IP address or CIDR range' },
    examples: ['ip 203.0.113.7 since:24h', 'ip 198.51.100.0/24 is:denied', 'ip 2001:db8::/32 since yesterday'],
  },
  {
    name: 'denied',
    answers: 'what was denied',
    usage: 'denied [modifiers]',
    subject: null,
    examples: ['denied', 'denied by jdoe since:7d', 'denied service:s3 in us-east-1'],
  },
  {
    name: 'errors',
    answers: 'what failed',
    usage: 'errors [modifiers]',
    subject: null,
    examples: ['errors since:6h', 'errors service:chime', 'errors event:RunInstances since:7d'],
  },
  {
    name: 'help',
    answers: 'how to ask',
    usage: 'help [question]',
    subject: { kind: 'question', required: false, says: 'a question such as who' },
    examples: ['help', 'help who', 'help key'],
  },
];
