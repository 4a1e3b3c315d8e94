import { explain, fault } from '../../errors.ts';
import type { Miss } from '../../plan/coverage.ts';
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
      return { reason: 'throttled', message: explain(fault('aws-throttled', [region])) };
    case 'denied':
      return {
        reason: 'access-denied',
        message: explain(assuming ? fault('role-denied', [who]) : fault('lookup-denied', [who, region])),
      };
    case 'expired':
      return { reason: 'access-denied', message: explain(fault('credentials-expired', [region])) };
    case 'no-credentials':
      return { reason: 'access-denied', message: explain(fault('no-credentials', [])) };
    case 'badly-signed':
    case 'not-accepted': {
      const refused = assuming || role === null ? 'Trail’s own credentials' : `the credentials of ${role}`;
      return { reason: 'access-denied', message: explain(fault('credentials-refused', [refused, region, code])) };
    }
    case 'too-old':
      return { reason: 'too-old', message: explain(fault('aws-too-old', [region])) };
    case 'unreachable':
      return { reason: 'unreachable', message: explain(fault('aws-unreachable', [service, region, code])) };
    case 'bad-token':
    case 'refused':
      return assuming
        ? { reason: 'access-denied', message: explain(fault('role-refused', [who, code])) }
        : { reason: 'unreachable', message: explain(fault('aws-refused', [service, region, code])) };
  }
}

/**
 * Says why a search was given up from outside: a TimeoutError means that its time was spent (which others' use of the
 * quota may have cost), everything else that nobody wants it any more.
 */
export function missOfAbort(reason: unknown, { region }: LookupPlace, throttled: boolean): Miss {
  const timedOut = typeof reason === 'object' && reason !== null && 'name' in reason && reason.name === 'TimeoutError';
  if (!timedOut) return { reason: 'cancelled', message: explain(fault('search-cancelled', [region])) };
  if (throttled) return { reason: 'throttled', message: explain(fault('aws-throttled', [region])) };
  return { reason: 'timeout', message: explain(fault('search-timeout', [region])) };
}

/** CloudTrail no longer takes the token: the page is to be found by its time. */
export class InvalidToken extends Error {
  constructor(options: ErrorOptions) {
    super('CloudTrail does not take the page’s token.', options);
    this.name = 'InvalidToken';
  }
}
