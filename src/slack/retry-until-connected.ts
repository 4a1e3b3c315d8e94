import pRetry, { AbortError } from 'p-retry';
import type { Logger } from 'pino';
import type { Timing } from './timing.ts';
import { slackErrorOf } from './web-client.ts';

/** Slack said no for good: trying again would not help, a person must. */
export class SlackRefused extends Error {
  constructor(code: string, remedy: string, options?: ErrorOptions) {
    super(`Slack refused (${code}): ${remedy}.`, options);
    this.name = 'SlackRefused';
  }
}

const lasting = new Set([
  'invalid_auth',
  'not_authed',
  'account_inactive',
  'token_revoked',
  'token_expired',
  'not_allowed_token_type',
  'no_permission',
  'missing_scope',
  'org_login_required',
  'team_access_not_granted',
  'two_factor_setup_required',
]);

/** Whether an error of Slack's means that a person must act. */
export function isLasting(code: string): boolean {
  return lasting.has(code);
}

export interface ConnectionRetries {
  waits: Timing['reconnect'];
  signal: AbortSignal;
  log: Logger;
  /** What a person should do if Slack says no for good. */
  remedy: string;
}

/**
 * Tries to reach Slack until it answers; null where the signal aborts first.
 * Rejects with SlackRefused where Slack says no for good.
 */
export async function retryUntilConnected<Value>(
  attempt: () => Promise<Value>,
  { waits, signal, log, remedy }: ConnectionRetries,
): Promise<Value | null> {
  /** The library takes some TypeErrors for faults of the program, and would not try again. */
  const once = () =>
    attempt().catch((error: unknown) => {
      const reason = slackErrorOf(error);
      if (isLasting(reason)) throw new AbortError(new SlackRefused(reason, remedy, { cause: error }));
      throw new Error(reason, { cause: error });
    });
  try {
    return await pRetry(once, {
      retries: Number.POSITIVE_INFINITY,
      minTimeout: waits.first,
      maxTimeout: waits.longest,
      signal,
      onFailedAttempt: ({ error: { message: reason }, attemptNumber: tries }) =>
        log.warn({ reason, tries }, 'Slack can’t be reached; trying again'),
    });
  } catch (error) {
    if (signal.aborted && !(error instanceof SlackRefused)) return null;
    throw error;
  }
}
