import type { Carrier, How } from './carrier.ts';
import { type DeliveryResult, post, type SignedRequest, type Tampering } from './delivery.ts';
import type { Fields } from './json.ts';
import type { Message } from './messages.ts';
import {
  actionIn,
  commandFields,
  elementIn,
  eventCallback,
  interaction,
  mention,
  messageContext,
  newEventId,
  viewContext,
} from './payloads.ts';
import type { ResponsePost, Responses } from './responses.ts';
import { applySubmission, type Submitted } from './submission.ts';
import { type View, type Views, viewFields } from './views.ts';
import type { Workspace } from './workspace.ts';

/** Who does it, where: by default the workspace's first user, in its first channel. Tampering is for HTTP only. */
interface Sender {
  userId?: string;
  channelId?: string;
  tamper?: Tampering;
}

interface CommandSent extends Sender {
  text: string;
  /** Default /trail. */
  command?: string;
}

interface EventSent extends Sender {
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

/** The message or view that an element stands in. */
export type ElementPlace = { message: Message; view?: never } | { view: View; message?: never };

interface ElementUsed extends Sender {
  actionId: string;
  /** Where an action_id stands in several blocks. */
  blockId?: string;
  /** What was filled in so far: state.values. */
  values?: Fields;
}

type ActionSent = ElementUsed & ElementPlace & { chosen?: Fields };
type SuggestionSent = ElementUsed & ElementPlace & { typed: string };

interface SubmissionSent extends Sender {
  view: View;
  /** view.state.values. */
  values?: Fields;
}

/** What people do in Slack, sent to the bot as Slack does. */
export interface Senders {
  /** A slash command. */
  command(input: CommandSent): Promise<DeliveryResult & { responseId: string }>;
  /** A mention of the bot, or any event. */
  event(input: EventSent): Promise<DeliveryResult & { eventId: string }>;
  /** A click on, or choice from, the element with this action_id in a message or view. */
  action(input: ActionSent): Promise<DeliveryResult & { responseId: string }>;
  /** What was typed into a select whose options the bot suggests; they are the delivery's body. */
  suggest(input: SuggestionSent): Promise<DeliveryResult>;
  /** A modal's submit button: what the bot answers becomes of the modal. */
  submit(input: SubmissionSent): Promise<DeliveryResult & Submitted>;
  /** A modal's close button; the bot hears of it where it asked to. */
  close(input: SubmissionSent): Promise<DeliveryResult | null>;
  /** The same request once more, signature and all. */
  replay(request: SignedRequest): Promise<DeliveryResult>;
  /** Everything posted to a response_url once `until` is satisfied (default: one post), within `timeout` (default 10 s). */
  answers(responseId: string, awaited?: AwaitedPosts): Promise<ResponsePost[]>;
}

interface AwaitedPosts {
  until?: (posts: ResponsePost[]) => boolean;
  /** Milliseconds. */
  timeout?: number;
}

interface SenderParts {
  /** Slack's own address. */
  url: string;
  workspace: Workspace;
  views: Views;
  responses: Responses;
  now: () => number;
  carry: Carrier;
  /** Takes what the ack of a command carried. */
  acknowledged(responseId: string, body: unknown): void;
}

const any = (posts: ResponsePost[]) => posts.length > 0;

/** Makes the senders of a workspace. */
export function makeSenders(parts: SenderParts): Senders {
  const { workspace, views, responses, now, carry } = parts;
  const who = (input: Sender) => ({
    userId: input.userId ?? workspace.users[0]?.id ?? '',
    channelId: input.channelId ?? workspace.channels[0]?.id ?? '',
  });
  const interactive = (type: string, userId: string, payload: Fields, input: How) =>
    carry('interactive', { type, ...interaction(workspace, userId, views.trigger(userId)), ...payload }, howOf(input));

  return {
    async command(input) {
      const { userId, channelId } = who(input);
      const responseId = responses.open(userId, { channel: channelId });
      const links = { responseUrl: `${parts.url}/response/${responseId}`, triggerId: views.trigger(userId) };
      const fields = commandFields(workspace, { ...input, userId, channelId }, links);
      const delivery = await carry('slash_commands', fields, howOf(input));
      if (delivery.status === 200) parts.acknowledged(responseId, delivery.body);
      return { ...delivery, responseId };
    },
    async event(input) {
      const eventId = input.eventId ?? newEventId();
      const { text = '', threadTs } = input;
      const event = input.event ?? mention(workspace, { ...who(input), text, threadTs }, now());
      const payload = eventCallback(workspace, event, eventId, now());
      return { ...(await carry('events_api', payload, howOf(input))), eventId };
    },
    async action(input) {
      const { message, view, chosen = {}, values = {} } = input;
      const { userId } = who(input);
      const action = actionIn(blocksIn(input), input, chosen, now());
      if (message === undefined) {
        const payload = { ...viewContext(view, values), actions: [action] };
        return { ...(await interactive('block_actions', userId, payload, input)), responseId: '' };
      }
      const responseId = responses.open(userId, { channel: message.channel, thread: message.thread }, message);
      const context = messageContext(workspace, message, `${parts.url}/response/${responseId}`);
      const payload = { ...context, state: { values }, actions: [action] };
      return { ...(await interactive('block_actions', userId, payload, input)), responseId };
    },
    suggest(input) {
      const { message, view, typed, values = {} } = input;
      const { block_id, action_id } = elementIn(blocksIn(input), input);
      const where =
        message === undefined ? viewContext(view, values) : { ...messageContext(workspace, message, null), message };
      return interactive('block_suggestion', who(input).userId, { ...where, block_id, action_id, value: typed }, input);
    },
    async submit(input) {
      const { view, values = {} } = input;
      const userId = input.userId ?? view.user;
      const payload = { view: { ...viewFields(view), state: { values } }, response_urls: [] };
      const delivery = await interactive('view_submission', userId, payload, input);
      return { ...delivery, ...applySubmission(views, view, delivery) };
    },
    async close({ view, ...input }) {
      views.close(view.user, view);
      if (view.view.notify_on_close !== true) return null;
      const payload = { view: viewFields(view), is_cleared: false };
      return interactive('view_closed', input.userId ?? view.user, payload, input);
    },
    replay: post,
    answers: (responseId, { until = any, timeout = 10_000 } = {}) => responses.wait(responseId, until, timeout),
  };
}

function blocksIn({ message, view }: ElementPlace): unknown[] {
  if (message !== undefined) return message.blocks;
  return Array.isArray(view.view.blocks) ? view.view.blocks : [];
}

function howOf({ tamper, retry }: How): How {
  return { ...(tamper === undefined ? {} : { tamper }), ...(retry === undefined ? {} : { retry }) };
}
