import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startLoopbackAws } from './loopback-aws.mjs';

const digests = 200;
const accounts = 5;
const pagesPerRegion = 50;
const latency = 50;
/** Two calls at once, two more each second after. */
const floor = pagesPerRegion / 2 - 1;
/** The time that a call has for itself at two a second in two slots: what a person may have to wait for. */
const pageTime = 1 + latency / 1000;
const records = 1_000_000;
const eventsPerPage = 50;
const day = 86_400_000;

export default { name: 'digests', run };

async function run() {
  return [...(await measureRush()), ...(await measureMemory())];
}

async function measureRush() {
  const { seconds, delivered, alone, meanwhile, taken, refused } = await inChild('rush', {
    pages: pagesPerRegion,
    perSecond: 2,
    latency,
  });
  const what = `${digests} digests due at once over ${accounts} accounts of ${pagesPerRegion} pages`;
  return [
    {
      line: `${what}: ${delivered} delivered (all) in ${seconds.toFixed(1)} s, ${(seconds / floor).toFixed(2)} of the ${floor} s that the limit sets`,
      value: digests - delivered,
      reference: 0,
      unit: 'digests',
    },
    {
      line: `${what}: ${taken} calls, ${refused} of them throttled (none)`,
      value: refused,
      reference: 0,
      unit: 'calls',
    },
    {
      line: `a person’s question meanwhile: at most ${meanwhile.toFixed(2)} s, alone ${alone.toFixed(2)} s (a page’s time of ${pageTime.toFixed(2)} s more at most)`,
      value: meanwhile,
      reference: alone + pageTime,
      unit: 's',
    },
  ];
}

async function measureMemory() {
  const pages = records / eventsPerPage;
  const { megabytes, calls, seconds } = await inChild('memory', { pages, perSecond: null, latency: 0 });
  return [
    {
      line: `a digest of ${calls.toLocaleString('en')} records: at most ${megabytes.toFixed(0)} MB resident (under 300), ${seconds.toFixed(0)} s`,
      value: calls === records ? megabytes : Number.POSITIVE_INFINITY,
      reference: 300,
      unit: 'MB',
    },
  ];
}

/** In a process of its own, so that peak memory is its own. */
async function inChild(job, world) {
  const newest = Math.floor(Date.now() / 1000) * 1000 - 3_600_000;
  const aws = await startLoopbackAws({ ...world, newest });
  const folder = mkdtempSync(join(tmpdir(), 'trail-bench-'));
  const asked = JSON.stringify({ job, folder, newest });
  const child = spawn(process.execPath, [fileURLToPath(import.meta.url), asked], {
    env: { ...process.env, ...aws.env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let text = '';
  for await (const chunk of child.stdout) text += chunk;
  rmSync(folder, { recursive: true });
  return { ...JSON.parse(text), ...(await aws.stop()) };
}

/** In the child: what digests need of the world. */
async function createWorld(folder, pacing) {
  const { createClients } = await import('../../build/sources/aws/clients.js');
  const { createAwsLookups } = await import('../../build/sources/event-history/aws-lookups.js');
  const { createEventHistory } = await import('../../build/sources/event-history/event-history.js');
  const { createArchives } = await import('../../build/sources/log-files/archives.js');
  const { openStore } = await import('../../build/state/open-store.js');
  const clock = () => Date.now();
  const clients = createClients({ version: '0.0.0', clock });
  const history = createEventHistory({ service: createAwsLookups({ clients, ...pacing }), clock });
  const opened = await openStore({ kind: 'folder', folder });
  if (!opened.ok) throw new Error(JSON.stringify(opened.fault));
  const known = Array.from({ length: accounts }, (_, at) => ({
    id: `11112222333${at}`,
    name: `account-${at}`,
    role: `arn:aws:iam::11112222333${at}:role/trail`,
    externalId: null,
    regions: ['us-east-1'],
    archive: null,
  }));
  const search = {
    hiding: { own: { roles: [], callers: [] }, ignore: [] },
    logs: null,
    sources: { 'event-history': history, 'log-files': createArchives() },
    quota: () => [],
    clock,
    onBug: (error) => {
      throw error;
    },
  };
  return { clients, history, store: opened.value, known, search, clock };
}

async function rush({ folder, newest }) {
  const { createDigests } = await import('../../build/digest/digests.js');
  const { noQuestionLog } = await import('../../build/ask/ask.js');
  const { pino } = await import('pino');
  const { clients, history, store, known, search, clock } = await createWorld(folder, {});
  const due = new Date(Date.now() - 60_000);
  const two = (number) => String(number).padStart(2, '0');
  for (let count = 0; count < digests; count++) {
    await store.digests.create({
      team: 'T1',
      channel: `C${count}`,
      maker: 'U1',
      made: Date.now() - 30 * day,
      origin: 'slack',
      schedule: `daily ${two(due.getUTCHours())}:${two(due.getUTCMinutes())} UTC`,
      accounts: null,
      sections: null,
    });
  }
  const alone = await askAsPerson(history, known[0], newest, 'Alone');
  const stop = new AbortController();
  let delivered = 0;
  const began = performance.now();
  let ended = began;
  const post = {
    team: 'T1',
    usergroupsOf: async () => [],
    find: async () => 'absent',
    inTurn: (_channel, _signal, work) => work(),
    async send(channel) {
      delivered += 1;
      ended = performance.now();
      if (delivered === digests) setTimeout(() => stop.abort(), 200);
      return { kind: 'posted', place: { channel, ts: `${delivered}.0` } };
    },
  };
  const running = createDigests({
    ...search,
    accounts: async () => known,
    access: null,
    questionLog: noQuestionLog,
    store,
    configured: [],
    log: pino({ level: 'silent' }),
    clock,
  }).run(post, stop.signal);
  let meanwhile = 0;
  for (let count = 0; count < 5; count++) {
    await new Promise((resolve) => setTimeout(resolve, 3_000));
    meanwhile = Math.max(meanwhile, await askAsPerson(history, known[0], newest, `Meanwhile${count}`));
  }
  await running;
  clients.close();
  await store.close();
  return { seconds: (ended - began) / 1000, delivered, alone, meanwhile };
}

/** One page of one look-up, as a person's question: how long until it is there. */
async function askAsPerson(history, account, newest, value) {
  const began = performance.now();
  const fetch = {
    source: 'event-history',
    account,
    region: 'us-east-1',
    filter: [{ kind: 'event', anyOf: [{ name: value, source: null }], not: false }],
    window: { start: newest - day, end: newest },
    effort: 'glance',
    limit: 20,
    whole: false,
  };
  const how = {
    signal: new AbortController().signal,
    asker: 'trail-digest',
    hiding: { own: { roles: [], callers: [] }, ignore: [] },
  };
  const opened = await history.open([fetch], how);
  for await (const _batch of opened.search(fetch));
  return (performance.now() - began) / 1000;
}

async function memory({ folder, newest }) {
  const { authoriseDigest } = await import('../../build/digest/authorise-digest.js');
  const { build } = await import('../../build/digest/build.js');
  const { createPasses } = await import('../../build/digest/pass.js');
  const { renderDigest } = await import('../../build/blocks/digest.js');
  const { clients, store, known, search } = await createWorld(folder, { pacing: { spacing: 0 } });
  const passes = createPasses({ ...search, store, signal: new AbortController().signal });
  const window = { start: newest - records * 1000, end: newest + 1000 };
  const context = { accounts: async () => known.slice(0, 1), access: null, logs: null };
  const authorised = await authoriseDigest(null, { kind: 'local' }, context);
  const order = {
    window,
    last: null,
    allowed: authorised.value.allowed,
    limited: false,
    sections: null,
    zone: 'UTC',
    priority: 'digest',
  };
  const began = performance.now();
  const { content } = await build(order, { passes, store });
  renderDigest(content);
  const seconds = (performance.now() - began) / 1000;
  clients.close();
  await store.close();
  const calls = content.coverage.searched.reduce((sum, { recordsRead }) => sum + recordsRead, 0);
  return { seconds, calls, megabytes: process.resourceUsage().maxRSS / 1024 };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const given = JSON.parse(process.argv[2]);
  const result = await { rush, memory }[given.job](given);
  process.stdout.write(JSON.stringify(result));
}
