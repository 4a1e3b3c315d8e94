import type { WebClient } from '@slack/web-api';
import { LRUCache } from 'lru-cache';
import type { Logger } from 'pino';
import type { Millis } from '../trail/event.ts';
import { slackErrorOf } from './web-client.ts';

/** What is known of the people who ask. Never rejects. */
export interface People {
  /** IANA zone of somebody's Slack profile; UTC where it can't be read. */
  zoneOf(user: string): Promise<string>;
  /** The user groups somebody is in, among those that access rules speak of. */
  usergroupsOf(user: string): Promise<string[]>;
}

const zoneKept: Millis = 3_600_000;
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
  /** Nobody is asked for twice at a time, and whoever asked gets an answer, however many others come. */
  const kept = { ttlResolution: 0, perf: { now: clock }, ignoreFetchAbort: true };

  const zones = new LRUCache<string, string>({
    ...kept,
    max: 10_000,
    ttl: zoneKept,
    async fetchMethod(user, _stale, { options }) {
      try {
        const { user: profile } = await client.users.info({ user });
        return zoneFrom(profile?.tz);
      } catch (error) {
        log.warn({ reason: slackErrorOf(error) }, 'The zone of an asker could not be read; times are read as UTC');
        options.ttl = failureKept;
        return 'UTC';
      }
    },
  });

  const members = new LRUCache<string, Set<string>>({
    ...kept,
    max: 1_000,
    ttl: membersKept,
    async fetchMethod(usergroup, _stale, { options }) {
      try {
        const { users } = await client.usergroups.users.list({ usergroup });
        return new Set(users);
      } catch (error) {
        log.warn({ reason: slackErrorOf(error), usergroup }, 'A user group could not be read; its rules let nobody in');
        options.ttl = failureKept;
        return new Set();
      }
    },
  });

  return {
    zoneOf: (user) => zones.forceFetch(user),
    async usergroupsOf(user) {
      const among = await Promise.all(usergroups.map(async (group) => (await members.forceFetch(group)).has(user)));
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

interface RecentQuestion {
  /** In command form. */
  command: string;
  time: Millis;
}

/** What people asked last. */
export interface RecentQuestions {
  remember(user: string, question: RecentQuestion): void;
  /** Newest first, each once. */
  of(user: string): Promise<readonly RecentQuestion[]>;
}

const maxUsers = 5_000;
const maxEach = 10;

/** Recent questions in the memory of this process: those of people not heard of for longest are forgotten. */
export function createRecentQuestions(): RecentQuestions {
  const byUser = new LRUCache<string, RecentQuestion[]>({ max: maxUsers });
  return {
    remember(user, question) {
      const others = (byUser.get(user) ?? []).filter(({ command }) => command !== question.command);
      byUser.set(user, [question, ...others].slice(0, maxEach));
    },
    of: async (user) => byUser.get(user) ?? [],
  };
}

/** The event names that answers held lately, by which suggestions are ranked. */
export interface SeenEvents {
  remember(names: Iterable<string>): void;
  /** Newest first. */
  names(): readonly string[];
}

const maxEvents = 200;

export function createSeenEvents(): SeenEvents {
  const seen = new LRUCache<string, true>({ max: maxEvents });
  return {
    remember(names) {
      for (const name of names) seen.set(name, true);
    },
    names: () => [...seen.keys()],
  };
}
