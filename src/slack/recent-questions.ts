import { LRUCache } from 'lru-cache';
import type { Millis } from '../trail/event.ts';

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
