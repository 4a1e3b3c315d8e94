import { randomUUID } from 'node:crypto';
import { isFields } from './json.ts';

/** Blocks as Slack keeps them: those that can be acted on have a block_id, their elements an action_id. */
export function identified(blocks: unknown[]): unknown[] {
  return blocks.map((block) => {
    if (!isFields(block)) return block;
    const { elements, element, accessory } = block;
    if (block.type === 'actions' && Array.isArray(elements)) return withId({ ...block, elements: elements.map(named) });
    if (block.type === 'input') return withId({ ...block, element: named(element) });
    return isFields(accessory) && accessory.type !== 'image'
      ? withId({ ...block, accessory: named(accessory) })
      : block;
  });
}

function withId(block: Record<string, unknown>): Record<string, unknown> {
  return { ...block, block_id: block.block_id ?? generated() };
}

function named(element: unknown): unknown {
  return isFields(element) ? { ...element, action_id: element.action_id ?? generated() } : element;
}

function generated(): string {
  return randomUUID().slice(0, 5);
}
