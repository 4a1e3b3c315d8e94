import type { Breakage } from './loopback.ts';

export type AwsOperation = 'LookupEvents' | 'AssumeRole' | 'GetCallerIdentity';

/** Where a fault strikes: everything it does not name. */
export interface FaultPlace {
  operation?: AwsOperation;
  account?: string;
  region?: string;
  /** Calls that pass before it strikes; default none. */
  after?: number;
  /** Calls it strikes; default all. */
  times?: number;
}

/** Something that goes wrong: an error by its code, such as AccessDeniedException, or a broken connection. */
export type AwsFault = FaultPlace & ({ error: string; message?: string; status?: number } | { breaks: Breakage });

interface Call {
  operation: AwsOperation;
  account: string;
  region: string;
}

/** The faults still to strike. */
export class AwsFaults {
  #faults: { fault: AwsFault; seen: number }[] = [];

  add(fault: AwsFault): void {
    this.#faults.push({ fault, seen: 0 });
  }

  clear(): void {
    this.#faults = [];
  }

  /** The first fault that strikes this call, counted as having struck. */
  strike(call: Call): AwsFault | undefined {
    for (const entry of this.#faults) {
      if (!concerns(entry.fault, call)) continue;
      entry.seen += 1;
      const { after = 0, times = Number.POSITIVE_INFINITY } = entry.fault;
      if (entry.seen > after && entry.seen <= after + times) return entry.fault;
    }
    return undefined;
  }
}

function concerns(fault: AwsFault, call: Call): boolean {
  return (
    (fault.operation ?? 'LookupEvents') === call.operation &&
    (fault.account ?? call.account) === call.account &&
    (fault.region ?? call.region) === call.region
  );
}
