import type { Channel, ShownMessage } from '../../api.ts';
import { useDesk } from '../state/desk.ts';
import { ChannelHeader } from './channel-header.tsx';
import { Composer } from './composer.tsx';
import { MessageList } from './message-list.tsx';
import { countReplies, isVisible } from './visible.ts';
import { Welcome } from './welcome.tsx';

/** A channel, or the direct messages with Trail. */
export function ChannelView({ channel, messages }: { channel: Channel; messages: readonly ShownMessage[] }) {
  const { me } = useDesk();
  const shown = messages.filter(
    (message) => message.channel === channel.id && message.thread === null && isVisible(message, me.id),
  );
  const title = channel.directWith === null ? `#${channel.name}` : channel.name;
  return (
    <>
      <ChannelHeader title={title} topic={channel.topic} />
      <MessageList messages={shown} replies={countReplies(messages, channel.id, me.id)}>
        <Welcome channel={channel} />
      </MessageList>
      <Composer channel={channel.id} thread={null} label={`Message ${title}`} />
    </>
  );
}
