import type { RenderedMessage } from '../../src/blocks/elements.ts';
import { liveSequences } from '../../src/playground/slack/block-kit/live-sequences.ts';
import { charactersOf, objectsIn } from '../../src/playground/slack/block-kit/walk.ts';
import { validateMessage } from '../../src/playground/slack/validate-message.ts';

/**
 * Why Slack would refuse a message, or take text from a record for markup; empty where it takes it as it is meant.
 * Stricter than Slack: top-level text of 4,000 characters, 12,000 in all blocks, no mark of mrkdwn at all.
 */
export function refusals({ text, blocks }: RenderedMessage): string[] {
  const refusal = validateMessage({ text, blocks }, 4000);
  const found = refusal === undefined ? [] : [refusal.error, ...refusal.messages];
  found.push(...liveSequences({ text, blocks }).map(({ sequence }) => `live: ${sequence}`));
  if (isLive(text)) found.push('markup in text');
  if (charactersOf(blocks) >= 12_000) found.push(`${charactersOf(blocks)} characters`);
  for (const { object, pointer } of objectsIn(blocks)) {
    if (typeof object.text !== 'string') continue;
    if (unseen.test(object.text)) found.push(`invisible character at ${pointer}`);
    if (object.type === 'plain_text' && object.emoji !== false) found.push(`emoji at ${pointer}`);
    if (object.type === 'mrkdwn' && (isLive(object.text) || /[*_~`]/.test(object.text.replace(date, '')))) {
      found.push(`markup at ${pointer}`);
    }
  }
  return found;
}

const date = /<!date\^\d+\^[^<>|^]+\|[^<>|]+>/g;
/** Line breaks stand only in preformatted text. */
const unseen = /[^\P{Cc}\n]|[\p{Cf}\p{Cs}]/u;

/** Anything in angle brackets but a date is a mention, a link or a command; a bare & may start an entity. */
function isLive(text: string): boolean {
  const rest = text.replace(date, '');
  return /[<>]/.test(rest) || /&(?!amp;|lt;|gt;)/.test(rest);
}
