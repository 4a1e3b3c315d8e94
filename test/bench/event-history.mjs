import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { startLoopbackAws } from './loopback-aws.mjs';

const regions = ['us-east-1', 'us-east-2', 'eu-west-1'];
const pagesPerRegion = 20;
/** Two calls at once, two more each second after. */
const floor = pagesPerRegion / 2 - 1;
const latency = 50;
const eventsPerSecond = 20_000;
const rounds = 7;
/** What reading, counting and summarising may take, of the time that fetching and parsing alone take. */
const timesBare = 1.25;

export default { name: 'event history', run };

async function run() {
  return [...(await measurePace()), ...(await measureSpeed())];
}

async function measurePace() {
  const { seconds, taken, refused } = await ask({ pages: pagesPerRegion, perSecond: 2, latency }, regions, {});
  const what = `${pagesPerRegion} pages in each of ${regions.length} Regions at 2 calls a second`;
  return [
    {
      line: `${what}: ${seconds.toFixed(2)} s, ${(seconds / floor).toFixed(3)} of the ${floor} s that the limit sets (at most 1.15)`,
      value: seconds,
      reference: floor * 1.15,
      unit: 's',
    },
    {
      line: `${what}: ${refused} of ${taken + refused} calls throttled (none)`,
      value: refused,
      reference: 0,
      unit: 'calls',
    },
  ];
}

/**
 * Over ten Regions, so that the loopback's own time and the way there are nothing that is waited for. Trail and the
 * SDK alone take turns, so that whatever else the machine does falls on both.
 */
async function measureSpeed() {
  const manyRegions = Array.from({ length: 10 }, (_, index) => `us-test-${index + 1}`);
  const ask1000 = (options) => ask({ pages: 100, perSecond: null, latency: 0 }, manyRegions, options);
  const pacing = { spacing: 0 };
  const forgetful = { pacing, remember: 2000 };
  const bare = [];
  const runs = [];
  for (let round = 0; round < rounds; round += 1) {
    bare.push(await ask1000(null));
    runs.push(await ask1000(forgetful));
  }
  const [seconds, bareSeconds] = [runs, bare].map((all) => median(all.map((run) => run.seconds)));
  const best = runs.reduce((fastest, run) => (run.seconds < fastest.seconds ? run : fastest));
  const remembering = await ask1000({ pacing });
  const few = await ask({ pages: 10, perSecond: null, latency: 0 }, manyRegions, forgetful);
  const rate = best.events / best.seconds;
  return [
    {
      line: `1,000 pages read and summarised: ${seconds.toFixed(2)} s, ${(seconds / bareSeconds).toFixed(2)} times a bare paginateLookupEvents that parses each record, ${bareSeconds.toFixed(2)} s (at most ${timesBare}; medians of ${rounds}, in turn)`,
      value: seconds,
      reference: bareSeconds * timesBare,
      unit: 's',
    },
    {
      line: `1,000 pages without the limit: ${shown(rate)} events/s, best of ${runs.length} (at least ${shown(eventsPerSecond)})`,
      value: best.seconds,
      reference: best.events / eventsPerSecond,
      unit: 's',
    },
    {
      line: `1,000 pages: at most ${best.megabytes.toFixed(0)} MB resident, for 100 pages ${few.megabytes.toFixed(0)} MB (at most 1.5 times)`,
      value: best.megabytes,
      reference: few.megabytes * 1.5,
      unit: 'MB',
    },
    {
      line: `1,000 pages, all remembered: at most ${remembering.megabytes.toFixed(0)} MB resident (under 200)`,
      value: remembering.megabytes,
      reference: 200,
      unit: 'MB',
    },
  ];
}

const median = (figures) => figures.toSorted((one, other) => one - other)[Math.floor(figures.length / 2)];
const shown = (figure) => Math.round(figure).toLocaleString('en');

/** One question in a process of its own, so that time and peak memory are its own. Without options the SDK alone is asked. */
async function ask(world, askedRegions, options) {
  const newest = Math.floor(Date.now() / 1000) * 1000 - 3_600_000;
  const aws = await startLoopbackAws({ ...world, newest });
  const self = fileURLToPath(import.meta.url);
  const asked = JSON.stringify({ regions: askedRegions, options, newest });
  const child = spawn(process.execPath, [self, asked], {
    env: { ...process.env, ...aws.env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let text = '';
  for await (const chunk of child.stdout) text += chunk;
  return { ...JSON.parse(text), ...(await aws.stop()) };
}

const lookup = { attribute: 'EventName', value: 'DescribeSlackChannels' };
const windowBefore = (newest) => ({ start: newest - 86_400_000, end: newest });

/** In the child: what any program must do, the SDK's pages read to their end and each record parsed. */
async function measureBare({ regions: asked, newest }) {
  const { CloudTrailClient, paginateLookupEvents } = await import('@aws-sdk/client-cloudtrail');
  const { start, end } = windowBefore(newest);
  const input = {
    StartTime: new Date(start),
    EndTime: new Date(end),
    MaxResults: 50,
    LookupAttributes: [{ AttributeKey: lookup.attribute, AttributeValue: lookup.value }],
  };
  let events = 0;
  const search = async (region) => {
    const client = new CloudTrailClient({ region });
    for await (const { Events } of paginateLookupEvents({ client }, input))
      for (const { CloudTrailEvent } of Events) if (JSON.parse(CloudTrailEvent).eventName === lookup.value) events += 1;
    client.destroy();
  };
  const began = performance.now();
  await Promise.all(asked.map(search));
  report(began, events);
}

/** In the child: searches the Regions side by side, the batches merged as an answer merges them. */
async function measure({ regions: asked, options, newest }) {
  const { createClients } = await import('../../build/sources/aws/clients.js');
  const { createAwsLookups } = await import('../../build/sources/event-history/aws-lookups.js');
  const { createEventHistory } = await import('../../build/sources/event-history/event-history.js');
  const { Tallies } = await import('../../build/trail/tallies.js');
  const clock = () => Date.now();
  const clients = createClients({ version: '0.0.0', clock });
  const { pacing, ...remembering } = options;
  const service = createAwsLookups({ clients, ...(pacing === undefined ? {} : { pacing }) });
  const history = createEventHistory({ service, clock, ...remembering });
  const tallies = new Tallies();
  const search = async (region) => {
    const fetch = {
      source: 'event-history',
      account: { id: '111122223333', name: 'own', role: null, externalId: null, regions: [], archive: null },
      region,
      filter: [{ kind: 'event', anyOf: [{ name: lookup.value, source: null }], not: false }],
      window: windowBefore(newest),
      effort: 'complete',
      limit: 20,
      whole: false,
    };
    const how = {
      signal: new AbortController().signal,
      asker: 'trail-cli',
      hiding: { own: { roles: [], callers: [] }, ignore: [] },
    };
    const opened = await history.open([fetch], how);
    for await (const batch of opened.search(fetch)) for (const tally of batch.tallies) tallies.merge(tally);
  };
  const began = performance.now();
  await Promise.all(asked.map(search));
  const events = tallies.list().reduce((sum, tally) => sum + tally.count, 0);
  report(began, events);
  clients.close();
}

function report(began, events) {
  const seconds = (performance.now() - began) / 1000;
  const megabytes = process.resourceUsage().maxRSS / 1024;
  process.stdout.write(JSON.stringify({ seconds, events, megabytes }));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const asked = JSON.parse(process.argv[2]);
  await (asked.options === null ? measureBare(asked) : measure(asked));
}
