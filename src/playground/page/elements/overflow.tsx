import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { useSurface } from '../blocks/surface.ts';
import type { ElementOf, Standing } from './element-types.ts';

interface Props {
  element: ElementOf<'overflow'>;
  standing: Standing;
}

/** A menu behind three dots. */
export function Overflow({ element, standing }: Props) {
  const { act } = useSurface();
  const [open, setOpen] = useState(false);
  const box = useRef<HTMLSpanElement>(null);
  useEffect(() => {
    if (open) box.current?.querySelector<HTMLElement>('[role=menuitem]')?.focus();
  }, [open]);
  const close = () => {
    setOpen(false);
    box.current?.querySelector('button')?.focus();
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it only hears the keys and leaving of the menu inside
    <span
      ref={box}
      className="overflow"
      onBlur={({ relatedTarget }) => box.current?.contains(relatedTarget) === true || setOpen(false)}
      onKeyDown={(event) => (event.key === 'Escape' ? close() : move(event))}
    >
      <button
        type="button"
        className="button default dots"
        aria-haspopup="menu"
        aria-expanded={open}
        aria-label={`${standing.label}: more`}
        onClick={() => setOpen(!open)}
      >
        ⋯
      </button>
      {open && (
        <span role="menu" className="menu">
          {element.options.map((option) => (
            <button
              type="button"
              role="menuitem"
              key={option.value ?? option.text.text}
              onClick={() => {
                close();
                act(standing.block, element.action_id ?? '', { selected_option: option });
              }}
            >
              {option.text.text}
              {option.description && <small>{option.description.text}</small>}
            </button>
          ))}
        </span>
      )}
    </span>
  );
}

/** Arrow keys go through the menu. */
function move(event: KeyboardEvent<HTMLElement>): void {
  const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
  if (step === 0) return;
  event.preventDefault();
  const items = [...event.currentTarget.querySelectorAll<HTMLElement>('[role=menuitem]')];
  const at = items.findIndex((item) => item.matches(':focus'));
  items.at((at + step) % items.length)?.focus();
}
