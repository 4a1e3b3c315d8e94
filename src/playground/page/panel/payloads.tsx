import { useEffect, useRef } from 'react';
import type { Exchange } from '../../api.ts';
import { useDesk } from '../state/desk.ts';
import { ExchangeRow } from './exchange-row.tsx';

/** Every request between Slack and Trail, newest first. */
export function Payloads({ exchanges }: { exchanges: readonly Exchange[] }) {
  const { exchange } = useDesk();
  const list = useRef<HTMLUListElement>(null);
  useEffect(() => {
    if (exchange !== null) list.current?.querySelector(`#exchange-${exchange}`)?.scrollIntoView({ block: 'start' });
  }, [exchange]);
  if (exchanges.length === 0) return <p className="waiting">Nothing was sent yet.</p>;
  return (
    <ul className="payloads" ref={list}>
      {exchanges.toReversed().map((one) => (
        <ExchangeRow key={one.id} exchange={one} opened={one.id === exchange} />
      ))}
    </ul>
  );
}
