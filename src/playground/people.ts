import type { AccessRule } from '../access/decide.ts';
import type { Channel, Person } from './api.ts';
import { directChannelOf, type Workspace } from './slack/workspace.ts';

/** The people to ask as; what each may ask is in `accessRules`. */
export const people: readonly Person[] = [
  {
    id: 'U0MAJOR01',
    name: 'mary.major',
    fullName: 'Mary Major',
    role: 'Security · all accounts',
    zone: 'America/New_York',
  },
  {
    id: 'U0JDOE001',
    name: 'jdoe',
    fullName: 'John Doe',
    role: 'Platform · all accounts',
    zone: 'America/Los_Angeles',
  },
  {
    id: 'U0PAULO01',
    name: 'paulo',
    fullName: 'Paulo Santos',
    role: 'Developer · account dev',
    zone: 'Europe/Lisbon',
  },
  {
    id: 'U0GUEST01',
    name: 'terry',
    fullName: 'Terry Whitlock',
    role: 'Guest · only in #incidents',
    zone: 'Asia/Tokyo',
  },
];

const rooms = [
  { id: 'C0AUDIT01', name: 'audit', topic: 'Ask Trail who did what in AWS', member: true },
  { id: 'C0INCIDNT', name: 'incidents', topic: 'Everybody here may ask about everything', member: true },
  { id: 'C0RANDOM1', name: 'random', topic: 'Trail is not in this channel', member: false },
];

/** Channels, then each person's direct messages. */
export const channels: readonly Channel[] = [
  ...rooms.map(({ id, name, topic }) => ({ id, name, topic, directWith: null })),
  ...people.map(({ id }) => ({
    id: directChannelOf(id),
    name: 'Trail',
    topic: 'Only the two of you see this',
    directWith: id,
  })),
];

export const accessRules: readonly AccessRule[] = [
  rule({ users: ['U0MAJOR01', 'U0JDOE001'] }),
  rule({ users: ['U0PAULO01'], accounts: ['dev'] }),
  rule({ channels: ['C0INCIDNT'] }),
];

export const workspace: Workspace = {
  teamId: 'T0EXAMPLE',
  botUserId: 'U0TRAIL01',
  users: people.map(({ id, name, zone }) => ({ id, name, tz: zone })),
  channels: rooms,
  usergroups: {},
};

function rule(given: Partial<AccessRule>): AccessRule {
  return { users: [], usergroups: [], channels: [], accounts: null, questions: null, ...given };
}
