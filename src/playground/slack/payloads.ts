import { randomUUID } from 'node:crypto';
import { objectsIn } from './block-kit/walk.ts';
import { type Fields, textAt } from './json.ts';
import type { Message } from './messages.ts';
import { type View, viewFields } from './views.ts';
import type { Workspace } from './workspace.ts';

const appId = 'A0TRAIL00';
const token = 'legacy-verification-token';

interface CommandInput {
  text: string;
  /** Default /trail. */
  command?: string;
  userId: string;
  channelId: string;
}

/** The fields of a slash command. */
export function commandFields(
  workspace: Workspace,
  input: CommandInput,
  links: { responseUrl: string; triggerId: string },
): Record<string, string> {
  return {
    token,
    team_id: workspace.teamId,
    team_domain: 'trail-test',
    channel_id: input.channelId,
    channel_name: workspace.channels.find((one) => one.id === input.channelId)?.name ?? 'directmessage',
    user_id: input.userId,
    user_name: workspace.users.find((one) => one.id === input.userId)?.name ?? input.userId,
    command: input.command ?? '/trail',
    text: input.text,
    api_app_id: appId,
    is_enterprise_install: 'false',
    response_url: links.responseUrl,
    trigger_id: links.triggerId,
  };
}

/** An Events API callback around an event. */
export function eventCallback(workspace: Workspace, event: Fields, eventId: string, now: number): Fields {
  const installed = { enterprise_id: null, team_id: workspace.teamId, user_id: workspace.botUserId, is_bot: true };
  return {
    token,
    team_id: workspace.teamId,
    api_app_id: appId,
    type: 'event_callback',
    event_id: eventId,
    event_time: Math.floor(now / 1000),
    authorizations: [{ ...installed, is_enterprise_install: false }],
    is_ext_shared_channel: false,
    event,
  };
}

/** An app_mention event; `text` without the mention, which is put before it. */
export function mention(
  workspace: Workspace,
  input: { text: string; userId: string; channelId: string; threadTs?: string | undefined; ts?: string },
  now: number,
): Fields {
  const ts = input.ts ?? `${Math.floor(now / 1000)}.${String(now % 1000).padStart(3, '0')}000`;
  return {
    type: 'app_mention',
    user: input.userId,
    text: `<@${workspace.botUserId}> ${input.text}`,
    ts,
    channel: input.channelId,
    event_ts: ts,
    team: workspace.teamId,
    ...(input.threadTs === undefined ? {} : { thread_ts: input.threadTs }),
  };
}

export function newEventId(): string {
  return `Ev${randomUUID().replaceAll('-', '').slice(0, 9).toUpperCase()}`;
}

/** What an interactive payload of any kind carries. */
export function interaction(workspace: Workspace, userId: string, triggerId: string): Fields {
  const name = workspace.users.find((one) => one.id === userId)?.name ?? userId;
  return {
    user: { id: userId, username: name, name, team_id: workspace.teamId },
    api_app_id: appId,
    token,
    team: { id: workspace.teamId, domain: 'trail-test' },
    enterprise: null,
    is_enterprise_install: false,
    trigger_id: triggerId,
  };
}

/** Where a message's element was used; suggestions come without a response_url. */
export function messageContext(workspace: Workspace, message: Message, responseUrl: string | null): Fields {
  const { channel, ts, thread, text, blocks, user } = message;
  const threaded = thread === null ? {} : { thread_ts: thread };
  return {
    container: { type: 'message', message_ts: ts, channel_id: channel, is_ephemeral: user !== null, ...threaded },
    channel: { id: channel, name: workspace.channels.find((one) => one.id === channel)?.name ?? 'directmessage' },
    message: { type: 'message', user: workspace.botUserId, ts, ...threaded, text, blocks },
    ...(responseUrl === null ? {} : { response_url: responseUrl }),
  };
}

/** Where a view's element was used. */
export function viewContext(view: View, values: Fields): Fields {
  return {
    container: { type: 'view', view_id: view.id },
    view: { ...viewFields(view), state: { values } },
  };
}

interface ElementName {
  actionId: string;
  /** Where an action_id stands in several blocks. */
  blockId?: string;
}

/** The element with this action_id in a list of blocks, with its block_id. */
export function elementIn(blocks: unknown[], { actionId, blockId }: ElementName): Fields {
  for (const block of blocks) {
    const block_id = textAt(block, 'block_id') ?? 'generated';
    if (blockId !== undefined && block_id !== blockId) continue;
    for (const { object } of objectsIn(block)) {
      if (object.action_id === actionId) return { ...object, block_id };
    }
  }
  throw new Error(`Nothing shown has the action_id ${actionId}.`);
}

/** The element as a payload's `actions` names it. */
export function actionIn(blocks: unknown[], element: ElementName, chosen: Fields, now: number): Fields {
  const { type, text, value, action_id, block_id } = elementIn(blocks, element);
  return { type, action_id, block_id, text, value, action_ts: String(now / 1000), ...chosen };
}
