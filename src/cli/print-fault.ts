import { explain, type Fault } from '../errors.ts';
import { plain } from '../present/text.ts';

const longest = 500;

/** What was not understood, the closest right form, and an example that works as typed, for a terminal. */
export function printFault(fault: Fault): string {
  const { didYouMean, example } = fault;
  return [
    plain(explain(fault), longest),
    ...(didYouMean === undefined ? [] : [`Did you mean: ${plain(didYouMean, longest)}`]),
    ...(example === undefined ? [] : [`For example:  npx trail ${plain(example, longest)}`]),
    '',
  ].join('\n');
}
