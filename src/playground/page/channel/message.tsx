import { memo, useMemo } from 'react';
import type { ShownMessage } from '../../api.ts';
import { Blocks } from '../blocks/block.tsx';
import { formatMoment } from '../blocks/format-moment.ts';
import { Mrkdwn } from '../blocks/mrkdwn.tsx';
import { SurfaceContext, useNewSurface } from '../blocks/surface.ts';
import { useDesk } from '../state/desk.ts';
import { Avatar } from './avatar.tsx';
import { FileCard } from './file-card.tsx';

interface Props {
  message: ShownMessage;
  /** How many there are in its thread. */
  replies: number;
}

/** One message with its author, its blocks or text, its files, and the way into its thread. */
export const MessageView = memo(function MessageView({ message, replies }: Props) {
  const { workspace, me, openThread } = useDesk();
  const { channel, ts, author, only, text, blocks, files, time, changes, command, thread } = message;
  const place = useMemo(() => ({ channel, ts }), [channel, ts]);
  const surface = useNewSurface(place, blocks);
  const person = workspace.people.find(({ id }) => id === author);
  const name = person?.fullName ?? (author === null ? workspace.bot.name : 'Slackbot');
  if (command) return <Asked text={text} />;
  return (
    <article className={only === null ? 'message' : 'message private'} aria-label={`${name}: ${text.slice(0, 120)}`}>
      {only !== null && <p className="only">Only visible to you</p>}
      <Avatar author={author} />
      <div className="message-body">
        <header>
          <strong>{name}</strong>
          {author === null && <span className="badge">APP</span>}
          <time dateTime={new Date(time).toISOString()}>{formatMoment('{time}', time, me.zone, Date.now())}</time>
          {changes > 0 && author !== null && <small>edited</small>}
        </header>
        <SurfaceContext value={surface}>
          {blocks.length > 0 ? <Blocks blocks={blocks} /> : <Mrkdwn text={text} />}
        </SurfaceContext>
        {files.map((file) => (
          <FileCard key={file.id} file={file} />
        ))}
        {replies > 0 && (
          <button type="button" className="replies" onClick={() => openThread(ts)}>
            {replies} {replies === 1 ? 'reply' : 'replies'}
          </button>
        )}
      </div>
      {thread === null && only === null && (
        <button type="button" className="reply" onClick={() => openThread(ts)}>
          Reply in thread
        </button>
      )}
    </article>
  );
});

/** What was typed; in Slack a command leaves no trace, here it is easier to follow with one. */
function Asked({ text }: { text: string }) {
  return (
    <p className="asked">
      You typed <code>{text}</code>
    </p>
  );
}
