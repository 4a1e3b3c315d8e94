import { type LiveSequence, liveSequences } from './block-kit/live-sequences.ts';
import type { SharedFile } from './files.ts';
import { identified } from './identified.ts';
import { type Fields, isFields } from './json.ts';
import type { MessageContent } from './validate-message.ts';

/** One state of a message: as first posted, or after an update. */
interface MessageVersion {
  /** Epoch milliseconds. */
  time: number;
  text: string;
  blocks: unknown[];
  /** Whatever in it would ping somebody or lead somewhere. */
  live: LiveSequence[];
  /** How it came: chat.postMessage, chat.postEphemeral, chat.update, files, typed, or the ID of a response_url. */
  via: string;
  /** What only apps see; null where nothing was said of it. */
  metadata: Fields | null;
}

export interface Message extends MessageVersion {
  channel: string;
  ts: string;
  /** Timestamp of the thread it is in. */
  thread: string | null;
  /** The only one who sees it; null where everybody does. */
  user: string | null;
  /** The person who wrote it; null where the bot did. */
  author: string | null;
  files: SharedFile[];
  deleted: boolean;
  /** Everything it has been, oldest first, its present state last. */
  versions: MessageVersion[];
}

/** Where a message goes, and who wrote it. */
export interface Destination {
  channel: string;
  thread?: string | null;
  user?: string | null;
  author?: string | null;
  files?: SharedFile[];
}

/** The messages of a workspace, and who wants to hear of them. */
export class Messages {
  readonly all: Message[] = [];
  readonly #listeners = new Set<(message: Message) => void>();
  readonly #now: () => number;
  #count = 0;

  constructor(now: () => number) {
    this.#now = now;
  }

  /** Calls back after each message posted, updated or deleted, until the returned function is called. */
  onChange(listener: (message: Message) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  post(content: MessageContent, destination: Destination, via: string): Message {
    const { channel, thread = null, user = null, author = null, files = [] } = destination;
    const version = this.#version(content, via);
    this.#count += 1;
    const ts = `${Math.floor(version.time / 1000)}.${String(this.#count).padStart(6, '0')}`;
    const message = { ...version, channel, ts, thread, user, author, files, deleted: false, versions: [version] };
    this.all.push(message);
    this.#tell(message);
    return message;
  }

  update(message: Message, content: MessageContent, via: string): Message {
    const version = this.#version(content, via);
    Object.assign(message, version);
    message.versions.push(version);
    this.#tell(message);
    return message;
  }

  delete(message: Message): void {
    message.deleted = true;
    this.#tell(message);
  }

  find(channel: string, ts: string): Message | undefined {
    return this.all.find((message) => message.channel === channel && message.ts === ts && !message.deleted);
  }

  #version(content: MessageContent, via: string): MessageVersion {
    return {
      time: this.#now(),
      text: typeof content.text === 'string' ? content.text : '',
      blocks: identified(Array.isArray(content.blocks) ? content.blocks : []),
      live: liveSequences({ ...content }),
      via,
      metadata: isFields(content.metadata) ? content.metadata : null,
    };
  }

  #tell(message: Message): void {
    for (const listener of this.#listeners) listener(message);
  }
}
