import type { Files } from './files.ts';
import { type Fields, isFields, parsed, textAt } from './json.ts';
import type { Message, Messages } from './messages.ts';
import { type SlackRefusal, validateMessage, validateView } from './validate-message.ts';
import { type View, type Views, viewFields } from './views.ts';
import { channelOf, closedTo, type Workspace } from './workspace.ts';

/** What the methods work on. */
export interface Slack {
  workspace: Workspace;
  messages: Messages;
  views: Views;
  files: Files;
  /** A new address for Socket Mode. */
  openSocket(): string;
}

type Method = (slack: Slack, given: Fields) => Fields;

/** Files are shared in channels only: unlike chat.postMessage, this takes no user's ID. */
const sharedIn = /^[CGDZ][A-Z0-9]{8,}$/;

const botId = 'B0TRAILBOT';

/** A message as Slack describes it to apps. */
function messageFields({ botUserId }: Workspace, { ts, thread, text, blocks, author, metadata }: Message): Fields {
  return {
    type: 'message',
    ts,
    text,
    blocks,
    ...(author === null ? { user: botUserId, bot_id: botId } : { user: author }),
    ...(thread === null ? {} : { thread_ts: thread }),
    ...(metadata === null ? {} : { metadata }),
  };
}

/** The Web API methods, each as Slack answers it. */
export const methods: Record<string, Method> = {
  'auth.test': ({ workspace }) => ({
    ok: true,
    url: 'https://trail-test.slack.com/',
    team: 'trail-test',
    user: 'trail',
    team_id: workspace.teamId,
    user_id: workspace.botUserId,
    bot_id: botId,
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
  'conversations.replies': ({ workspace, messages }, given) => {
    const channel = channelOf(workspace, textAt(given, 'channel') ?? '');
    const closed = closedTo(workspace, channel);
    if (closed !== undefined) return failure(closed);
    const inThread = messages.all.filter(
      (one) => one.channel === channel && !one.deleted && one.user === null && (one.thread ?? one.ts) === given.ts,
    );
    if (inThread.length === 0) return failure('thread_not_found');
    return { ok: true, messages: inThread.map((one) => messageFields(workspace, one)), has_more: false };
  },
  'conversations.history': ({ workspace, messages }, given) => {
    const channel = channelOf(workspace, textAt(given, 'channel') ?? '');
    const closed = closedTo(workspace, channel);
    if (closed !== undefined && closed !== 'is_archived') return failure(closed);
    const oldest = Number(given.oldest ?? 0);
    const there = messages.all.filter(
      (one) => one.channel === channel && !one.deleted && one.user === null && one.thread === null,
    );
    const since = there.filter(({ ts }) => Number(ts) > oldest).reverse();
    return { ok: true, messages: since.map((one) => messageFields(workspace, one)), has_more: false };
  },
  'usergroups.users.list': ({ workspace }, given) => {
    const users = workspace.usergroups[textAt(given, 'usergroup') ?? ''];
    return users === undefined ? failure('no_such_subteam') : { ok: true, users };
  },
  'chat.postMessage': ({ workspace, messages }, given) => {
    const channel = channelOf(workspace, textAt(given, 'channel') ?? '');
    const closed = closedTo(workspace, channel);
    if (closed !== undefined) return failure(closed);
    const refusal = validateMessage(given);
    if (refusal !== undefined) return refused(refusal);
    const thread = textAt(given, 'thread_ts') ?? null;
    const message = messages.post(given, { channel, thread }, 'chat.postMessage');
    return { ok: true, channel, ts: message.ts, message: messageFields(workspace, message) };
  },
  'chat.postEphemeral': ({ workspace, messages }, given) => {
    const channel = channelOf(workspace, textAt(given, 'channel') ?? '');
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
  'files.getUploadURLExternal': ({ files }, given) => {
    const name = textAt(given, 'filename');
    const length = Number(given.length);
    if (name === undefined || !Number.isInteger(length) || length < 1) return failure('invalid_arguments');
    return { ok: true, ...files.announce(name, length) };
  },
  'files.completeUploadExternal': ({ workspace, messages, files }, given) => {
    const wanted = Array.isArray(given.files) ? given.files : [];
    const shared = wanted.map((one) => files.shared(textAt(one, 'id') ?? '', textAt(one, 'title')));
    const found = shared.filter((one) => one !== undefined);
    if (found.length === 0 || found.length < shared.length) return failure('file_not_found');
    const channel = textAt(given, 'channel_id');
    if (channel !== undefined) {
      if (!sharedIn.test(channel))
        return failure('invalid_arguments', [
          `[ERROR] input must match regex pattern: ${sharedIn.source} [json-pointer:/channel_id]`,
        ]);
      const closed = closedTo(workspace, channel);
      if (closed !== undefined) return failure(closed);
      const thread = textAt(given, 'thread_ts') ?? null;
      messages.post({ text: given.initial_comment, blocks: given.blocks }, { channel, thread, files: found }, 'files');
    }
    return { ok: true, files: found.map(({ id, title }) => ({ id, title })) };
  },
  'views.open': ({ views }, given) => openView(views, given, (user, view) => views.open(user, view)),
  'views.push': ({ views }, given) => openView(views, given, (user, view) => views.push(user, view)),
  'views.update': ({ views }, given) => {
    const found = views.all.find(
      (one) =>
        one.id === given.view_id || (given.external_id !== undefined && one.view.external_id === given.external_id),
    );
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
  const structured = new Set(['blocks', 'attachments', 'files', 'view', 'metadata']);
  return Object.fromEntries(
    [...pairs].map(([name, value]) => [name, structured.has(name) ? (parsed(value) ?? value) : value]),
  );
}

export function failure(error: string, messages: string[] = []): Fields {
  return { ok: false, error, ...(messages.length === 0 ? {} : { errors: messages, response_metadata: { messages } }) };
}

function refused({ error, messages }: SlackRefusal): Fields {
  return failure(error, messages);
}

function openView(views: Views, given: Fields, open: (user: string, view: Fields) => View | { error: string }): Fields {
  const refusal = validateView(given.view);
  if (refusal !== undefined) return refused(refusal);
  const trigger = views.exchange(textAt(given, 'trigger_id') ?? '');
  if ('error' in trigger) return failure(trigger.error);
  return showView(given, (view) => open(trigger.user, view));
}

function showView(given: Fields, show: (view: Fields) => View | { error: string }): Fields {
  const refusal = validateView(given.view);
  if (refusal !== undefined) return refused(refusal);
  if (!isFields(given.view)) return failure('invalid_arguments');
  const shown = show(given.view);
  return 'error' in shown ? failure(shown.error) : { ok: true, view: viewFields(shown) };
}
