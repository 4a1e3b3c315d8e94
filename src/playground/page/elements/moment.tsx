import type { ElementOf, Standing } from './element-types.ts';
import { useField } from './use-field.ts';

interface Props {
  element: ElementOf<'datepicker'> | ElementOf<'timepicker'> | ElementOf<'datetimepicker'>;
  standing: Standing;
}

const kinds = {
  datepicker: { type: 'date', field: 'selected_date' },
  timepicker: { type: 'time', field: 'selected_time' },
  datetimepicker: { type: 'datetime-local', field: 'selected_date_time' },
} as const;

/** A day, a time of day, or both. */
export function Moment({ element, standing }: Props) {
  const [held, change] = useField(element, standing);
  const { type, field } = kinds[element.type];
  const value = held[field];
  return (
    <input
      id={standing.id}
      className="text moment"
      type={type}
      aria-label={standing.id === undefined ? standing.label : undefined}
      value={typeof value === 'number' ? localTime(value) : String(value ?? '')}
      onChange={({ target }) =>
        change({ [field]: type === 'datetime-local' ? seconds(target.value) : target.value || null })
      }
    />
  );
}

/** Slack holds both as seconds since 1970. */
function seconds(text: string): number | null {
  return text === '' ? null : Math.floor(new Date(text).getTime() / 1000);
}

function localTime(at: number): string {
  const date = new Date(at * 1000);
  return new Date(date.getTime() - date.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}
