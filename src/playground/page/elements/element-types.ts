import type { Block } from '../../api.ts';

type Holding<Type extends Block['type']> = Extract<Block, { type: Type }>;

/** Anything that can be used: in a row of actions, beside a section, or as an input. */
export type Element =
  | Holding<'actions'>['elements'][number]
  | Holding<'input'>['element']
  | NonNullable<Holding<'section'>['accessory']>;

export type ElementOf<Type extends Element['type']> = Extract<Element, { type: Type }>;

/** Where an element stands, and whether the bot hears of each use. */
export interface Standing {
  block: string;
  /** What names the element for those who can't see its label. */
  label: string;
  /** The input's own ID, where a label points to it. */
  id?: string | undefined;
  dispatches: boolean;
}
