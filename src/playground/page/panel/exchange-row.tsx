import { useEffect, useState } from 'react';
import type { Exchange, ExchangeDetails } from '../../api.ts';
import { exchangeDetails } from '../state/request.ts';
import { Json } from './json.tsx';

interface Props {
  exchange: Exchange;
  opened: boolean;
}

/** One request; its payloads are fetched once it is opened. */
export function ExchangeRow({ exchange, opened }: Props) {
  const [open, setOpen] = useState(opened);
  const { id, direction, name, about, status, error, took } = exchange;
  useEffect(() => {
    if (opened) setOpen(true);
  }, [opened]);
  return (
    <li id={`exchange-${id}`} className={error === null ? 'exchange' : 'exchange refused'}>
      <button type="button" aria-expanded={open} onClick={() => setOpen(!open)}>
        <span className="way" role="img" aria-label={direction === 'to-bot' ? 'Slack to Trail' : 'Trail to Slack'}>
          {direction === 'to-bot' ? '→' : '←'}
        </span>
        <strong>{name}</strong>
        <span className="outcome">{error ?? (status === 0 ? '…' : `${Math.round(took)} ms`)}</span>
        <small>{about}</small>
      </button>
      {open && <Details id={id} answered={status !== 0} />}
    </li>
  );
}

function Details({ id, answered }: { id: number; answered: boolean }) {
  const [details, setDetails] = useState<ExchangeDetails | Error | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: once it was answered, there is more to show
  useEffect(() => {
    exchangeDetails(id).then(setDetails, (error: Error) => setDetails(error));
  }, [id, answered]);
  if (details === null) return null;
  if (details instanceof Error) return <p className="waiting">{details.message}</p>;
  return (
    <div className="exchange-details">
      <h3>Sent</h3>
      <Json value={details.sent} />
      <h3>Answered</h3>
      <Json value={details.answered} />
    </div>
  );
}
