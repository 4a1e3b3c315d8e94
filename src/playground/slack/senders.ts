import type { Fields } from './json.ts';
import { type Delivery, post, type SignedRequest, signed, type Tampering } from './slack-delivery.ts';
import type { Message } from './slack-messages.ts';
import {
  actionIn,
  commandFields,
  eventCallback,
  interaction,
  mention,
  messageContext,
  newEventId,
} from './slack-payloads.ts';
import type { ResponsePost, Responses } from './slack-responses.ts';
import type { SocketMode } from './slack-socket.ts';
import type { View, Views } from './slack-views.ts';
import type { Workspace } from './slack-workspace.ts';

export const signingSecret = '8f742231b10e8888abcd99yyyzzz85a5';

/** Who does it, where: by default the workspace's first user, in its first channel. Tampering is for HTTP only. */
export interface Sender {
  userId?: string;
  channelId?: string;
  tamper?: Tampering;
}

export interface CommandSent extends Sender {
  text: string;
  /** Default /trail. */
  command?: string;
}

export interface EventSent extends Sender {
  /** What follows the mention of the bot. */
  text?: string;
  threadTs?: string;
  /** Any other event, in place of the mention. */
  event?: Fields;
  /** Default a new one. */
  eventId?: string;
  /** Marks it as Slack's repetition of one that was not answered. */
  retry?: { num: number; reason: string };
}

export interface ActionSent extends Sender {
  message: Message;
  actionId: string;
  /** What the payload's action adds, such as selected_option. */
  chosen?: Fields;
}

export interface SubmissionSent extends Sender {
  view: View;
  /** view.state.values. */
  values?: Fields;
}

/** What people do in Slack, sent to the bot as Slack does. */
export interface Senders {
  /** A slash command. */
  command(input: CommandSent): Promise<Delivery & { responseId: string }>;
  /** A mention of the bot, or any event. */
  event(input: EventSent): Promise<Delivery & { eventId: string }>;
  /** A click on, or choice from, the element with this action_id in a message. */
  action(input: ActionSent): Promise<Delivery & { responseId: string }>;
  /** A modal's submit button. */
  submit(input: SubmissionSent): Promise<Delivery>;
  /** The same request once more, signature and all. */
  replay(request: SignedRequest): Promise<Delivery>;
  /** Everything posted to a response_url once `until` is satisfied (default: one post), within `timeout` (default 10 s). */
  answers(responseId: string, awaited?: AwaitedPosts): Promise<ResponsePost[]>;
}

export interface AwaitedPosts {
  until?: (posts: ResponsePost[]) => boolean;
  /** Milliseconds. */
  timeout?: number;
}

export interface SenderParts {
  /** Slack's own address. */
  url: string;
  workspace: Workspace;
  views: Views;
  responses: Responses;
  now: () => number;
  /** Where the bot listens; null: through Socket Mode. */
  bot: (() => string) | null;
  socket: SocketMode;
  /** Takes what the ack of a command carried. */
  acknowledged(responseId: string, body: unknown): void;
}

const any = (posts: ResponsePost[]) => posts.length > 0;

type Kind = 'slash_commands' | 'events_api' | 'interactive';

/** Makes the senders of a workspace. */
export function makeSenders(parts: SenderParts): Senders {
  const { workspace, views, responses, now } = parts;
  const who = (input: Sender) => ({
    userId: input.userId ?? workspace.users[0]?.id ?? '',
    channelId: input.channelId ?? workspace.channels[0]?.id ?? '',
  });
  return {
    async command(input) {
      const { userId, channelId } = who(input);
      const responseId = responses.open(userId, { channel: channelId });
      const links = { responseUrl: `${parts.url}/response/${responseId}`, triggerId: views.trigger(userId) };
      const fields = commandFields(workspace, { ...input, userId, channelId }, links);
      const delivery = await deliver(parts, 'slash_commands', fields, input);
      if (delivery.status === 200) parts.acknowledged(responseId, delivery.body);
      return { ...delivery, responseId };
    },
    async event(input) {
      const eventId = input.eventId ?? newEventId();
      const { text = '', threadTs } = input;
      const event = input.event ?? mention(workspace, { ...who(input), text, threadTs }, now());
      const payload = eventCallback(workspace, event, eventId, now());
      return { ...(await deliver(parts, 'events_api', payload, input)), eventId };
    },
    async action(input) {
      const { message, actionId, chosen = {} } = input;
      const { userId } = who(input);
      const responseId = responses.open(userId, { channel: message.channel, thread: message.thread }, message);
      const payload = {
        type: 'block_actions',
        ...interaction(workspace, userId, views.trigger(userId)),
        ...messageContext(workspace, message, `${parts.url}/response/${responseId}`),
        actions: [actionIn(message.blocks, actionId, chosen, now())],
      };
      return { ...(await deliver(parts, 'interactive', payload, input)), responseId };
    },
    submit(input) {
      const { id, hash, view, user } = input.view;
      const userId = input.userId ?? user;
      const shown = { ...view, id, hash, state: { values: input.values ?? {} } };
      const payload = {
        type: 'view_submission',
        ...interaction(workspace, userId, views.trigger(userId)),
        view: shown,
      };
      return deliver(parts, 'interactive', payload, input);
    },
    replay: post,
    answers: (responseId, { until = any, timeout = 10_000 } = {}) => responses.wait(responseId, until, timeout),
  };
}

interface How {
  tamper?: Tampering;
  retry?: { num: number; reason: string };
}

/** Signatures carry the real time, which is what the bot goes by. */
async function deliver(parts: SenderParts, kind: Kind, payload: Fields, { tamper, retry }: How): Promise<Delivery> {
  if (parts.bot === null) {
    const more = retry === undefined ? {} : { retry_attempt: retry.num, retry_reason: retry.reason };
    const { body, ms } = await parts.socket.send(kind, payload, more);
    return { status: 200, body, ms, request: null };
  }
  const { body, type } = wireForm(kind, payload);
  const how = { secret: signingSecret, now: Date.now(), tamper };
  const request = signed(`${parts.bot()}/slack/events`, body, type, how);
  if (retry === undefined) return post(request);
  const marks = { 'x-slack-retry-num': String(retry.num), 'x-slack-retry-reason': retry.reason };
  return post({ ...request, headers: { ...request.headers, ...marks } });
}

function wireForm(kind: Kind, payload: Fields): { body: string; type: string } {
  if (kind === 'events_api') return { body: JSON.stringify(payload), type: 'application/json' };
  const fields = kind === 'interactive' ? { payload: JSON.stringify(payload) } : payload;
  const pairs = Object.entries(fields).map(([name, value]): [string, string] => [name, String(value)]);
  return { body: new URLSearchParams(pairs).toString(), type: 'application/x-www-form-urlencoded' };
}
