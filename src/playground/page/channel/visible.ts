import type { ShownMessage } from '../../api.ts';

/** Whether somebody sees a message. */
export function isVisible({ only, deleted }: ShownMessage, person: string): boolean {
  return !deleted && (only === null || only === person);
}

/** How many replies of each thread somebody sees, by the timestamp of the message it began with. */
export function countReplies(
  messages: readonly ShownMessage[],
  channel: string,
  person: string,
): ReadonlyMap<string, number> {
  const threads = new Map<string, number>();
  for (const message of messages) {
    const { thread } = message;
    if (thread === null || message.channel !== channel || !isVisible(message, person)) continue;
    threads.set(thread, (threads.get(thread) ?? 0) + 1);
  }
  return threads;
}
