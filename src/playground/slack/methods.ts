import { type Fields, isFields, parsed, textAt } from './json.ts';
import type { Messages } from './slack-messages.ts';
import type { View, Views } from './slack-views.ts';
import { closedTo, type Workspace } from './slack-workspace.ts';
import { type Refusal, validateMessage, validateView } from './validate-message.ts';

/** What the methods work on. */
export interface Slack {
  workspace: Workspace;
  messages: Messages;
  views: Views;
  /** A new address for Socket Mode. */
  openSocket(): string;
}

type Method = (slack: Slack, given: Fields) => Fields;

/** The Web API methods, each as Slack answers it. */
export const methods: Record<string, Method> = {
  'auth.test': ({ workspace }) => ({
    ok: true,
    url: 'https://trail-test.slack.com/',
    team: 'trail-test',
    user: 'trail',
    team_id: workspace.teamId,
    user_id: workspace.botUserId,
    bot_id: 'B0TRAILBOT',
  }),
  'apps.connections.open': (slack) => ({ ok: true, url: slack.openSocket() }),
  'users.info': ({ workspace }, given) => {
    const user = workspace.users.find((one) => one.id === given.user);
    if (user === undefined) return failure('user_not_found');
    const { id, name = id, tz = 'Etc/UTC' } = user;
    return {
      ok: true,
      user: { id, team_id: workspace.teamId, name, real_name: name, tz, deleted: false, is_bot: false },
    };
  },
  'conversations.info': ({ workspace }, given) => {
    const channel = workspace.channels.find((one) => one.id === given.channel);
    if (channel === undefined) return failure('channel_not_found');
    const { id, name = id, member = true, archived = false } = channel;
    return { ok: true, channel: { id, name, is_channel: true, is_member: member, is_archived: archived } };
  },
  'usergroups.users.list': ({ workspace }, given) => {
    const users = workspace.usergroups[textAt(given, 'usergroup') ?? ''];
    return users === undefined ? failure('no_such_subteam') : { ok: true, users };
  },
  'chat.postMessage': ({ workspace, messages }, given) => {
    const channel = textAt(given, 'channel') ?? '';
    const closed = closedTo(workspace, channel);
    if (closed !== undefined) return failure(closed);
    const refusal = validateMessage(given);
    if (refusal !== undefined) return refused(refusal);
    const thread = textAt(given, 'thread_ts') ?? null;
    const message = messages.post(given, { channel, thread }, 'chat.postMessage');
    const { ts, text, blocks } = message;
    return { ok: true, channel, ts, message: { type: 'message', user: workspace.botUserId, ts, text, blocks } };
  },
  'chat.postEphemeral': ({ workspace, messages }, given) => {
    const channel = textAt(given, 'channel') ?? '';
    const closed = closedTo(workspace, channel);
    if (closed !== undefined) return failure(closed);
    const user = workspace.users.find((one) => one.id === given.user)?.id;
    if (user === undefined) return failure('user_not_in_channel');
    const refusal = validateMessage(given);
    if (refusal !== undefined) return refused(refusal);
    const thread = textAt(given, 'thread_ts') ?? null;
    return { ok: true, message_ts: messages.post(given, { channel, thread, user }, 'chat.postEphemeral').ts };
  },
  'chat.update': ({ messages }, given) => {
    const message = messages.find(textAt(given, 'channel') ?? '', textAt(given, 'ts') ?? '');
    if (message === undefined || message.user !== null) return failure('message_not_found');
    const refusal = validateMessage(given, 4000);
    if (refusal !== undefined) return refused(refusal);
    const { channel, ts, text } = messages.update(message, given, 'chat.update');
    return { ok: true, channel, ts, text };
  },
  'views.open': ({ views }, given) => openView(views, given),
  'views.push': ({ views }, given) => openView(views, given),
  'views.update': ({ views }, given) => {
    const found = views.all.find((one) => one.id === given.view_id || one.view.external_id === given.external_id);
    if (found === undefined) return failure('not_found');
    if (given.hash !== undefined && given.hash !== found.hash) return failure('hash_conflict');
    return showView(given, (view) => views.change(found, view));
  },
  'views.publish': ({ views }, given) => {
    const user = textAt(given, 'user_id');
    if (user === undefined) return failure('invalid_arguments');
    return showView(given, (view) => views.publish(user, view));
  },
};

/** The arguments of a call, whose structured values come as JSON text. Text that only looks like JSON stays text. */
export function readArguments(pairs: Iterable<[string, string]>): Fields {
  const structured = new Set(['blocks', 'attachments', 'view', 'metadata']);
  return Object.fromEntries(
    [...pairs].map(([name, value]) => [name, structured.has(name) ? (parsed(value) ?? value) : value]),
  );
}

export function failure(error: string, messages: string[] = []): Fields {
  return { ok: false, error, ...(messages.length === 0 ? {} : { errors: messages, response_metadata: { messages } }) };
}

function refused({ error, messages }: Refusal): Fields {
  return failure(error, messages);
}

function openView(views: Views, given: Fields): Fields {
  const refusal = validateView(given.view);
  if (refusal !== undefined) return refused(refusal);
  const trigger = views.exchange(textAt(given, 'trigger_id') ?? '');
  if ('error' in trigger) return failure(trigger.error);
  return showView(given, (view) => views.open(trigger.user, view));
}

function showView(given: Fields, show: (view: Fields) => View): Fields {
  const refusal = validateView(given.view);
  if (refusal !== undefined) return refused(refusal);
  if (!isFields(given.view)) return failure('invalid_arguments');
  const { id, hash, view } = show(given.view);
  return { ok: true, view: { ...view, id, hash } };
}
