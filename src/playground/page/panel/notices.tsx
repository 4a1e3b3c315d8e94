import { useDesk } from '../state/desk.ts';
import type { Notice } from '../state/store.ts';

interface Props {
  notices: readonly Notice[];
  connected: boolean;
  onDismiss: (notice: number) => void;
}

/** What went wrong: refusals by Slack or the bot, requests that could not be carried out, a server that is gone. */
export function Notices({ notices, connected, onDismiss }: Props) {
  const { show, openThread } = useDesk();
  const look = (exchange: number) => {
    openThread(null);
    show('payloads', exchange);
  };
  return (
    <div className="notices" role="status">
      {!connected && <p className="notice">The playground’s server is gone; this page tries again every second.</p>}
      {notices.map(({ id, text, exchange }) => (
        <p className="notice" key={id}>
          <span>{text}</span>
          {exchange !== null && (
            <button type="button" onClick={() => look(exchange)}>
              Show payload
            </button>
          )}
          <button type="button" aria-label="Dismiss" onClick={() => onDismiss(id)}>
            ✕
          </button>
        </p>
      ))}
    </div>
  );
}
