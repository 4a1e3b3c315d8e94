/**
 * Another process on the same store, over the modules as `npm run build` compiles them: node another-process.mjs
 * '{"place": …, "job": …}'. Each line it prints is something that was committed.
 */
import { openStore } from '../../build/state/open-store.js';

const { place, job, digest, count, user } = JSON.parse(process.argv[2] ?? '{}');
const say = (value) => process.stdout.write(`${JSON.stringify(value)}\n`);

if (user !== undefined) {
  process.setgroups([]);
  process.setgid(user);
  process.setuid(user);
}

const opened = await openStore(place);
if (!opened.ok) {
  say({ fault: opened.fault });
  process.exit(1);
}
const store = opened.value;

const jobs = {
  /** Takes what it can of runs and events that others want, too. */
  async claim() {
    for (let at = 1; at <= count; at++) {
      const run = await store.runs.claim(digest, at, { now: 0, until: 1_000_000 });
      const event = await store.eventIds.claim(`event ${at}`, at);
      say({ run: run === null ? null : at, event: event ? at : null });
    }
  },
  /** Writes until it is killed. */
  async write() {
    for (let at = 1; ; at++) {
      const question = await store.questions.start({
        user: 'U1',
        team: 'T1',
        channel: 'C1',
        text: `who ${at}`,
        time: at,
      });
      await store.questions.finish(question, { outcome: 'answered', took: at, complete: true });
      say({ question, at });
      const run = await store.runs.claim(digest, Date.now() * 1000 + at, { now: 0, until: 1_000_000 });
      if (run === null) continue;
      const told = Array.from({ length: 50 }, (_, place) => `${run.id} ${place}`);
      await store.runs.markSending(run, { window: { start: at, end: at + 1 }, told });
      await store.runs.markDelivered(run, { at, message: { channel: 'C1', ts: `${at}.0` } });
      say({ run: run.id, at });
    }
  },
  /** Only opens. */
  async open() {
    say({ opened: true });
  },
};

await jobs[job]();
await store.close();
