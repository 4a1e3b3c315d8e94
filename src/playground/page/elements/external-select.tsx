import type { Option } from '../../api.ts';
import { useSurface } from '../blocks/surface.ts';
import { useDesk } from '../state/desk.ts';
import { Combobox } from './combobox.tsx';
import type { ElementOf, Standing } from './element-types.ts';
import { optionsIn } from './options-in.ts';
import { useField } from './use-field.ts';

interface Props {
  element: ElementOf<'external_select'> | ElementOf<'multi_external_select'>;
  standing: Standing;
}

/** A select whose options the bot suggests while somebody types. */
export function ExternalSelect({ element, standing }: Props) {
  const { me, ask } = useDesk();
  const { place, values } = useSurface();
  const [held, change] = useField(element, standing);
  const many = element.type === 'multi_external_select';
  const chosen = optionsIn(many ? held.selected_options : held.selected_option);
  const keep = (options: Option[]) =>
    change(many ? { selected_options: options } : { selected_option: options[0] ?? null });
  const suggest = async (typed: string) => {
    if (typed.length < (element.min_query_length ?? 3)) return [];
    const action = element.action_id ?? '';
    const answered = await ask('suggest', { person: me.id, place, block: standing.block, action, typed, values });
    return answered?.groups ?? [];
  };
  return (
    <div className="external">
      {chosen.map((option) => (
        <button
          type="button"
          className="chip on"
          key={option.value ?? option.text.text}
          aria-label={`Remove ${option.text.text}`}
          onClick={() => keep(chosen.filter((one) => one !== option))}
        >
          {option.text.text} ×
        </button>
      ))}
      {(many || chosen.length === 0) && (
        <Combobox
          id={standing.id}
          label={standing.label}
          placeholder={element.placeholder?.text ?? 'Choose an option'}
          suggest={suggest}
          onPick={(option) => keep([...chosen, option])}
        />
      )}
    </div>
  );
}
