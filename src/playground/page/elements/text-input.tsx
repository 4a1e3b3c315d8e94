import type { ElementOf, Standing } from './element-types.ts';
import { useField } from './use-field.ts';

interface Props {
  element:
    | ElementOf<'plain_text_input'>
    | ElementOf<'email_text_input'>
    | ElementOf<'url_text_input'>
    | ElementOf<'number_input'>;
  standing: Standing;
}

const types = { email_text_input: 'email', url_text_input: 'url', number_input: 'number', plain_text_input: 'text' };

export function TextInput({ element, standing }: Props) {
  const [held, change] = useField(element, { ...standing, dispatches: false });
  const shared = {
    id: standing.id,
    className: 'text',
    'aria-label': standing.id === undefined ? standing.label : undefined,
    placeholder: element.placeholder?.text,
    value: String(held.value ?? ''),
    maxLength: element.type === 'plain_text_input' ? element.max_length : undefined,
    onChange: ({ target }: { target: { value: string } }) =>
      change({ value: target.value === '' ? null : target.value }),
  };
  if (element.type === 'plain_text_input' && element.multiline === true) return <textarea rows={4} {...shared} />;
  return <input type={types[element.type]} {...shared} />;
}
