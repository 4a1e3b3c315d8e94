import { useSurface } from '../blocks/surface.ts';
import type { Standing } from './element-types.ts';

/** What an element holds, and how to change it. */
export function useField(
  { type, action_id: action = '' }: { type: string; action_id?: string | undefined },
  { block, dispatches }: Standing,
): [Record<string, unknown>, (value: Record<string, unknown>) => void] {
  const { values, fill, act } = useSurface();
  const held = values[block]?.[action];
  const change = (value: Record<string, unknown>) => {
    fill(block, action, { type, ...value });
    if (dispatches) act(block, action, value);
  };
  return [isFields(held) ? held : {}, change];
}

function isFields(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
