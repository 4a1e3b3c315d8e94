import type { Completion } from '../../api.ts';

interface Props {
  id: string;
  options: readonly Completion[];
  active: number;
  onPick: (index: number) => void;
}

/** What may come next, above the composer. */
export function Completions({ id, options, active, onPick }: Props) {
  return (
    <span role="listbox" id={id} className="menu completions" aria-label="Suggestions" hidden={options.length === 0}>
      {options.map(({ label, hint }, index) => (
        // biome-ignore lint/a11y/useFocusableInteractive: the composer keeps the focus
        // biome-ignore lint/a11y/useKeyWithClickEvents: the composer hears the keys
        <span
          role="option"
          id={`${id}-${index}`}
          key={label}
          aria-selected={index === active}
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => onPick(index)}
        >
          {label}
          <small>{hint}</small>
        </span>
      ))}
    </span>
  );
}
