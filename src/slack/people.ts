import type { WebClient } from '@slack/web-api';
import type { Logger } from 'pino';
import type { Millis } from '../trail/event.ts';
import { remember } from './remember.ts';
import { slackErrorOf } from './web-client.ts';

/** What is known of the people who ask. Never rejects. */
export interface People {
  /** IANA zone of somebody's Slack profile; UTC where it can't be read. */
  zoneOf(user: string): Promise<string>;
  /** The user groups somebody is in, among those that access rules speak of. */
  usergroupsOf(user: string): Promise<string[]>;
}

const hour: Millis = 3_600_000;
/** Members change, and somebody who leaves a group should not be let in for long. */
const membersKept: Millis = 300_000;
/** After a failure it is tried again soon. */
const failureKept: Millis = 30_000;

interface PeopleDeps {
  client: WebClient;
  log: Logger;
  clock: () => Millis;
  /** The user groups that access rules speak of. */
  usergroups: readonly string[];
}

export function createPeople({ client, log, clock, usergroups }: PeopleDeps): People {
  const zones = remember(
    async (user) => {
      try {
        const { user: profile } = await client.users.info({ user });
        return { value: zoneFrom(profile?.tz), keep: hour };
      } catch (error) {
        log.warn({ reason: slackErrorOf(error) }, 'The zone of an asker could not be read; times are read as UTC');
        return { value: 'UTC', keep: failureKept };
      }
    },
    { most: 10_000, clock },
  );

  const members = remember(
    async (usergroup) => {
      try {
        const { users } = await client.usergroups.users.list({ usergroup });
        return { value: new Set(users), keep: membersKept };
      } catch (error) {
        log.warn({ reason: slackErrorOf(error), usergroup }, 'A user group could not be read; its rules let nobody in');
        return { value: new Set<string>(), keep: failureKept };
      }
    },
    { most: 1_000, clock },
  );

  return {
    zoneOf: zones,
    async usergroupsOf(user) {
      const among = await Promise.all(usergroups.map(async (group) => (await members(group)).has(user)));
      return usergroups.filter((_group, index) => among[index]);
    },
  };
}

function zoneFrom(given: string | undefined): string {
  if (given === undefined) return 'UTC';
  try {
    return new Intl.DateTimeFormat('en', { timeZone: given }).resolvedOptions().timeZone;
  } catch {
    return 'UTC';
  }
}
