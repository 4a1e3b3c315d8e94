import type { ServerResponse } from 'node:http';
import { failure } from '../../src/playground/slack/methods.ts';
import type { SlackCall } from '../../src/playground/slack/server.ts';
import { answer, type Breakage, breakOff, pause } from './loopback.ts';

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

/** Lets a fault strike; says whether the exchange is over with it. */
export async function interruptWith(faults: SlackFaults, call: SlackCall, response: ServerResponse): Promise<boolean> {
  const fault = faults.strike(call.method);
  if (fault === undefined) return false;
  if ('delay' in fault) {
    await pause(fault.delay);
    return false;
  }
  if ('breaks' in fault) {
    call.error = fault.breaks;
    breakOff(response, fault.breaks);
    return true;
  }
  call.error = 'error' in fault ? fault.error : 'ratelimited';
  call.status = 'retryAfter' in fault ? 429 : 200;
  const headers = 'retryAfter' in fault ? { 'retry-after': String(fault.retryAfter) } : {};
  answer(response, call.status, failure(call.error), headers);
  return true;
}
