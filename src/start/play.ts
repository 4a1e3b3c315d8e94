import pino from 'pino';
import type { Settings } from '../config.ts';
import { examples } from '../playground/examples.ts';
import { isLoopback } from '../playground/own-host.ts';
import { accessRules, people } from '../playground/people.ts';
import { startPlayground } from '../playground/playground.ts';
import { sampleConfig } from '../sample/sample-config.ts';
import type { AskService } from '../slack/answer-service.ts';
import { errorFields } from '../slack/telemetry.ts';
import type { Millis } from '../trail/event.ts';
import { createBot } from './bot.ts';
import { listenTrouble } from './listen-trouble.ts';
import { aborted } from './serve.ts';

interface PlayOptions {
  settings: Pick<Settings, 'host' | 'port' | 'logLevel'>;
  version: string;
  clock: () => Millis;
  out: (text: string) => void;
  err: (text: string) => void;
  /** Aborted when the process is asked to end. */
  stop: AbortSignal;
}

const howToConnect =
  'Slack’s settings are missing, so this is the playground: the real bot over made-up records. To connect Slack, set SLACK_BOT_TOKEN with SLACK_SIGNING_SECRET for HTTP, or with SLACK_APP_TOKEN for Socket Mode; the README says where to find them, and npx trail doctor checks them.\n';

/** Runs the playground, and in it the bot over the sample, until asked to stop; returns the process's exit code. */
export async function play({ settings, version, clock, out, err, stop }: PlayOptions): Promise<number> {
  const { host, port, logLevel } = settings;
  if (!isLoopback(host)) {
    err(`The playground is for this machine only, and HOST is ${host}. Unset HOST, or set Slack’s settings.\n`);
    return 2;
  }
  err(howToConnect);
  // Whoever plays reads this terminal: every answer told in JSON would bury the address.
  const log = pino({ name: 'trail', level: logLevel === 'info' ? 'warn' : logLevel });
  const folder = new URL('../playground/page/', import.meta.url);
  const onBug = (error: unknown) => log.error(errorFields(error), 'The playground failed');
  const started = startPlayground({ host, port, folder, examples, clock, onBug });
  const playground = await started.catch((error: unknown) => explain(error, host, port));
  if (typeof playground === 'string') {
    err(`${playground}\n`);
    return 1;
  }

  const inside = { host: '127.0.0.1', port: 0, slack: playground.slack };
  const config = { ...sampleConfig, access: accessRules };
  const bot = await createBot({
    settings: inside,
    config,
    sample: true,
    store: null,
    version,
    region: undefined,
    clock,
    log,
  });
  try {
    const address = await bot.app.listen();
    playground.connect(`http://${address.host}:${address.port}`);
    await bot.app.connect();
    out(`The playground is on ${playground.url}\n`);
    await warmUp(bot.ask, stop);
    await aborted(stop);
    return 0;
  } finally {
    await bot.stop();
    await playground.stop();
  }
}

/** The sample is made up and read at the first search, names are indexed at the first sentence; nobody should wait for that. */
async function warmUp(ask: AskService, stop: AbortSignal): Promise<void> {
  const [{ id: user, zone } = { id: '', zone: 'UTC' }] = people;
  const asker = { user, team: '', channel: '', zone, usergroups: [], speaks: true };
  for (const question of ['who signed in as root in the last hour?', 'denied since:30d']) {
    for await (const _step of ask.ask(question, asker, stop));
  }
}

function explain(error: unknown, host: string, port: number): string {
  const trouble = listenTrouble(error, host, port);
  if (trouble !== null) return trouble;
  const unbuilt = error instanceof Error && 'code' in error && error.code === 'ENOENT';
  if (unbuilt) return 'The playground’s page was not built. Run npm run build.';
  throw error;
}
