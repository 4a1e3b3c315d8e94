import type { ReactNode } from 'react';
import { useDesk } from '../state/desk.ts';

export function PersonName({ id }: { id: string }) {
  const { workspace, me } = useDesk();
  const name = id === workspace.bot.id ? workspace.bot.name : workspace.people.find((one) => one.id === id)?.fullName;
  return <span className={id === me.id ? 'mention loud' : 'mention'}>@{name ?? id}</span>;
}

export function ChannelName({ id }: { id: string }) {
  const { workspace, goTo } = useDesk();
  const channel = workspace.channels.find((one) => one.id === id);
  if (channel === undefined) return <span className="mention">#{id}</span>;
  return (
    <button type="button" className="mention" onClick={() => goTo(id)}>
      #{channel.name}
    </button>
  );
}

/** Only addresses that a browser may safely open become links. */
export function Link({ url, children }: { url: string; children: ReactNode }) {
  if (!/^(https?|mailto):/i.test(url)) return <span>{children}</span>;
  return (
    <a href={url} target="_blank" rel="noreferrer" title={url}>
      {children}
    </a>
  );
}
