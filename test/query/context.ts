import type { ReadContext } from '../../src/query/read-query.ts';
import { shapes } from '../../src/questions/index.ts';

/** Friday 20 November 2026, 10:00 UTC, asked in Berlin (11:00). */
export const context: ReadContext = {
  now: Date.parse('2026-11-20T10:00:00.250Z'),
  zone: 'Europe/Berlin',
  accounts: [
    { name: 'prod', id: '111122223333', regions: ['us-east-1'] },
    { name: 'Dev Box', id: '444455556666', regions: ['eu-west-1'] },
  ],
  shapes,
};
