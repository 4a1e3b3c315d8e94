export interface FakeUser {
  id: string;
  name?: string;
  /** IANA time zone; default Etc/UTC. */
  tz?: string;
}

export interface FakeChannel {
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
  users: FakeUser[];
  channels: FakeChannel[];
  /** Members of user groups, by the group's ID. */
  usergroups: Record<string, string[]>;
}

export const defaultWorkspace: Workspace = {
  teamId: 'T0TRAIL00',
  botUserId: 'U0TRAILBOT',
  users: [
    { id: 'U012AB3CD', name: 'jdoe', tz: 'America/New_York' },
    { id: 'U045EF6GH', name: 'alice', tz: 'Europe/Berlin' },
  ],
  channels: [
    { id: 'C0AUDIT00', name: 'audit' },
    { id: 'C0PRIVATE', name: 'elsewhere', member: false },
    { id: 'C0ARCHIVE', name: 'old', archived: true },
  ],
  usergroups: { S0SECURITY: ['U012AB3CD'] },
};

/** Why the bot cannot write there; undefined where it can. A user's ID, or a D… channel, is a direct message. */
export function closedTo(workspace: Workspace, channel: string): string | undefined {
  if (channel.startsWith('D') || workspace.users.some((user) => user.id === channel)) return undefined;
  const found = workspace.channels.find((one) => one.id === channel);
  if (found === undefined) return 'channel_not_found';
  if (found.archived === true) return 'is_archived';
  return found.member === false ? 'not_in_channel' : undefined;
}
