import { type Fault, failed, type Result } from '../errors.ts';

/** Where reading stopped: the fault, and whole texts that may have been meant, likeliest first, each worked out when asked for. */
export interface Stumble {
  fault: Fault;
  repairs: () => Iterable<string>;
}

export type Reading<T> = Result<T, Stumble>;

export function stumble(fault: Fault, repairs: () => Iterable<string> = () => []): Result<never, Stumble> {
  return failed({ fault, repairs });
}
