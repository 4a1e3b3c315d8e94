import type { DeliveryResult } from './delivery.ts';
import { at, isFields, textAt } from './json.ts';
import { validateView } from './validate-message.ts';
import type { View, Views } from './views.ts';

/** What became of a submitted modal. */
export interface Submitted {
  /** By block_id, why a field was not taken; the modal stays open. */
  errors: Record<string, string>;
  /** Why Slack did not take the bot's answer; null where it did. */
  refusal: string | null;
}

/** Carries out what the bot answered to a submission: close, clear, errors, update or push. */
export function applySubmission(
  views: Views,
  submitted: View,
  { status, body }: Pick<DeliveryResult, 'status' | 'body'>,
): Submitted {
  if (status !== 200) return refuse(`http_${status}`);
  const errors = at(body, 'errors');
  switch (textAt(body, 'response_action')) {
    case undefined:
      views.close(submitted.user, submitted);
      return taken;
    case 'clear':
      views.close(submitted.user, 'all');
      return taken;
    case 'errors':
      return isFields(errors) ? showErrors(submitted, errors) : refuse('errors_missing');
    case 'update':
      return show(at(body, 'view'), (view) => views.change(submitted, view));
    case 'push':
      return show(at(body, 'view'), (view) => views.push(submitted.user, view));
    default:
      return refuse('unknown_response_action');
  }
}

const taken: Submitted = { errors: {}, refusal: null };

function refuse(refusal: string): Submitted {
  return { errors: {}, refusal };
}

/** Slack shows errors below input blocks, and refuses those for anything else. */
function showErrors({ view }: View, given: Record<string, unknown>): Submitted {
  const inputs = new Set(Array.isArray(view.blocks) ? view.blocks.map((block) => textAt(block, 'block_id')) : []);
  const errors = Object.entries(given).map(([block, why]): [string, string] => [block, String(why)]);
  const stray = errors.find(([block]) => !inputs.has(block));
  return stray === undefined ? { errors: Object.fromEntries(errors), refusal: null } : refuse(`no_block_${stray[0]}`);
}

function show(view: unknown, apply: (view: Record<string, unknown>) => View | { error: string }): Submitted {
  const refusal = validateView(view);
  if (refusal !== undefined) return refuse([refusal.error, ...refusal.messages].join(' '));
  if (!isFields(view)) return refuse('invalid_arguments');
  const shown = apply(view);
  return 'error' in shown ? refuse(shown.error) : taken;
}
