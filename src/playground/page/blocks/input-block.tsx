import { useId } from 'react';
import type { Block } from '../../api.ts';
import { ElementView } from '../elements/element.tsx';
import { useSurface } from './surface.ts';

/** Groups of controls are named as a group; a label points at a single one only. */
const groups = ['checkboxes', 'radio_buttons', 'multi_static_select'];

export function InputBlock({ block }: { block: Extract<Block, { type: 'input' }> }) {
  const id = useId();
  const { errors } = useSurface();
  const { label, hint, optional = false, element, block_id = '', dispatch_action = false } = block;
  const error = errors[block_id];
  const isGroup = groups.includes(element.type);
  const standing = { block: block_id, label: label.text, id: isGroup ? undefined : id, dispatches: dispatch_action };
  const words = (
    <>
      {label.text}
      {optional && <small> optional</small>}
    </>
  );
  return (
    <div className={error === undefined ? 'input' : 'input faulty'}>
      {isGroup ? <span className="label">{words}</span> : <label htmlFor={id}>{words}</label>}
      <ElementView element={element} standing={standing} />
      {error !== undefined && (
        <p className="fault" role="alert">
          {error}
        </p>
      )}
      {hint && <small className="hint">{hint.text}</small>}
    </div>
  );
}
