import type { Millis, Outcome, Principal } from './event.ts';
import type { Reason } from './reason.ts';

/**
 * How often one combination of the fields that questions group by was seen, and when first and last.
 * Every summary is made of merged tallies, so memory follows the number of combinations, not of events.
 */
export interface Tally {
  principal: Principal;
  event: string;
  source: string;
  region: string;
  account: string;
  address: string;
  outcome: Outcome;
  /** Error code, or the message of a failure without a code; null where the call worked. */
  error: string | null;
  /** Why the call was refused or could not work, where its record tells. */
  reason: Reason | null;
  readOnly: boolean;
  count: number;
  first: Millis;
  last: Millis;
}
