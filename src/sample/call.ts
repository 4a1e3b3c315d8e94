import type { Millis } from '../trail/event.ts';
import type { SampleIdentity } from './identity.ts';

/** One API call as a story tells it; whatever is left out is filled in to fit. */
export interface SampleCall {
  at: Millis;
  /** `s3:DeleteBucket`: the service as in eventSource, and the event's name. */
  event: string;
  by: SampleIdentity;
  /** Whose trail records it; by default the caller's own account. */
  account?: string;
  /** By default us-east-1, where global services always log. */
  region?: string;
  /** The address; by default the service that calls. */
  from?: string;
  agent?: string;
  request?: object;
  response?: object;
  resources?: readonly { ARN: string; type: string; accountId?: string }[];
  /** How it failed; a failed sign-in has a message and no code. */
  error?: { code?: string; message: string };
  /** By default told from the verb. */
  readOnly?: boolean;
  id?: string;
  /** How long until event history has it, in milliseconds; by default some minutes. */
  delay?: Millis;
  /** Further fields of the record. */
  extra?: { additionalEventData?: object; sharedEventID?: string };
}
