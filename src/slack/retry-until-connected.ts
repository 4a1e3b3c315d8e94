import type { Logger } from 'pino';
import type { Millis } from '../trail/event.ts';
import { pause } from './pause.ts';
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
  /** Between attempts; the last one repeats. */
  waits: readonly Millis[];
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
  patience: ConnectionRetries,
): Promise<Value | null> {
  const { waits, signal, log, remedy } = patience;
  for (let tries = 1; !signal.aborted; tries += 1) {
    try {
      return await attempt();
    } catch (error) {
      const reason = slackErrorOf(error);
      if (isLasting(reason)) throw new SlackRefused(reason, remedy, { cause: error });
      const wait = waits[Math.min(tries, waits.length) - 1] ?? 0;
      log.warn({ reason, tries, wait }, 'Slack can’t be reached; trying again');
      await pause(wait, signal);
    }
  }
  return null;
}
