import type { Filter } from '../query/query.ts';

/** Services whose events are logged in us-east-1 wherever they are called from. */
const globalSources = new Map([
  ['iam.amazonaws.com', 'IAM'],
  ['organizations.amazonaws.com', 'Organizations'],
  ['cloudfront.amazonaws.com', 'CloudFront'],
  ['route53.amazonaws.com', 'Route 53'],
  ['route53domains.amazonaws.com', 'Route 53 Domains'],
  ['account.amazonaws.com', 'Account Management'],
  ['sts.amazonaws.com', 'the global STS endpoint'],
  ['signin.amazonaws.com', 'console sign-in'],
]);

export const globalRegion = 'us-east-1';

/**
 * The global service a filter is about, by its service or its event's service, named for people; else null.
 * Source: facts of CloudTrail's global service events, which since November 2021 are logged in us-east-1.
 */
export function globalServiceOf(filter: Filter, sourcesOf: (event: string) => readonly string[]): string | null {
  const sources =
    filter.service !== undefined
      ? [filter.service]
      : ((filter.event?.sources.length ? filter.event.sources : filter.event?.names.flatMap(sourcesOf)) ?? []);
  const found = sources.find((source) => globalSources.has(source));
  return found === undefined ? null : (globalSources.get(found) ?? null);
}
