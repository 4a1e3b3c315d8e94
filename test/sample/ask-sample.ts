import { type AskDeps, ask, type Progress } from '../../src/ask/ask.ts';
import { sampleConfig } from '../../src/sample/sample-config.ts';
import { createAdapters } from '../../src/start/adapters.ts';
import type { Millis } from '../../src/trail/event.ts';

/** What `npx trail --sample` asks, at a time of the test's own. */
export function sampleDeps(now: Millis): Promise<AskDeps> {
  return createAdapters({
    config: sampleConfig,
    logs: null,
    sample: true,
    version: 'test',
    region: undefined,
    clock: () => now,
    onLookup: () => undefined,
    onBug: (error) => {
      throw error;
    },
  });
}

/** The last word on a question: its final answer, help or a fault. */
export async function lastWord(text: string, deps: AskDeps): Promise<Progress> {
  const asker = { tag: 'trail-test', zone: 'UTC', slack: null };
  let last: Progress | null = null;
  for await (const step of ask(text, asker, deps, new AbortController().signal)) last = step;
  if (last === null) throw new Error('Nothing became of the question.');
  return last;
}
