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

const mostUsers = 5_000;
const maxEach = 10;

/** Recent questions in the memory of this process: those of people not heard of for longest are forgotten. */
export function createRecentQuestions(): RecentQuestions {
  const byUser = new Map<string, RecentQuestion[]>();
  return {
    remember(user, question) {
      const others = (byUser.get(user) ?? []).filter(({ command }) => command !== question.command);
      byUser.delete(user);
      byUser.set(user, [question, ...others].slice(0, maxEach));
      const [oldest] = byUser.keys();
      if (byUser.size > mostUsers && oldest !== undefined) byUser.delete(oldest);
    },
    of: async (user) => byUser.get(user) ?? [],
  };
}
