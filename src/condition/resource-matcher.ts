import type { TrailEvent } from '../trail/event.ts';

/**
 * Whether an event is about the resource meant: its name or ARN as recorded, the end of a recorded ARN
 * (`audit-logs` of arn:aws:s3:::audit-logs), or a recorded name that is the end of the ARN asked for.
 * Case counts, as it does in AWS.
 */
export function resourceMatcher(on: string): (event: TrailEvent) => boolean {
  return ({ resources }) => resources.some(({ name }) => name === on || isEndOf(on, name) || isEndOf(name, on));
}

/** Whether an ARN ends in this name: behind a `:` or a `/`, so that `logs` is no end of `…:audit-logs`. */
function isEndOf(name: string, arn: string): boolean {
  if (name === '' || !arn.startsWith('arn:') || !arn.endsWith(name)) return false;
  const before = arn[arn.length - name.length - 1];
  return before === ':' || before === '/';
}
