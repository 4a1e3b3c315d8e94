import { readPlain } from '../../build/query/plain/read-plain.js';
import { shapes } from '../../build/questions/index.js';

const sentences = [
  'who deleted the bucket audit-logs yesterday?',
  'was the bucket audit-logs deleted this week?',
  'who created an access key?',
  'who turned off logging in prod?',
  'who opened a security group in Frankfurt since Monday?',
  'who logged in without MFA in the last 3 hours?',
  'who listed the Slack channels?',
  'who changed the bucket policy of audit-logs between Nov 3 and Nov 5?',
  'who terminated instances last night?',
  'who assumed the admin role?',
  'what was denied to jdoe?',
  'errors in chime',
  'what did jdoe do yesterday between 2 and 4pm?',
  'did alice change anything on Monday?',
  'what happened to audit-logs?',
  'what is key AKIAIOSFODNN7EXAMPLE doing?',
  'who is behind session deploy-42?',
  'what came from 203.0.113.7 today?',
  'what changed in prod since the weekend?',
  'who deleted audit-logs?',
];
const wanted = 5000;
const context = {
  now: Date.UTC(2026, 10, 20, 10),
  zone: 'Europe/Berlin',
  accounts: [{ name: 'prod', id: '111122223333', regions: ['us-east-1'] }],
  shapes,
};

export default { name: 'plain English', run };

/** Reads each sentence over and over, in turns, once warm, for a second of one core's time. */
async function run() {
  readFor(0.5);
  const perSecond = readFor(1);
  return [
    {
      line: `plain English: ${Math.round(perSecond).toLocaleString('en')} sentences a second of one core (at least ${wanted.toLocaleString('en')})`,
      value: perSecond,
      reference: wanted,
      atLeast: true,
      unit: 'sentences/s',
    },
  ];
}

function readFor(seconds) {
  const start = process.cpuUsage();
  const spent = () => {
    const { user, system } = process.cpuUsage(start);
    return (user + system) / 1e6;
  };
  let read = 0;
  while (spent() < seconds) {
    for (const sentence of sentences) readPlain(sentence, context);
    read += sentences.length;
  }
  return read / spent();
}
