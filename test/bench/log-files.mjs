import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';

const files = 1000;
const recordsPerFile = 1000;
const start = Date.UTC(2026, 9, 1);
const step = 2000;
const account = '111122223333';

const everything = [];
const oneEvent = [{ kind: 'event', anyOf: [{ name: 'DeleteBucket', source: null }], not: false }];

export default { name: 'log files', run };

/** Reads one archive with zcat and with Trail, each Trail question in a process of its own, so that its peak is its own. */
async function run() {
  const root = mkdtempSync(join(tmpdir(), 'trail-bench-'));
  try {
    writeArchive(root);
    const rounds = [1, 2].map(() => ({ zcat: timeOfZcat(root), who: ask(root, oneEvent), all: ask(root, everything) }));
    const zcat = Math.min(...rounds.map((round) => round.zcat));
    const who = best(rounds.map((round) => round.who));
    const all = best(rounds.map((round) => round.all));
    const archive = `${files.toLocaleString('en')} gzipped files of ${recordsPerFile.toLocaleString('en')} records`;
    return [
      timeLine(`who over ${archive}`, who, zcat, 1),
      memoryLine(`who over ${archive}`, who, 200),
      timeLine(`grouping all of ${archive}`, all, zcat, 2),
      memoryLine(`grouping all of ${archive}`, all, 300),
    ];
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

/** The quickest run, with the most memory that any took. */
function best(runs) {
  const { seconds, events } = runs.reduce((one, other) => (other.seconds < one.seconds ? other : one));
  return { seconds, events, megabytes: Math.max(...runs.map((run) => run.megabytes)) };
}

function timeLine(what, { seconds, events }, zcat, most) {
  const ratio = (seconds / zcat).toFixed(2);
  return {
    line: `${what}: ${seconds.toFixed(1)} s for ${events} events, ${ratio} of zcat's ${zcat.toFixed(1)} s (at most ${most})`,
    value: seconds,
    reference: zcat * most,
    unit: 's',
  };
}

function memoryLine(what, { megabytes }, most) {
  return {
    line: `${what}: at most ${megabytes.toFixed(0)} MB resident (under ${most})`,
    value: megabytes,
    reference: most,
    unit: 'MB',
  };
}

function timeOfZcat(root) {
  const began = performance.now();
  execFileSync('sh', ['-c', `find '${root}' -name '*.gz' -print0 | xargs -0 zcat > /dev/null`]);
  return (performance.now() - began) / 1000;
}

function ask(root, filter) {
  const self = fileURLToPath(import.meta.url);
  const child = spawnSync(process.execPath, [self, root, JSON.stringify(filter)], { encoding: 'utf8' });
  if (child.status !== 0) throw new Error(`The measured process failed: ${child.stderr}`);
  return JSON.parse(child.stdout);
}

/** In the child: one question, its batches merged as an answer merges them. */
async function measure(root, filter) {
  const { createLogFiles } = await import('../../build/sources/log-files/log-files.js');
  const { Tallies } = await import('../../build/trail/tallies.js');
  const source = createLogFiles({ root });
  const fetch = {
    source: 'log-files',
    account: { id: null, name: 'archive', role: null, externalId: null, regions: [], archive: null },
    region: null,
    filter,
    window: { start, end: start + files * recordsPerFile * step },
    effort: 'complete',
    limit: 20,
    whole: false,
  };
  const options = {
    signal: new AbortController().signal,
    asker: 'trail-cli',
    hiding: { own: { roles: [], callers: [] }, ignore: [] },
  };
  const tallies = new Tallies();
  const began = performance.now();
  const opened = await source.open([fetch], options);
  for await (const batch of opened.search(fetch)) for (const tally of batch.tallies) tallies.merge(tally);
  const seconds = (performance.now() - began) / 1000;
  await source.close();
  const events = tallies.list().reduce((sum, tally) => sum + tally.count, 0);
  process.stdout.write(JSON.stringify({ seconds, events, megabytes: process.resourceUsage().maxRSS / 1024 }));
}

/**
 * An archive as CloudTrail delivers it to S3, the same at every run: 1.9 KB a record, 4 Regions, 240 callers of which
 * each uses 15 of 120 event names, as people and services do: some 30,000 combinations of what questions group by.
 */
function writeArchive(root) {
  const random = createRandom(20261120);
  for (let file = 0; file < files; file++) {
    const records = [];
    const region = regions[file % regions.length];
    for (let at = 0; at < recordsPerFile; at++) {
      records.push(writeRecord(random, start + (file * recordsPerFile + at) * step, region));
    }
    const iso = new Date(start + file * recordsPerFile * step).toISOString();
    const [year, month, day] = iso.slice(0, 10).split('-');
    const folder = join(root, 'AWSLogs', account, 'CloudTrail', region, year, month, day);
    mkdirSync(folder, { recursive: true });
    const stamp = `${iso.slice(0, 16).replace(/[-:]/g, '')}Z`;
    const name = `${account}_CloudTrail_${region}_${stamp}_${hex(random, 16)}.json.gz`;
    writeFileSync(join(folder, name), gzipSync(`{"Records":[${records.join(',')}]}`));
  }
}

const regions = ['us-east-1', 'us-east-2', 'eu-west-1', 'ap-southeast-2'];
const services = ['ec2', 's3', 'iam', 'kms', 'lambda', 'dynamodb', 'rds', 'sqs', 'sns', 'logs'];
const verbs = [
  'Describe',
  'List',
  'Get',
  'Create',
  'Update',
  'Put',
  'Tag',
  'Start',
  'Stop',
  'Delete',
  'Attach',
  'Detach',
];
const agents = ['aws-cli/2.17.9', 'Boto3/1.34.131', 'console.amazonaws.com', 'APN/1.0 HashiCorp/1.0 Terraform/1.9.0'];

function writeRecord(random, time, region) {
  const caller = random(240);
  const human = caller < 60;
  const role = human ? 'AWSReservedSSO_PowerUser_0123456789abcdef' : `service-${caller % 30}`;
  const session = human ? `person.${caller}@example.com` : `worker-${caller}`;
  const rare = random(500) === 0;
  const habit = caller * 7 + random(15);
  const service = rare ? 's3' : services[habit % services.length];
  const name = rare ? 'DeleteBucket' : `${verbs[habit % verbs.length]}${service.toUpperCase()}Thing`;
  const iso = new Date(time).toISOString().replace('.000', '');
  const id = `${hex(random, 8)}-${hex(random, 4)}-4${hex(random, 3)}-a${hex(random, 3)}-${hex(random, 12)}`;
  const denied = random(40) === 0;
  const resource = `thing-${random(5000)}`;
  return JSON.stringify({
    eventVersion: '1.10',
    userIdentity: {
      type: 'AssumedRole',
      principalId: `AROAEXAMPLE${String(caller % 30).padStart(8, '0')}:${session}`,
      arn: `arn:aws:sts::${account}:assumed-role/${role}/${session}`,
      accountId: account,
      accessKeyId: `ASIAEXAMPLE${String(caller).padStart(9, '0')}`,
      sessionContext: {
        sessionIssuer: {
          type: 'Role',
          principalId: `AROAEXAMPLE${String(caller % 30).padStart(8, '0')}`,
          arn: `arn:aws:iam::${account}:role/${role}`,
          accountId: account,
          userName: role,
        },
        attributes: { creationDate: iso, mfaAuthenticated: String(human) },
      },
    },
    eventTime: iso,
    eventSource: `${service}.amazonaws.com`,
    eventName: name,
    awsRegion: region,
    sourceIPAddress: `10.${caller % 8}.${caller % 16}.${caller}`,
    userAgent: `${agents[caller % agents.length]} md/Botocore#1.34 ua/2.0 os/linux#5.10 lang/python#3.11 cfg/retry-mode#standard`,
    ...(denied && {
      errorCode: 'AccessDenied',
      errorMessage: `User: ${session} is not authorized to perform: ${name}`,
    }),
    requestParameters: {
      resourceName: resource,
      clientToken: hex(random, 32),
      maxResults: 100,
      filterSet: { items: [{ name: 'tag:Name', valueSet: { items: [{ value: `prod-${random(100)}` }] } }] },
      description:
        'Made by the deployment pipeline for the nightly batch. Before you change it, see the runbook of the team that owns it, tell the people on call, and mind that the batch holds a lock from 01:00 to 03:00 UTC; a change in that time waits for it.',
    },
    responseElements: /^(?:Describe|List|Get)/.test(name)
      ? null
      : {
          requestId: hex(random, 32),
          status: 'ACTIVE',
          resourceArn: `arn:aws:${service}:${region}:${account}:${resource}`,
        },
    requestID: hex(random, 32),
    eventID: id,
    readOnly: /^(?:Describe|List|Get)/.test(name),
    resources: [
      { accountId: account, type: 'AWS::Example::Thing', ARN: `arn:aws:${service}:${region}:${account}:${resource}` },
    ],
    eventType: 'AwsApiCall',
    managementEvent: true,
    recipientAccountId: account,
    eventCategory: 'Management',
    tlsDetails: {
      tlsVersion: 'TLSv1.3',
      cipherSuite: 'TLS_AES_128_GCM_SHA256',
      clientProvidedHostHeader: `${service}.${region}.amazonaws.com`,
    },
  });
}

/** xorshift: whole numbers below `bound`, the same for the same seed. */
function createRandom(seed) {
  let state = seed;
  return (bound) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) % bound;
  };
}

function hex(random, digits) {
  let text = '';
  while (text.length < digits) text += random(65536).toString(16).padStart(4, '0');
  return text.slice(0, digits);
}

const [, entry, root, filter] = process.argv;
if (entry === fileURLToPath(import.meta.url) && root !== undefined && filter !== undefined) {
  await measure(root, JSON.parse(filter));
}
