import { explain, type Fault } from '../errors.ts';

/** The database could not do what it was asked, and trying again did not help. `fault` has the sentence for people. */
export class StoreFailed extends Error {
  readonly fault: Fault;

  constructor(fault: Fault, options?: ErrorOptions) {
    super(explain(fault), options);
    this.name = 'StoreFailed';
    this.fault = fault;
  }
}
