import type { Millis } from '../../trail/event.ts';
import type { CloudTrailClients } from '../aws/clients.ts';
import type { LookupService } from './event-history.ts';
import type { PacerOptions } from './pacer.ts';
import { Pacers } from './pacers.ts';
import { type CallReport, readPage } from './page.ts';

export interface AwsLookupsDeps {
  clients: CloudTrailClients;
  /** Told of every call of LookupEvents. */
  onCall?: (call: CallReport & { account: string }) => void;
  pacing?: PacerOptions;
}

/** LookupEvents of AWS itself, at the pace that each account and Region allows. */
export function createAwsLookups({ clients, onCall, pacing = {} }: AwsLookupsDeps): LookupService {
  const pacers = new Pacers(pacing);
  return {
    of(account, region, { asker, priority }) {
      // Pace and memory are the account's, whatever roles and askers there are; without its ID, the role's or the ambient one's.
      const id = account.id ?? account.role ?? 'ambient';
      const pacer = pacers.of(id, region);
      const how = {
        client: clients.of(account, region, asker),
        pacer,
        place: { role: account.role, region },
        priority,
        onCall: (call: CallReport & { ms: Millis }) => onCall?.({ account: id, ...call }),
      };
      return {
        key: `${id} ${region}`,
        read: (request, signal) => readPage(how, request, signal),
        throttled: () => pacer.throttled,
      };
    },
    quota: () => pacers.quota(),
  };
}
