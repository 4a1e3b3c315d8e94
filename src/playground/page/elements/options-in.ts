import type { Option } from '../../api.ts';

/** The options that a field holds: one, several or none. */
export function optionsIn(held: unknown): Option[] {
  return (Array.isArray(held) ? held : [held]).filter(isOption);
}

function isOption(value: unknown): value is Option {
  return typeof value === 'object' && value !== null && 'text' in value;
}
