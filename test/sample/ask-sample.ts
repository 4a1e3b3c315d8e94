import { type AskContext, type AskStep, ask, noQuestionLog } from '../../src/ask/ask.ts';
import { commandsWithoutDigests, type HelpReply } from '../../src/commands/index.ts';
import { fault } from '../../src/errors.ts';
import { sampleConfig } from '../../src/sample/sample-config.ts';
import { createAdapters } from '../../src/start/adapters.ts';
import type { Millis } from '../../src/trail/event.ts';

/** What `npx trail --sample` asks, at a time of the test's own; or the same accounts by log files. */
export function sampleDeps(now: Millis, logs: string | null = null): AskContext {
  return createAdapters({
    config: sampleConfig,
    logs,
    sample: logs === null,
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
export async function lastWord(text: string, context: AskContext): Promise<AskStep<HelpReply>> {
  const request = { text, asker: { kind: 'local' }, zone: 'UTC' } as const;
  const commands = commandsWithoutDigests(fault('digest-without-state', []));
  const deps = { ...context, commands, questionLog: noQuestionLog };
  let last: AskStep<HelpReply> | null = null;
  for await (const step of ask(request, deps, new AbortController().signal)) last = step;
  if (last === null) throw new Error('Nothing became of the question.');
  return last;
}
