import { type Fault, failed, type Result } from '../errors.ts';

/** Where reading stopped: the fault, and whole texts that may have been meant, likeliest first, each worked out when asked for. */
export interface ReadFailure {
  fault: Fault;
  repairs: () => Iterable<string>;
}

export type ReadResult<T> = Result<T, ReadFailure>;

/** A reading that stopped, with what may have been meant. */
export function readFailed(fault: Fault, repairs: () => Iterable<string> = () => []): Result<never, ReadFailure> {
  return failed({ fault, repairs });
}
