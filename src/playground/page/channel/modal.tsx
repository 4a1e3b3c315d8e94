import { useEffect, useMemo, useRef, useState } from 'react';
import type { ShownView } from '../../api.ts';
import { Blocks } from '../blocks/block.tsx';
import { SurfaceContext, useNewSurface } from '../blocks/surface.ts';
import { useDesk } from '../state/desk.ts';

/** A window over the page; what is filled in is kept until the bot has taken it. */
export function Modal({ view }: { view: ShownView }) {
  const { me, ask } = useDesk();
  const dialog = useRef<HTMLDialogElement>(null);
  const [errors, setErrors] = useState<Record<string, string>>({});
  const [busy, setBusy] = useState(false);
  const place = useMemo(() => ({ view: view.id }), [view.id]);
  const surface = useNewSurface(place, view.blocks, errors);
  const who = { person: me.id, view: view.id };

  const hasFields = view.blocks.some(({ type }) => type === 'input');

  useEffect(() => {
    dialog.current?.showModal();
    dialog.current?.querySelector<HTMLElement>('.modal-body :is(input, select, textarea)')?.focus();
  }, []);

  const submit = async () => {
    setBusy(true);
    const answered = await ask('submit', { ...who, values: surface.values });
    setErrors(answered?.errors ?? {});
    setBusy(false);
  };
  return (
    <dialog
      ref={dialog}
      className="modal"
      aria-label={view.title}
      onCancel={(event) => {
        event.preventDefault();
        void ask('close', who);
      }}
    >
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <h2>{view.title}</h2>
        <div className="modal-body" tabIndex={hasFields ? undefined : 0}>
          <SurfaceContext value={surface}>
            <Blocks blocks={view.blocks} />
          </SurfaceContext>
        </div>
        <footer>
          <button type="button" className="button default" onClick={() => void ask('close', who)}>
            {view.close}
          </button>
          {view.submit !== null && (
            <button type="submit" className="button primary" disabled={busy}>
              {view.submit}
            </button>
          )}
        </footer>
      </form>
    </dialog>
  );
}
