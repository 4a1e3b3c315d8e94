import type { Filter } from '../query/query.ts';

export const globalRegion = 'us-east-1';

/** A service that logs in us-east-1 although it is called from anywhere. */
export interface GlobalService {
  /** As a sentence begins with it. */
  name: string;
  /** Whether it also logs in the Regions themselves, so that a search limited to them is not in vain. */
  regionalToo: boolean;
}

/** Source: CloudTrail's user guide on global service events, as of November 2021, and STS's on its global endpoint. */
const globalServices = new Map<string, GlobalService>([
  ['iam.amazonaws.com', { name: 'IAM', regionalToo: false }],
  ['organizations.amazonaws.com', { name: 'Organizations', regionalToo: false }],
  ['cloudfront.amazonaws.com', { name: 'CloudFront', regionalToo: false }],
  ['route53.amazonaws.com', { name: 'Route 53', regionalToo: false }],
  ['route53domains.amazonaws.com', { name: 'Route 53 Domains', regionalToo: false }],
  ['account.amazonaws.com', { name: 'Account Management', regionalToo: false }],
  ['sts.amazonaws.com', { name: 'The global STS endpoint', regionalToo: true }],
  ['signin.amazonaws.com', { name: 'Console sign-in', regionalToo: true }],
]);

/** What may be about a global service although it names none: anything but a service or an event. */
export const anyGlobal: GlobalService = { name: 'What IAM and other global services do', regionalToo: true };

/**
 * The global service a filter is about, by its service or its event's services; any of them where it names neither;
 * null where it can't be about one.
 */
export function globalServiceOf(
  { service, event }: Filter,
  sourcesOf: (event: string) => readonly string[],
): GlobalService | null {
  if (service === undefined && event === undefined) return anyGlobal;
  const ofEvent = event?.sources.length ? event.sources : event?.names.flatMap((name) => [...sourcesOf(name)]);
  const sources = service === undefined ? (ofEvent ?? []) : [service];
  return sources.map((source) => globalServices.get(source)).find((found) => found !== undefined) ?? null;
}
