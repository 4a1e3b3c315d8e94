/**
 * A bot in a process of its own, over the modules as `npm run build` compiles them, by a clock that is ahead:
 * node another-bot.mjs '{"folder": …, "timing": …}'. Each line on its standard input says how far its clock is ahead.
 * The first one starts it; it prints a line once it is connected, and runs until killed.
 */
import { once } from 'node:events';
import { pino } from 'pino';
import { readConfig, readSettings } from '../../build/config.js';
import { createBot } from '../../build/start/bot.js';
import { openStore } from '../../build/state/open-store.js';

const { folder, timing } = JSON.parse(process.argv[2] ?? '{}');
let offset = 0;
process.stdin.on('data', (line) => {
  offset = Number(line);
});
await once(process.stdin, 'data');

const settings = readSettings(process.env);
const config = readConfig(null);
const store = await openStore({ kind: 'folder', folder });
if (!settings.ok || !config.ok || !store.ok) throw new Error(JSON.stringify([settings, config, store]));
const bot = await createBot({
  settings: settings.value,
  config: {
    ...config.value,
    accounts: config.value.accounts.map((account) => ({ ...account, regions: ['us-east-1'] })),
  },
  sample: false,
  store: store.value,
  digestTiming: timing,
  version: '0.0.0',
  region: 'us-east-1',
  clock: () => Date.now() + offset,
  log: pino({ level: 'error' }, process.stderr),
});
await bot.app.listen();
await bot.app.connect();
process.stdout.write('connected\n');
