#!/usr/bin/env node
import { createRequire } from 'node:module';
import type { Outside } from './start/outside.ts';

process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= 'true';

const { env, stdout, stderr } = process;
const outside: Outside = {
  env,
  version: createRequire(import.meta.url)('../package.json').version,
  clock: Date.now,
  input: () => (process.stdin.isTTY ? null : process.stdin),
  out: (text) => stdout.write(text),
  err: (text) => stderr.write(text),
  screen: {
    colour: stdout.isTTY && env.NO_COLOR === undefined,
    width: stdout.columns ?? (Number(env.COLUMNS) || 120),
    watched: stderr.isTTY,
  },
  stopAt(...signals) {
    const stop = new AbortController();
    for (const signal of signals) process.once(signal, () => stop.abort());
    return stop.signal;
  },
};
process.exitCode = await open(process.argv.slice(2));

/**
 * Finds the door by the first word: `trail start` runs the bot or the playground, `trail doctor` looks at what Trail
 * needs, `trail asked` tells who asked what, anything else is a question. What a door needs is loaded when it is
 * opened. Returns the exit code.
 */
async function open(given: readonly string[]): Promise<number> {
  const [word, ...rest] = given;
  try {
    if (word === 'start' && rest.length === 0) return await (await import('./start/start.ts')).start(outside);
    if (word === 'doctor') return await (await import('./start/doctor.ts')).doctor(rest, outside);
    if (word === 'asked') return await (await import('./start/asked.ts')).asked(rest, outside);
    return await (await import('./start/question.ts')).question(given, outside);
  } catch (error) {
    const { trace } = await import('./start/trace.ts');
    outside.err(`Trail failed by a fault of its own: ${trace(error)}\n`);
    return 1;
  }
}
