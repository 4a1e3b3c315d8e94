import type { CommandReply } from '../commands/index.ts';
import type { DigestMessage } from '../digest/post.ts';
import { shapes } from '../questions/index.ts';
import { renderDigest } from './digest.ts';
import { renderChanged, renderDigests, renderMade, renderPaused } from './digest-replies.ts';
import type { RenderedMessage } from './elements.ts';
import { renderHelp } from './help.ts';

/** What came of a command. `accountNames` are the configured ones, by account ID. */
export function renderReply(reply: CommandReply, accountNames: ReadonlyMap<string, string>): RenderedMessage {
  switch (reply.kind) {
    case 'help':
      return renderHelp(shapes, reply.about);
    case 'made':
      return renderMade(reply.digest, reply.schedule, reply.at);
    case 'preview':
      return renderDigest(reply.content, { accountNames, notes: reply.notes });
    case 'changed':
      return renderChanged(reply.change, reply.digest, reply.schedule, reply.at);
    case 'list':
      return renderDigests(reply.digests, reply.channel, reply.at);
  }
}

/** What a digest has to say by itself. */
export function renderDigestMessage(said: DigestMessage, accountNames: ReadonlyMap<string, string>): RenderedMessage {
  switch (said.kind) {
    case 'digest':
      return renderDigest(said.content, { accountNames, notes: said.notes });
    case 'made':
      return renderMade(said.digest, said.schedule, said.at);
    case 'paused':
      return renderPaused(said.digest, said.why);
  }
}
