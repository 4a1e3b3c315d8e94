import type { z } from 'zod';
import type { homeBlocks, messageBlocks, modalBlocks } from './slack/block-kit/blocks.ts';
import type { SharedFile } from './slack/files.ts';

/** What the playground's server and its page say to each other; the page imports nothing else of the server. */

type MessageBlock = z.infer<typeof messageBlocks>[number];
type ViewBlock = z.infer<typeof modalBlocks>[number] | z.infer<typeof homeBlocks>[number];
export type Block = MessageBlock | ViewBlock;

/** Somebody to ask as. */
export interface Person {
  id: string;
  name: string;
  fullName: string;
  /** What they do, and what they may ask. */
  role: string;
  /** IANA time zone. */
  zone: string;
}

export interface Channel {
  id: string;
  name: string;
  topic: string;
  /** Whose direct messages with Trail these are; null for a channel. */
  directWith: string | null;
}

export interface ShownMessage {
  channel: string;
  ts: string;
  /** Timestamp of the thread it is in. */
  thread: string | null;
  /** A person's ID, `slackbot`, or null for Trail. */
  author: string | null;
  /** The only one who sees it; null where everybody does. */
  only: string | null;
  text: string;
  blocks: MessageBlock[];
  files: SharedFile[];
  /** Epoch milliseconds. */
  time: number;
  /** How often it was changed. */
  changes: number;
  deleted: boolean;
  /** What somebody asked by a command, which Slack itself does not show to others. */
  command: boolean;
}

export interface ShownView {
  id: string;
  type: 'modal' | 'home';
  title: string;
  submit: string | null;
  close: string;
  blocks: ViewBlock[];
}

/** One request between Slack and the bot, without its payload. */
export interface Exchange {
  id: number;
  /** Epoch milliseconds. */
  time: number;
  direction: 'to-bot' | 'from-bot';
  /** Web API method, or kind of payload. */
  name: string;
  /** A few words on what it is about. */
  about: string;
  /** HTTP status; 0 while it is not answered. */
  status: number;
  /** Slack's error, where it refused. */
  error: string | null;
  /** Milliseconds. */
  took: number;
}

/** An exchange with its payloads. */
export interface ExchangeDetails {
  sent: unknown;
  answered: unknown;
}

/** A question to try. */
export interface Example {
  text: string;
  /** The story it finds. */
  about: string;
}

/** All that a page shows, as a page gets it when it opens. */
export interface State {
  team: string;
  bot: { id: string; name: string };
  people: Person[];
  channels: Channel[];
  examples: Example[];
  messages: ShownMessage[];
  /** Open modals by person, the one on top last. */
  modals: Record<string, ShownView[]>;
  homes: Record<string, ShownView>;
  exchanges: Exchange[];
}

/** What a page is told: everything when it opens, then what changes. */
export type Change =
  | { kind: 'state'; state: State }
  | { kind: 'message'; message: ShownMessage }
  | { kind: 'views'; person: string; modals: ShownView[]; home: ShownView | null }
  | { kind: 'exchange'; exchange: Exchange };

/** Where an element stands that somebody used. */
export type PlaceRef = { channel: string; ts: string } | { view: string };

/** block_id -> action_id -> what was filled in, as Slack's view.state.values. */
export type StateValues = Record<string, Record<string, unknown>>;

/** What a page asks for, by path under /api/. */
export interface Requests {
  say: { person: string; channel: string; thread: string | null; text: string };
  act: {
    person: string;
    place: PlaceRef;
    block: string;
    action: string;
    chosen: Record<string, unknown>;
    values: StateValues;
  };
  suggest: { person: string; place: PlaceRef; block: string; action: string; typed: string; values: StateValues };
  submit: { person: string; view: string; values: StateValues };
  close: { person: string; view: string };
  home: { person: string };
  complete: { text: string };
}

export interface Option {
  text: { text: string };
  value?: string | undefined;
  description?: { text: string } | undefined;
}

export interface OptionGroup {
  label: string | null;
  options: Option[];
}

/** What may come next in the composer: `insert` takes the place of the text from `from` on. */
export interface Completion {
  insert: string;
  label: string;
  hint: string;
}

export interface Responses {
  say: Record<never, never>;
  act: Record<never, never>;
  suggest: { groups: OptionGroup[] };
  submit: { errors: Record<string, string> };
  close: Record<never, never>;
  home: Record<never, never>;
  complete: { from: number; options: Completion[] };
}
