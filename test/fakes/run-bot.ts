import { type ChildProcess, spawn } from 'node:child_process';
import { chownSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { pause } from './loopback.ts';

/** The built product: `npm run build` makes it, nothing here does. */
const builtMain = fileURLToPath(new URL('../../dist/main.js', import.meta.url));

export interface RunOptions {
  /** Environment beyond the little every run has; spread aws.env and slack.env here. */
  env?: Record<string, string>;
  /** The text of trail.yml. */
  config?: string;
  /** The script to run; default the built product. */
  entry?: string;
  /** Milliseconds to wait: for a bot to be ready (default 15 s), for a command to end (default 30 s). */
  timeout?: number;
  /** What is piped in; nothing can be read from standard input without it. */
  input?: string | Buffer;
  /** The ID of the user to run as, where the tests run as root. */
  user?: number;
}

export interface Ended {
  /** Null where a signal ended it. */
  code: number | null;
  stdout: string;
  stderr: string;
}

export interface Bot {
  /** http://127.0.0.1:<port> */
  url: string;
  pid: number;
  stdout(): string;
  stderr(): string;
  /** Settles when the process ends, whoever ends it. */
  ended: Promise<Ended>;
  /** Sends the signal (default SIGTERM) and waits for the end; SIGKILL after 20 s. */
  stop(signal?: NodeJS.Signals): Promise<Ended>;
}

/** Starts the bot on a free port, and waits until /readyz answers 200. Throws with its output where it ends before. */
export async function startBot(options: RunOptions = {}): Promise<Bot> {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const run = launch(['start'], { ...options, env: { HOST: '127.0.0.1', PORT: String(port), ...options.env } });
  let over = false;
  void run.ended.then(() => {
    over = true;
  });
  const deadline = Date.now() + (options.timeout ?? 15_000);
  while (!(await isReady(url))) {
    if (!over && Date.now() < deadline) {
      await pause(50);
      continue;
    }
    run.child.kill('SIGKILL');
    const { code, stdout, stderr } = await run.ended;
    throw new Error(`The bot did not become ready (exit code ${code}).\n${stdout}\n${stderr}`);
  }
  return {
    url,
    pid: run.child.pid ?? -1,
    stdout: run.stdout,
    stderr: run.stderr,
    ended: run.ended,
    async stop(signal = 'SIGTERM') {
      run.child.kill(signal);
      const last = setTimeout(() => run.child.kill('SIGKILL'), 20_000);
      const ended = await run.ended;
      clearTimeout(last);
      return ended;
    },
  };
}

/** Runs `trail <args>` to its end. */
export async function runCli(args: string[], options: RunOptions = {}): Promise<Ended> {
  const run = launch(args, options);
  const last = setTimeout(() => run.child.kill('SIGKILL'), options.timeout ?? 30_000);
  const ended = await run.ended;
  clearTimeout(last);
  return ended;
}

interface Run {
  child: ChildProcess;
  stdout(): string;
  stderr(): string;
  ended: Promise<Ended>;
}

/** A run sees nothing of this machine: an empty home and working folder, no AWS or Slack settings but those given. */
function launch(args: string[], { env = {}, config, entry = builtMain, input, user }: RunOptions): Run {
  const home = mkdtempSync(join(tmpdir(), 'trail-run-'));
  if (user !== undefined) chownSync(home, user, user);
  const own: Record<string, string> = { HOME: home, PATH: process.env.PATH ?? '', TRAIL_DATA: join(home, 'data') };
  if (config !== undefined) {
    own.TRAIL_CONFIG = join(home, 'config.yml');
    writeFileSync(own.TRAIL_CONFIG, config);
  }
  const child = spawn(process.execPath, [entry, ...args], {
    cwd: home,
    env: { ...own, ...env },
    stdio: [input === undefined ? 'ignore' : 'pipe', 'pipe', 'pipe'],
    ...(user === undefined ? {} : { uid: user, gid: user }),
  });
  child.stdin?.on('error', () => undefined).end(input);
  const output = { stdout: '', stderr: '' };
  child.stdout?.setEncoding('utf8').on('data', (text: string) => {
    output.stdout += text;
  });
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    output.stderr += text;
  });
  const ended = new Promise<Ended>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => {
      rmSync(home, { recursive: true, force: true });
      resolve({ code, ...output });
    });
  });
  return { child, stdout: () => output.stdout, stderr: () => output.stderr, ended };
}

async function isReady(url: string): Promise<boolean> {
  try {
    return (await fetch(`${url}/readyz`)).status === 200;
  } catch {
    return false;
  }
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('No free port was given.');
  return address.port;
}
