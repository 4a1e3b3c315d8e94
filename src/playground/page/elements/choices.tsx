import { useId } from 'react';
import { TextObject } from '../blocks/text-object.tsx';
import type { ElementOf, Standing } from './element-types.ts';
import { optionsIn } from './options-in.ts';
import { useField } from './use-field.ts';

interface Props {
  element: ElementOf<'checkboxes'> | ElementOf<'radio_buttons'>;
  standing: Standing;
}

/** Checkboxes, or radio buttons. */
export function Choices({ element, standing }: Props) {
  const name = useId();
  const [held, change] = useField(element, standing);
  const many = element.type === 'checkboxes';
  const chosen = optionsIn(many ? held.selected_options : held.selected_option);
  const toggle = (option: (typeof element.options)[number], on: boolean) => {
    if (!many) return change({ selected_option: option });
    change({
      selected_options: on ? [...chosen, option] : chosen.filter(({ value }) => value !== option.value),
    });
  };
  return (
    <fieldset className="choices" aria-label={standing.label}>
      {element.options.map((option) => (
        <label key={option.value ?? option.text.text}>
          <input
            type={many ? 'checkbox' : 'radio'}
            name={name}
            checked={chosen.some(({ value }) => value === option.value)}
            onChange={({ target }) => toggle(option, target.checked)}
          />
          <span>
            <TextObject text={option.text} />
            {option.description && <small>{option.description.text}</small>}
          </span>
        </label>
      ))}
    </fieldset>
  );
}
