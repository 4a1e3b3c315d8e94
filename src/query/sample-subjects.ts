import type { SubjectKind } from './query.ts';

/** A subject of each kind that reads, to show the form where nothing closer can be made out. */
export const sampleSubjects = {
  event: 'DeleteBucket',
  principal: 'jdoe',
  resource: 'audit-logs',
  'event-id': '5b2805a5-3e06-4437-a7a2-b5fdb5cbb4e2',
  session: 'admin/jdoe',
  key: 'AKIAIOSFODNN7EXAMPLE',
  address: '203.0.113.0/24',
  question: 'who',
  words: 'list',
} as const satisfies Record<SubjectKind, string>;
