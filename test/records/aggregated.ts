import type { Fields } from '../fakes/json.ts';

interface AggregatedSpec {
  id?: string;
  /** The primary dimension, and its counts. */
  by: string;
  of: Readonly<Record<string, number>>;
  /** Calls to count by further dimensions. */
  details?: readonly object[];
  dimensions?: readonly string[];
  /** Counts by further dimensions as they stand. */
  told?: Readonly<Record<string, Readonly<Record<string, number>>>>;
  source?: string;
  start?: string;
  end?: string;
}

/** An aggregated event as CloudTrail writes them. Source: CloudTrail user guide, "Aggregating data events". */
export function aggregated({
  id = '62759c1a-6248-48e1-a6b3-d5fb7e6c4bc0',
  by,
  of,
  details = [],
  dimensions = [],
  told = {},
  source = 's3.amazonaws.com',
  start = '2025-11-17T19:20:00Z',
  end = '2025-11-17T19:25:00Z',
}: AggregatedSpec): Fields {
  const counted = dimensions.map((dimension): [string, Record<string, number>] => [
    dimension,
    countBy(details, dimension),
  ]);
  return {
    eventVersion: '1.0',
    accountId: '111122223333',
    eventId: id,
    eventCategory: 'Aggregated',
    eventType: 'AwsAggregatedEvent',
    awsRegion: 'us-west-2',
    eventSource: source,
    timeWindow: { windowStart: start, windowEnd: end, windowSize: 'PT5M' },
    summary: {
      primaryDimension: countsOf(by, of),
      details: [...counted, ...Object.entries(told)].map(([dimension, counts]) => countsOf(dimension, counts)),
    },
  };
}

/** How many objects have each value of a field; those without one are in none. */
export function countBy(items: readonly object[], field: string): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const item of items) {
    const value: unknown = Reflect.get(item, field);
    if (typeof value === 'string') counts[value] = (counts[value] ?? 0) + 1;
  }
  return counts;
}

function countsOf(dimension: string, counts: Readonly<Record<string, number>>) {
  const statistics = Object.entries(counts).map(([name, value]) => ({ name, value }));
  return { dimension, statistics, aggregationType: 'Count' };
}
