import type { Channel, ShownMessage } from '../../api.ts';
import { useDesk } from '../state/desk.ts';
import { Composer } from './composer.tsx';
import { MessageList } from './message-list.tsx';
import { isVisible } from './visible.ts';

interface Props {
  channel: Channel;
  ts: string;
  messages: readonly ShownMessage[];
}

const none = new Map<string, number>();

/** A message and the replies to it. */
export function Thread({ channel, ts, messages }: Props) {
  const { me, openThread } = useDesk();
  const shown = messages.filter(
    (one) => one.channel === channel.id && (one.ts === ts || one.thread === ts) && isVisible(one, me.id),
  );
  return (
    <aside className="side" aria-label="Thread">
      <header className="place-header">
        <h2>Thread</h2>
        <div className="tools">
          <button type="button" aria-label="Close the thread" onClick={() => openThread(null)}>
            ✕
          </button>
        </div>
      </header>
      <MessageList messages={shown} replies={none} />
      <Composer channel={channel.id} thread={ts} label="Reply in the thread" />
    </aside>
  );
}
