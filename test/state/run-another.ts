import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { StatePlace } from '../../src/state/open-store.ts';

const script = fileURLToPath(new URL('./another-process.mjs', import.meta.url));

export interface Job {
  place: StatePlace;
  job: 'open' | 'claim' | 'write';
  digest?: string;
  count?: number;
  /** The user it works as, once its modules are loaded: neither Node nor the checkout need be open to that user. */
  user?: number;
}

export interface Another {
  process: ChildProcess;
  /** What it has committed so far, as it said. */
  said: Record<string, unknown>[];
  stderr(): string;
  ended: Promise<number | null>;
}

/** Starts another process on the same store; fails with the cause where it can't be started. */
export async function runAnother(job: Job, node = process.execPath): Promise<Another> {
  const child = spawn(node, [script, JSON.stringify(job)], { stdio: ['ignore', 'pipe', 'pipe'] });
  const said: Record<string, unknown>[] = [];
  let rest = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    const lines = `${rest}${text}`.split('\n');
    rest = lines.pop() ?? '';
    said.push(...lines.map((line) => JSON.parse(line)));
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
  });
  const ended = new Promise<number | null>((resolve) => child.on('close', (code) => resolve(code)));
  await once(child, 'spawn');
  return { process: child, said, stderr: () => stderr, ended };
}
