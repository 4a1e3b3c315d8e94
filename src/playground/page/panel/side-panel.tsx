import type { Exchange } from '../../api.ts';
import { useDesk } from '../state/desk.ts';
import { Examples } from './examples.tsx';
import { Payloads } from './payloads.tsx';

/** Beside the channel: questions to press, or what goes over the wire. */
export function SidePanel({ exchanges }: { exchanges: readonly Exchange[] }) {
  const { panel, show } = useDesk();
  const title = panel === 'examples' ? 'Questions to press' : 'Payloads';
  return (
    <aside className="side" aria-label={title}>
      <header className="place-header">
        <h2>{title}</h2>
        <div className="tools">
          <button type="button" aria-label="Close the panel" onClick={() => show('none')}>
            ✕
          </button>
        </div>
      </header>
      {panel === 'examples' ? <Examples /> : <Payloads exchanges={exchanges} />}
    </aside>
  );
}
