interface SlackUser {
  id: string;
  name?: string;
  /** IANA time zone; default Etc/UTC. */
  tz?: string;
}

interface SlackChannel {
  id: string;
  name?: string;
  /** Whether the bot is in it; default true. */
  member?: boolean;
  archived?: boolean;
}

/** Who and what is in a workspace. */
export interface Workspace {
  teamId: string;
  botUserId: string;
  users: SlackUser[];
  channels: SlackChannel[];
  /** Members of user groups, by the group's ID. */
  usergroups: Record<string, string[]>;
  /** What the bot's token may do, as each answer of the Web API tells; absent: they don't tell. */
  scopes?: string[];
}

/** Why the bot cannot write in a channel; undefined where it can. A D… channel holds direct messages. */
export function closedTo(workspace: Workspace, channel: string): string | undefined {
  if (channel.startsWith('D')) return undefined;
  const found = workspace.channels.find((one) => one.id === channel);
  if (found === undefined) return 'channel_not_found';
  if (found.archived === true) return 'is_archived';
  return found.member === false ? 'not_in_channel' : undefined;
}

/** Where a message to this channel goes: to a user's ID, into the direct messages with that user. */
export function channelOf({ users }: Workspace, given: string): string {
  return users.some(({ id }) => id === given) ? directChannelOf(given) : given;
}

/** The channel of somebody's direct messages with the bot. */
export function directChannelOf(user: string): string {
  return `D${user.slice(1)}`;
}
