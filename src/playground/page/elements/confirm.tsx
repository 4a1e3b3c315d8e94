import { type ReactNode, useEffect, useRef, useState } from 'react';
import type { ElementOf } from './element-types.ts';

type Confirm = NonNullable<ElementOf<'button'>['confirm']>;

/** Asks before something is done, where the element wants that. */
export function useConfirm(confirm: Confirm | undefined): {
  question: ReactNode;
  confirmed: (task: () => void) => void;
} {
  const [task, setTask] = useState<(() => void) | null>(null);
  const close = () => setTask(null);
  const agree = () => {
    task?.();
    close();
  };
  const question =
    confirm === undefined || task === null ? null : <Question confirm={confirm} onAgree={agree} onClose={close} />;
  return { question, confirmed: (next) => (confirm === undefined ? next() : setTask(() => next)) };
}

function Question({ confirm, onAgree, onClose }: { confirm: Confirm; onAgree: () => void; onClose: () => void }) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => dialog.current?.showModal(), []);
  return (
    <dialog ref={dialog} className="modal small" aria-label={confirm.title?.text ?? 'Are you sure?'} onClose={onClose}>
      <h2>{confirm.title?.text ?? 'Are you sure?'}</h2>
      <p className="modal-body">{confirm.text.text}</p>
      <footer>
        <button type="button" className="button default" onClick={onClose}>
          {confirm.deny?.text ?? 'Cancel'}
        </button>
        <button type="button" className={`button ${confirm.style ?? 'primary'}`} onClick={onAgree}>
          {confirm.confirm?.text ?? 'Yes'}
        </button>
      </footer>
    </dialog>
  );
}
