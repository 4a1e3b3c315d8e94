export interface SlackUser {
  id: string;
  name?: string;
  /** IANA time zone; default Etc/UTC. */
  tz?: string;
}

export interface SlackChannel {
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
  /** Channels of direct messages with the bot, by the user's ID; where one is missing, the user's ID stands for it. */
  directs?: Record<string, string>;
  /** Members of user groups, by the group's ID. */
  usergroups: Record<string, string[]>;
}

/** Why the bot cannot write there; undefined where it can. A user's ID, or a D… channel, is a direct message. */
export function closedTo(workspace: Workspace, channel: string): string | undefined {
  if (channel.startsWith('D') || workspace.users.some((user) => user.id === channel)) return undefined;
  const found = workspace.channels.find((one) => one.id === channel);
  if (found === undefined) return 'channel_not_found';
  if (found.archived === true) return 'is_archived';
  return found.member === false ? 'not_in_channel' : undefined;
}

/** Where a message to this channel goes: to a user's ID, into the direct messages with that user. */
export function channelOf({ directs = {} }: Workspace, given: string): string {
  return directs[given] ?? given;
}
