import type { Millis } from '../trail/event.ts';

/** How long work is shared with those who come a little later. */
const kept: Millis = 60_000;

/** Does what several want at about the same time once, by key. What failed is done again for who comes next. */
export function createCoalescer<T>(): (key: string, work: () => Promise<T>) => Promise<T> {
  const running = new Map<string, Promise<T>>();
  return (key, work) => {
    const known = running.get(key);
    if (known !== undefined) return known;
    const started = work();
    running.set(key, started);
    const forget = () => running.delete(key);
    started.then(() => setTimeout(forget, kept).unref(), forget);
    return started;
  };
}
