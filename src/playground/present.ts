import { z } from 'zod';
import type { ShownMessage, ShownView } from './api.ts';
import { homeBlocks, messageBlocks, modalBlocks } from './slack/block-kit/blocks.ts';
import { textAt } from './slack/json.ts';
import type { Message } from './slack/messages.ts';
import type { View } from './slack/views.ts';

/** How messages are marked that show a command to the one who typed it. */
export const typedCommand = 'typed-command';

/** A message as the page shows it. What stands in the workspace was checked when it was posted. */
export function presentMessage(message: Message): ShownMessage {
  const { channel, ts, thread, author, user, text, blocks, files, time, versions, deleted, via } = message;
  return {
    channel,
    ts,
    thread,
    author,
    only: user,
    text,
    blocks: messageBlocks.parse(blocks),
    files,
    time: versions[0]?.time ?? time,
    changes: versions.length - 1,
    deleted,
    command: via === typedCommand,
  };
}

const viewBlocks = z.union([modalBlocks, homeBlocks]);

export function presentView({ id, view }: View): ShownView {
  return {
    id,
    type: view.type === 'home' ? 'home' : 'modal',
    title: textAt(view, 'title', 'text') ?? '',
    submit: textAt(view, 'submit', 'text') ?? null,
    close: textAt(view, 'close', 'text') ?? 'Close',
    blocks: viewBlocks.parse(view.blocks),
  };
}
