import { useDesk } from '../state/desk.ts';
import type { ElementOf, Standing } from './element-types.ts';
import { useField } from './use-field.ts';

interface Props {
  element: ElementOf<'users_select'> | ElementOf<'channels_select'> | ElementOf<'conversations_select'>;
  standing: Standing;
}

const fields = {
  users_select: 'selected_user',
  channels_select: 'selected_channel',
  conversations_select: 'selected_conversation',
} as const;

/** A choice among the workspace's people or channels. */
export function PlaceSelect({ element, standing }: Props) {
  const { workspace } = useDesk();
  const [held, change] = useField(element, standing);
  const field = fields[element.type];
  const choices =
    element.type === 'users_select'
      ? workspace.people.map(({ id, fullName }) => ({ id, name: fullName }))
      : workspace.channels
          .filter(({ directWith }) => directWith === null)
          .map(({ id, name }) => ({ id, name: `#${name}` }));
  return (
    <select
      id={standing.id}
      className="select"
      aria-label={standing.id === undefined ? standing.label : undefined}
      value={String(held[field] ?? '')}
      onChange={({ target }) => change({ [field]: target.value === '' ? null : target.value })}
    >
      <option value="">{element.placeholder?.text ?? 'Choose'}</option>
      {choices.map(({ id, name }) => (
        <option key={id} value={id}>
          {name}
        </option>
      ))}
    </select>
  );
}
