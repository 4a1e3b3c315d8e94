import { explain, type Fault, fault } from '../../errors.ts';
import type { Miss, MissReason } from '../../plan/coverage.ts';
import type { AwsFailure } from '../aws/failure.ts';

/** Where a look-up was made, in words that may be shown. */
export interface LookupPlace {
  role: string | null;
  region: string;
}

/** Says why a Region of an account could not be searched, and what to do about it. */
export function missOf(failure: AwsFailure, { role, region }: LookupPlace): Miss {
  const { kind, code, assuming } = failure;
  const who = role ?? 'Trail’s own credentials';
  const service = assuming ? 'AWS STS' : 'CloudTrail';
  switch (kind) {
    case 'throttled':
      return missIn(region, 'throttled', (where) => fault('aws-throttled', [where]));
    case 'denied':
      return assuming
        ? { reason: 'access-denied', message: explain(fault('role-denied', [who])) }
        : missIn(region, 'access-denied', (where) => fault('lookup-denied', [who, where]));
    case 'expired':
      return missIn(region, 'access-denied', (where) => fault('credentials-expired', [where]));
    case 'no-credentials':
      return { reason: 'access-denied', message: explain(fault('no-credentials', [])) };
    case 'badly-signed':
    case 'not-accepted': {
      const refused = assuming || role === null ? 'Trail’s own credentials' : `the credentials of ${role}`;
      return missIn(region, 'access-denied', (where) => fault('credentials-refused', [refused, where, code]));
    }
    case 'too-old':
      return missIn(region, 'too-old', (where) => fault('aws-too-old', [where]));
    case 'unreachable':
      return missIn(region, 'unreachable', (where) => fault('aws-unreachable', [service, where, code]));
    case 'bad-token':
    case 'refused':
      return assuming
        ? { reason: 'access-denied', message: explain(fault('role-refused', [who, code])) }
        : missIn(region, 'unreachable', (where) => fault('aws-refused', [service, where, code]));
  }
}

/**
 * Says why a search was given up from outside: a TimeoutError means that its time was spent (which others' use of the
 * quota may have cost), everything else that nobody wants it any more.
 */
export function missOfAbort(reason: unknown, { region }: LookupPlace, throttled: boolean): Miss {
  const timedOut = typeof reason === 'object' && reason !== null && 'name' in reason && reason.name === 'TimeoutError';
  if (!timedOut) return missIn(region, 'cancelled', (where) => fault('search-cancelled', [where]));
  if (throttled) return missIn(region, 'throttled', (where) => fault('aws-throttled', [where]));
  return missIn(region, 'timeout', (where) => fault('search-timeout', [where]));
}

function missIn(region: string, reason: MissReason, why: (region: string) => Fault): Miss {
  return { reason, message: explain(why(region)), anyRegion: explain(why('the Region')) };
}

/** CloudTrail no longer takes the token: the page is to be found by its time. */
export class InvalidToken extends Error {
  constructor(options: ErrorOptions) {
    super('CloudTrail does not take the page’s token.', options);
    this.name = 'InvalidToken';
  }
}
