import type { RenderedBlock } from './message.ts';

/** What Slack takes in one message. Source: its reference, and what it was seen to refuse. */
export const limits = {
  blocks: 50,
  /** All text of a message's blocks; `msg_blocks_too_long` comes, undocumented, at about 13,200. */
  messageText: 12_000,
  /** Top-level `text`: the notification, and what a screen reader says. */
  topText: 4000,
  headerText: 150,
  plainText: 3000,
  contextElements: 10,
  actionElements: 25,
  buttonText: 75,
  buttonValue: 2000,
  optionText: 75,
  optionValue: 150,
  overflowOptions: 5,
  tableRows: 100,
  tableCells: 20,
  /** All cells of a table together. */
  tableText: 10_000,
} as const;

/**
 * Renders at the first size, generous first, whose blocks Slack takes; what a smaller size leaves out, its rendering
 * says. Content never decides whether a message is refused: the last size must hold for any content.
 * @throws RangeError where even the last size does not: a bug in the renderer.
 */
export function fitMessage<Size>(sizes: readonly Size[], render: (size: Size) => RenderedBlock[]): RenderedBlock[] {
  for (const size of sizes) {
    const blocks = render(size);
    if (isWithinLimits(blocks)) return blocks;
  }
  throw new RangeError('No rendering of the message is small enough for Slack');
}

function isWithinLimits(blocks: readonly RenderedBlock[]): boolean {
  if (blocks.length > limits.blocks || textLength(blocks) > limits.messageText) return false;
  const tables = blocks.filter((block) => block.type === 'table');
  return (
    tables.length <= 1 &&
    tables.every(
      ({ rows }) =>
        rows.length <= limits.tableRows &&
        rows.every((cells) => cells.length <= limits.tableCells) &&
        textLength(rows) <= limits.tableText,
    )
  );
}

const counted = new Set(['text', 'fallback', 'format', 'title', 'value', 'url', 'label', 'name']);

/** All text below a value, in UTF-16 units: formats and fallbacks of dates count, as Slack doesn't say they don't. */
export function textLength(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0;
  return Object.entries(value).reduce(
    (sum, [key, inner]) =>
      sum + (typeof inner === 'string' ? (counted.has(key) ? inner.length : 0) : textLength(inner)),
    0,
  );
}
