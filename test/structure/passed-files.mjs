import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { startLoopbackAws } from '../bench/loopback-aws.mjs';
import { signedCommand, startLoopbackSlack, startTrail, until } from '../bench/loopback-slack.mjs';

const trailYml = `accounts:
  - name: prod
    id: "111122223333"
    role: arn:aws:iam::111122223333:role/trail
    regions: [us-east-1, eu-west-1]
`;

/**
 * The files of src/ that `/trail who DeleteBucket` passes from the request to the delivered message: those of which a
 * function runs between the two. The bot runs from `build`, one file a module, against a loopback
 * Slack and AWS. Sorted.
 */
export async function passedFiles(build = fileURLToPath(new URL('../../build/', import.meta.url))) {
  const folder = mkdtempSync(join(tmpdir(), 'trail-passed-'));
  const told = join(folder, 'passed.json');
  const slack = await startLoopbackSlack();
  const aws = await startLoopbackAws({
    pages: 3,
    perSecond: null,
    newest: Date.now() - 3_600_000,
    latency: 0,
    eventName: 'DeleteBucket',
  });
  const recorder = fileURLToPath(new URL('record-passed.mjs', import.meta.url));
  const config = join(folder, 'trail.yml');
  writeFileSync(config, trailYml);
  const env = { ...slack.env, ...aws.env, TRAIL_CONFIG: config, PASSED_FILES: told };
  const trail = await startTrail(env, {
    entry: pathToFileURL(join(resolve(build), 'main.js')),
    flags: ['--import', recorder],
  });
  const passed = async () => {
    rmSync(told, { force: true });
    trail.process.kill('SIGUSR2');
    await until(() => existsSync(told) && readFileSync(told, 'utf8').endsWith(']'), 'Nothing was recorded');
    return JSON.parse(readFileSync(told, 'utf8'));
  };
  try {
    await passed();
    const sent = await fetch(`${trail.url}/slack/events`, signedCommand(slack.url, 'asked/1', 'who DeleteBucket'));
    if (sent.status !== 200) throw new Error(`The command was answered with ${sent.status}.`);
    const delivered = async () => /^trail_deliveries_total\{.*\} [1-9]/m.test(await text(`${trail.url}/metrics`));
    await until(delivered, 'No answer was delivered');
    const base = pathToFileURL(join(resolve(build), '/')).href;
    const own = (await passed()).filter((url) => url.startsWith(base));
    return own.map((url) => url.slice(base.length).replace(/\.js$/, '.ts')).sort();
  } finally {
    trail.stop();
    slack.stop();
    await aws.stop();
    rmSync(folder, { recursive: true });
  }
}

async function text(url) {
  return (await fetch(url)).text();
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  process.stdout.write(`${JSON.stringify(await passedFiles(process.argv[2]))}\n`);
}
