import { Fragment, type ReactNode } from 'react';
import type { ShownMessage } from '../../api.ts';
import { dayOf, formatMoment } from '../blocks/format-moment.ts';
import { useDesk } from '../state/desk.ts';
import { MessageView } from './message.tsx';
import { useFollowing } from './use-following.ts';

interface Props {
  messages: readonly ShownMessage[];
  /** How many replies a message has, by its timestamp. */
  replies: ReadonlyMap<string, number>;
  /** What stands above the first message. */
  children?: ReactNode;
}

/** Messages, oldest first; it follows the newest unless somebody scrolled away. */
export function MessageList({ messages, replies, children }: Props) {
  const { me } = useDesk();
  const { list, onScroll } = useFollowing();

  return (
    <div ref={list} className="messages" role="log" aria-label="Messages" tabIndex={0} onScroll={onScroll}>
      <div>
        {children}
        {messages.map((message, index) => {
          const before = messages[index - 1];
          const isNewDay = before === undefined || dayOf(before.time, me.zone) !== dayOf(message.time, me.zone);
          return (
            <Fragment key={message.ts}>
              {isNewDay && (
                <p className="day">
                  <span>{formatMoment('{day_divider_pretty}', message.time, me.zone, Date.now())}</span>
                </p>
              )}
              <MessageView message={message} replies={replies.get(message.ts) ?? 0} />
            </Fragment>
          );
        })}
      </div>
    </div>
  );
}
