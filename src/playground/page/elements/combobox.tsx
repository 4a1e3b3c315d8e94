import { useEffect, useId, useRef, useState } from 'react';
import type { Option, OptionGroup } from '../../api.ts';

interface Props {
  id: string | undefined;
  label: string;
  placeholder: string;
  suggest: (typed: string) => Promise<OptionGroup[]>;
  onPick: (option: Option) => void;
}

/** Milliseconds without a key, after which suggestions are asked for. */
const settle = 120;

/** A field that suggests options for what is typed. */
export function Combobox({ id, label, placeholder, suggest, onPick }: Props) {
  const list = useId();
  const [typed, setTyped] = useState('');
  const [open, setOpen] = useState(false);
  const [groups, setGroups] = useState<OptionGroup[]>([]);
  const [active, setActive] = useState(0);
  const latest = useRef(suggest);
  latest.current = suggest;

  useEffect(() => {
    if (!open) return;
    let wanted = true;
    const timer = setTimeout(async () => {
      const found = await latest.current(typed);
      if (!wanted) return;
      setGroups(found);
      setActive(0);
    }, settle);
    return () => {
      wanted = false;
      clearTimeout(timer);
    };
  }, [typed, open]);

  const options = groups.flatMap((group) => group.options);
  const pick = (option: Option | undefined) => {
    if (option === undefined) return;
    setOpen(false);
    setTyped('');
    onPick(option);
  };
  const keys: Record<string, () => void> = {
    ArrowDown: () => setActive(Math.min(active + 1, options.length - 1)),
    ArrowUp: () => setActive(Math.max(active - 1, 0)),
    Enter: () => pick(options[active]),
  };
  return (
    <span className="combobox">
      <input
        id={id}
        className="text"
        role="combobox"
        aria-label={id === undefined ? label : undefined}
        aria-expanded={open && options.length > 0}
        aria-controls={list}
        aria-autocomplete="list"
        aria-activedescendant={open && options.length > 0 ? `${list}-${active}` : undefined}
        placeholder={placeholder}
        value={typed}
        onFocus={() => setOpen(true)}
        onBlur={() => setOpen(false)}
        onChange={({ target }) => {
          setTyped(target.value);
          setOpen(true);
        }}
        onKeyDown={(event) => {
          const act = keys[event.key];
          if (act === undefined || !open) return;
          event.preventDefault();
          act();
        }}
      />
      <span role="listbox" id={list} className="menu" aria-label={label} hidden={!open || options.length === 0}>
        {options.map((option, index) => (
          // biome-ignore lint/a11y/useFocusableInteractive: the field keeps the focus
          // biome-ignore lint/a11y/useKeyWithClickEvents: the field hears the keys
          <span
            role="option"
            id={`${list}-${index}`}
            key={option.value ?? option.text.text}
            aria-selected={index === active}
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => pick(option)}
          >
            {option.text.text}
            {option.description && <small>{option.description.text}</small>}
          </span>
        ))}
      </span>
    </span>
  );
}
