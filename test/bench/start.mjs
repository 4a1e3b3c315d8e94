import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const main = fileURLToPath(new URL('../../dist/main.js', import.meta.url));
const rounds = 15;

/** How long a process takes from its start to its end, in milliseconds. */
function time(words) {
  const began = performance.now();
  const { status } = spawnSync(process.execPath, words, { stdio: ['ignore', 'ignore', 'inherit'] });
  if (status !== 0) throw new Error(`node ${words.join(' ')} ended with ${status}.`);
  return performance.now() - began;
}

const median = (values) => values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)];

/** What it takes until a command has answered, beside a Node that does nothing; the three in turn, round by round. */
export default {
  name: 'start of a command',
  run() {
    const commands = {
      bare: ['-e', '0'],
      help: [main, 'help'],
      sample: [main, '--sample', 'who', 'DescribeSlackChannels'],
    };
    const took = { bare: [], help: [], sample: [] };
    for (const words of Object.values(commands)) time(words);
    for (let round = 0; round < rounds; round++) {
      for (const [name, words] of Object.entries(commands)) took[name].push(time(words));
    }
    const bare = median(took.bare);
    const against = (name, says, reference) => {
      const value = median(took[name]) / bare;
      const line = `${says}: ${median(took[name]).toFixed(0)} ms, ${value.toFixed(1)} times node -e 0 (at most ${reference})`;
      return { line, value, reference };
    };
    return [against('help', 'trail help', 3), against('sample', 'trail --sample who DescribeSlackChannels', 8)];
  },
};
