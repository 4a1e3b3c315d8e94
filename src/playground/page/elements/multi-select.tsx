import type { ElementOf, Standing } from './element-types.ts';
import { optionsIn } from './options-in.ts';
import { useField } from './use-field.ts';

interface Props {
  element: ElementOf<'multi_static_select'>;
  standing: Standing;
}

/** Options of which several can be on. */
export function MultiSelect({ element, standing }: Props) {
  const [held, change] = useField(element, standing);
  const all = [...(element.options ?? []), ...(element.option_groups ?? []).flatMap(({ options }) => options)];
  const chosen = optionsIn(held.selected_options);
  const isOn = (value: string | undefined) => chosen.some((one) => one.value === value);
  return (
    <fieldset className="chips" aria-label={standing.label}>
      {all.map((option) => (
        <label key={option.value ?? option.text.text} className="chip">
          <input
            type="checkbox"
            checked={isOn(option.value)}
            onChange={({ target }) =>
              change({
                selected_options: target.checked
                  ? [...chosen, option]
                  : chosen.filter(({ value }) => value !== option.value),
              })
            }
          />
          {option.text.text}
        </label>
      ))}
    </fieldset>
  );
}
