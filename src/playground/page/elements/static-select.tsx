import type { ElementOf, Standing } from './element-types.ts';
import { useField } from './use-field.ts';

interface Props {
  element: ElementOf<'static_select'>;
  standing: Standing;
}

/** A menu of options, in groups where it has any. */
export function StaticSelect({ element, standing }: Props) {
  const [held, change] = useField(element, standing);
  const { options = [], option_groups: groups = [], placeholder } = element;
  const all = [...options, ...groups.flatMap((group) => group.options)];
  const chosen = all.findIndex(({ value }) => value === chosenValue(held.selected_option));
  const shown = (option: (typeof all)[number]) => (
    <option key={option.value ?? option.text.text} value={all.indexOf(option)}>
      {option.text.text}
    </option>
  );
  return (
    <select
      id={standing.id}
      className="select"
      aria-label={standing.id === undefined ? (placeholder?.text ?? standing.label) : undefined}
      value={chosen}
      onChange={({ target }) => change({ selected_option: all[Number(target.value)] ?? null })}
    >
      {chosen === -1 && <option value={-1}>{placeholder?.text ?? 'Choose an option'}</option>}
      {options.map(shown)}
      {groups.map((group) => (
        <optgroup key={group.label.text} label={group.label.text}>
          {group.options.map(shown)}
        </optgroup>
      ))}
    </select>
  );
}

function chosenValue(option: unknown): unknown {
  return typeof option === 'object' && option !== null && 'value' in option ? option.value : undefined;
}
