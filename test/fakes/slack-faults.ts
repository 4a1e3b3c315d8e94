import type { Breakage } from './loopback.ts';

/** Something that goes wrong with a Web API method, `response` (a response_url), or `*` for everything. */
export type SlackFault = {
  method: string;
  /** Calls that pass before it strikes; default none. */
  after?: number;
  /** Calls it strikes; default all. */
  times?: number;
} & (
  | { error: string }
  /** HTTP 429 with so many seconds in Retry-After. */
  | { retryAfter: number }
  | { breaks: Breakage }
  /** Milliseconds before the call is carried out as usual. */
  | { delay: number }
);

/** The faults still to strike. */
export class SlackFaults {
  #faults: { fault: SlackFault; seen: number }[] = [];

  add(fault: SlackFault): void {
    this.#faults.push({ fault, seen: 0 });
  }

  clear(): void {
    this.#faults = [];
  }

  /** The first fault that strikes this call, counted as having struck. */
  strike(method: string): SlackFault | undefined {
    for (const entry of this.#faults) {
      if (entry.fault.method !== method && entry.fault.method !== '*') continue;
      entry.seen += 1;
      const { after = 0, times = Number.POSITIVE_INFINITY } = entry.fault;
      if (entry.seen > after && entry.seen <= after + times) return entry.fault;
    }
    return undefined;
  }
}
