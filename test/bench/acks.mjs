import { startLoopbackBolt } from './loopback-bolt.mjs';
import { signedCommand, startLoopbackSlack, startTrail } from './loopback-slack.mjs';

const atOnce = 50;
const rounds = 11;
const most = 2;

export default { name: 'acknowledging', run };

/**
 * Signed slash commands, many at once, to the running bot and to a Bolt app that only acknowledges, in turn. Both have
 * a Slack that takes everything; each volley waits until what the one before it asked for was answered.
 */
async function run() {
  const slack = await startLoopbackSlack();
  const [trail, bolt] = await Promise.all([startTrail(slack.env), startLoopbackBolt(slack.env)]);
  try {
    const times = { trail: [], bolt: [] };
    // The first round warms both.
    for (let round = 0; round <= rounds; round += 1) {
      const ofBolt = await volley(bolt.url, slack.url, `bolt-${round}`);
      const ofTrail = await volley(trail.url, slack.url, `trail-${round}`);
      await slack.answered(`trail-${round}`, atOnce);
      if (round === 0) continue;
      times.bolt.push(ofBolt);
      times.trail.push(ofTrail);
    }
    return [0.5, 0.99].map((part) => {
      const [ours, theirs] = [times.trail, times.bolt].map((volleys) => median(volleys.map((took) => at(took, part))));
      const value = ours / theirs;
      return {
        line: `signed command to ack, ${atOnce} at once, p${part * 100}: ${ours.toFixed(0)} ms where a bare Bolt app takes ${theirs.toFixed(0)} ms: ${value.toFixed(2)} (at most ${most})`,
        value,
        reference: most,
        unit: 'ratio',
      };
    });
  } finally {
    trail.stop();
    bolt.stop();
    slack.stop();
  }
}

/** How long each took, the quickest first (milliseconds). */
async function volley(url, slackUrl, name) {
  const commands = Array.from({ length: atOnce }, (_, index) => signedCommand(slackUrl, `${name}/${index}`, 'help'));
  const times = await Promise.all(commands.map((request) => timed(`${url}/slack/events`, request)));
  return times.sort((one, other) => one - other);
}

async function timed(url, request) {
  const begun = performance.now();
  const response = await fetch(url, request);
  await response.arrayBuffer();
  if (response.status !== 200) throw new Error(`A command was answered with ${response.status}.`);
  return performance.now() - begun;
}

function at(sorted, part) {
  return sorted[Math.ceil(sorted.length * part) - 1];
}

function median(numbers) {
  return at(
    [...numbers].sort((one, other) => one - other),
    0.5,
  );
}
