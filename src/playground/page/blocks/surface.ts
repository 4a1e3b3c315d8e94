import { createContext, useContext, useMemo, useState } from 'react';
import type { Block, PlaceRef, StateValues } from '../../api.ts';
import { useDesk } from '../state/desk.ts';
import { initialValues } from './initial-values.ts';

/** A message or view whose elements can be used. */
interface Surface {
  place: PlaceRef;
  /** What is filled in, as Slack's view.state.values. */
  values: StateValues;
  /** Why a block's input was not taken, by block_id. */
  errors: Record<string, string>;
  fill(block: string, action: string, value: Record<string, unknown>): void;
  /** Tells the bot that an element was used. */
  act(block: string, action: string, chosen: Record<string, unknown>): void;
}

export const SurfaceContext = createContext<Surface | null>(null);

export function useSurface(): Surface {
  const surface = useContext(SurfaceContext);
  if (surface === null) throw new Error('Blocks need a surface');
  return surface;
}

const noErrors: Record<string, string> = {};

/** A surface for blocks; what was filled in stays while blocks of the same names are shown. */
export function useNewSurface(place: PlaceRef, blocks: readonly Block[], errors = noErrors): Surface {
  const { me, ask } = useDesk();
  const [filled, setFilled] = useState<StateValues>({});
  return useMemo(() => {
    const values = merged(initialValues(blocks), filled);
    const person = me.id;
    return {
      place,
      values,
      errors,
      fill: (block, action, value) =>
        setFilled((before) => ({ ...before, [block]: { ...before[block], [action]: value } })),
      act: (block, action, chosen) => void ask('act', { person, place, block, action, chosen, values }),
    };
  }, [place, blocks, errors, filled, me, ask]);
}

function merged(initial: StateValues, filled: StateValues): StateValues {
  return Object.fromEntries(
    Object.entries(initial).map(([block, actions]) => [block, { ...actions, ...filled[block] }]),
  );
}
