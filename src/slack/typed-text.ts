import { fromSlack } from '../query/from-slack.ts';

/** What somebody typed, out of what Slack makes of it, and without the mention it began with. */
export function readTyped(text: string): string {
  return fromSlack(text.replace(/^\s*<@[UW][A-Z0-9]+(\|[^>]*)?>[\s:,]*/, '')).trim();
}
