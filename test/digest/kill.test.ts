import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, expect, test } from '@jest/globals';
import { lastDue } from '../../src/digest/due.ts';
import { scheduleOf } from '../../src/digest/schedule-of.ts';
import { openStore } from '../../src/state/open-store.ts';
import type { Store } from '../../src/state/store.ts';
import { startAws } from '../fakes/aws.ts';
import { pause } from '../fakes/loopback.ts';
import { startSlack } from '../fakes/slack.ts';
import { until } from '../fakes/until.ts';

const script = fileURLToPath(new URL('./another-bot.mjs', import.meta.url));
const day = 86_400_000;
const kills = 20;
const quietly = { AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true' };
const timing = { tick: 20, lease: 300, backOff: [50, 100], prune: 3_600_000 };

const ending: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of ending.splice(0).reverse()) await end();
});

test(`of a process killed ${kills} times at random points, every digest is delivered exactly once`, async () => {
  let offset = -kills * day;
  const now = () => Date.now() + offset;
  const folder = mkdtempSync(join(tmpdir(), 'trail-kill-'));
  const slack = await startSlack({ now, faults: [{ method: 'chat.postMessage', delay: 15 }] });
  const aws = await startAws({ now, latency: 15, records: [] });
  const opened = await openStore({ kind: 'folder', folder });
  if (!opened.ok) throw new Error(JSON.stringify(opened.fault));
  const store = opened.value;
  const children: ChildProcess[] = [];
  ending.push(
    () => rmSync(folder, { recursive: true }),
    () => slack.stop(),
    () => aws.stop(),
    () => store.close(),
    () => Promise.all(children.map(killed)),
  );
  /** A bot that has loaded, or is about to have, and does nothing until it is started. */
  const load = () => {
    const env = { PATH: process.env.PATH ?? '', ...slack.env, ...aws.env, HOST: '127.0.0.1', PORT: '0', ...quietly };
    const child = spawn(process.execPath, [script, JSON.stringify({ folder, timing })], {
      env,
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    children.push(child);
    return child;
  };
  let next = load();
  const start = async () => {
    const child = next;
    next = load();
    child.stdin.write(String(offset));
    const begun = await Promise.race([once(child.stdout, 'data'), once(child, 'exit').then(() => null)]);
    if (begun === null) throw new Error('The bot ended by itself');
    return child;
  };

  const digests = await Promise.all(
    ['C0AUDIT00', 'C0AUDIT00', 'D0ALICE000'].map((channel) => digestOf(store, channel, now())),
  );
  const wanted: string[] = [];
  let bot = await start();
  for (let round = 0; round < kills; round++) {
    bot.stdin.write(String(offset));
    const due = lastDue(scheduleOf(digests[0] ?? { schedule: '' }) ?? never(), now());
    await pause(Math.random() * 160);
    await killed(bot);
    bot = await start();
    await until(async () => {
      const last = await Promise.all(digests.map(({ id }) => store.runs.findLastDelivered(id)));
      return last.every((run) => run?.due === due);
    }, 15_000);
    for (const { id } of digests) wanted.push(`${(await store.runs.findLastDelivered(id))?.id}`);
    offset += day;
  }
  await killed(bot);

  const delivered = slack.messages.flatMap(({ metadata }) =>
    metadata?.event_type === 'trail_digest' ? [JSON.stringify(metadata.event_payload)] : [],
  );
  expect(delivered.sort()).toEqual(wanted.map((run) => JSON.stringify({ run })).sort());
  expect(slack.messages.filter(({ text }) => text.includes('may repeat'))).toEqual([]);
}, 180_000);

function digestOf(store: Store, channel: string, now: number) {
  const due = new Date(now - 120_000);
  const two = (number: number) => String(number).padStart(2, '0');
  return store.digests.create({
    team: 'T0TRAIL00',
    channel,
    maker: 'U012AB3CD',
    made: now - 60 * day,
    origin: 'slack',
    schedule: `daily ${two(due.getUTCHours())}:${two(due.getUTCMinutes())} UTC`,
    accounts: null,
    sections: null,
  });
}

async function killed(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill('SIGKILL');
  await once(child, 'exit');
}

function never(): never {
  throw new Error('The schedule can’t be read');
}
