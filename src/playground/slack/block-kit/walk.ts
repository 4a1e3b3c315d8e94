import { isFields } from '../json.ts';

/** Every object inside a value, itself included, with the JSON pointer to it; parents before children. */
export function* objectsIn(
  value: unknown,
  pointer = '',
): Generator<{ object: Record<string, unknown>; pointer: string }> {
  if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) yield* objectsIn(item, `${pointer}/${index}`);
    return;
  }
  if (!isFields(value)) return;
  yield { object: value, pointer };
  for (const [key, item] of Object.entries(value)) yield* objectsIn(item, `${pointer}/${key}`);
}

const shown = ['text', 'fallback', 'label', 'title', 'caption', 'name'];

/** How many characters of text a value shows: every text leaf, and the words of charts and captions. */
export function charactersOf(value: unknown): number {
  let characters = 0;
  for (const { object } of objectsIn(value)) {
    for (const key of shown) {
      const text = object[key];
      if (typeof text === 'string') characters += text.length;
    }
  }
  return characters;
}
