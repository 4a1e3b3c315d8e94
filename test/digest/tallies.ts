import type { Tally } from '../../src/trail/tally.ts';
import { principalWith } from '../records/events.ts';

export const day = 86_400_000;
/** Half past eight in Berlin, a quarter before a digest of 08:45. */
export const end = Date.parse('2026-11-20T07:45:00Z');
export const window = { start: end - day, end };

/** A tally with the fields a test cares about; the others are those of one look of jdoe's in prod. */
export function tallyWith(fields: Partial<Tally> & { name?: string; role?: string | null } = {}): Tally {
  const { name = 'jdoe', role = 'user', ...rest } = fields;
  const first = rest.first ?? rest.last ?? end - 3_600_000;
  return {
    principal: principalWith({ name, role }),
    event: 'DescribeInstances',
    source: 'ec2.amazonaws.com',
    region: 'us-east-1',
    account: '111122223333',
    address: '10.24.34.3',
    outcome: 'ok',
    error: null,
    reason: null,
    readOnly: true,
    count: 1,
    last: first,
    ...rest,
    first,
  };
}
