import type { TrailEvent } from '../trail/event.ts';
import { isOwnCall, type OwnIdentity } from '../trail/own-call.ts';

/** One ignore rule of trail.yml; a rule with both parts hides what meets both. `*` stands for any text. */
export interface IgnoreRule {
  /** Name, role or ARN of a principal. */
  principal?: string | undefined;
  /** CloudTrail event name. */
  event?: string | undefined;
}

/** Which events are not shown but counted. Plain data, so that it can be handed to a worker thread. */
export interface Hiding {
  own: OwnIdentity;
  ignore: readonly IgnoreRule[];
}

/** Whether an event is Trail's own call or meets an ignore rule of trail.yml. */
export function isHidden(event: TrailEvent, hiding: Hiding): boolean {
  return isOwnCall(event, hiding.own) || hiding.ignore.some((rule) => isIgnored(event, rule));
}

function isIgnored(event: TrailEvent, rule: IgnoreRule): boolean {
  if (rule.principal === undefined && rule.event === undefined) return false;
  if (rule.event !== undefined && !resembles(event.name, rule.event)) return false;
  const { principal } = rule;
  if (principal === undefined) return true;
  const { name, role, arn } = event.principal;
  return [name, role, arn].some((written) => written !== null && resembles(written, principal));
}

/** Case-blind equality, `*` standing for any text; never backtracks, whatever the pattern. */
function resembles(text: string, pattern: string): boolean {
  const [head = '', ...rest] = pattern.toLowerCase().split('*');
  const given = text.toLowerCase();
  if (rest.length === 0) return given === head;
  if (!given.startsWith(head)) return false;
  const tail = rest.pop() ?? '';
  let at = head.length;
  for (const part of rest) {
    const found = given.indexOf(part, at);
    if (found < 0) return false;
    at = found + part.length;
  }
  return given.length - tail.length >= at && given.endsWith(tail);
}
