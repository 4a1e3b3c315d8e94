import type { QuestionLog } from '../ask/ask.ts';
import type { CommandLine } from '../cli/arguments.ts';
import { runQuestion } from '../cli/run.ts';
import { sampleConfig } from '../sample/sample-config.ts';
import { createAdapters } from './adapters.ts';
import type { Outside } from './outside.ts';

/** Answers, prints, and returns the exit code; the audit log is told where there is one. */
export type PrintAnswer = (questionLog?: QuestionLog) => Promise<number>;

/**
 * Makes ready to search for an answer and to print it. Null after the faults of trail.yml were told.
 */
export async function searching(line: CommandLine, outside: Outside): Promise<PrintAnswer | null> {
  const { logs, sample } = line;
  const { env, version, clock, input, out, err, screen } = outside;
  const config = sample ? sampleConfig : await (await import('./configuration.ts')).configured(outside);
  if (config === null) return null;
  const signal = outside.stopAt('SIGINT');
  const region = env.AWS_REGION || env.AWS_DEFAULT_REGION;
  const onBug = async (error: unknown) => err(`${(await import('./trace.ts')).trace(error)}\n`);
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const accountNames = new Map(config.accounts.flatMap(({ id, name }) => (id === null ? [] : [[id, name] as const])));

  return async (questionLog) => {
    const onLookup = () => undefined;
    const adapters = createAdapters({ config, logs, input, sample, version, region, clock, onLookup, onBug });
    try {
      return await runQuestion(line, adapters, { ...screen, out, err, zone, accountNames }, signal, questionLog);
    } finally {
      await adapters.close();
    }
  };
}
