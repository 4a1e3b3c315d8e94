import { type Filter, valuesOf } from '../condition/condition.ts';

export const globalRegion = 'us-east-1';

/** A service that logs in us-east-1 although it is called from anywhere. */
interface GlobalService {
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
const anyGlobal: GlobalService = { name: 'What IAM and other global services do', regionalToo: true };

/**
 * The global service a filter is about, by its services or those of its events; any of them where it names neither;
 * null where it can't be about one.
 */
export function globalServiceOf(filter: Filter, sourcesOf: (event: string) => readonly string[]): GlobalService | null {
  const services = valuesOf(filter, 'service');
  const events = valuesOf(filter, 'event');
  if (services.length === 0 && events.length === 0) return anyGlobal;
  const ofEvents = events.flatMap(({ name, source }) => (source === null ? sourcesOf(name) : [source]));
  const sources = services.length === 0 ? ofEvents : services;
  return sources.map((source) => globalServices.get(source)).find((found) => found !== undefined) ?? null;
}
