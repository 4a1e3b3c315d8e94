import { spawn } from 'node:child_process';
import { createServer } from 'node:http';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const account = '111122223333';
const eventsPerPage = 50;
/** More pages than these are written each time they are asked for. */
const maxKept = 2_000;

/**
 * Starts a CloudTrail in a process of its own, so that it costs the measured one nothing. Every Region of every account
 * holds `pages` pages of 50 events, one a second before `newest`, and takes `perSecond` calls a second (null: any
 * number), each call one of `eventName`. Its STS hands out any role.
 */
export async function startLoopbackAws(options) {
  const self = fileURLToPath(import.meta.url);
  const child = spawn(process.execPath, [self, JSON.stringify(options)], { stdio: ['pipe', 'pipe', 'inherit'] });
  const lines = createInterface(child.stdout)[Symbol.asyncIterator]();
  const { value: url } = await lines.next();
  return {
    url,
    env: {
      AWS_ENDPOINT_URL: url,
      AWS_ACCESS_KEY_ID: 'AKIAIOSFODNN7EXAMPLE',
      AWS_SECRET_ACCESS_KEY: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
      AWS_REGION: 'us-east-1',
      AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
    },
    /** Ends it; tells how many calls it took and how many it refused for going too fast. */
    async stop() {
      child.stdin.end();
      const { value } = await lines.next();
      return JSON.parse(value);
    },
  };
}

function serve({ pages, perSecond, newest, latency, eventName = 'DescribeSlackChannels' }) {
  const accepted = new Map();
  const counts = { taken: 0, refused: 0 };
  const bodies = pages > maxKept ? [] : Array.from({ length: pages }, (_, page) => bodyOf(page));
  const bodyAt = (page) => bodies[page] ?? bodyOf(page);
  function bodyOf(page) {
    return Buffer.from(writePage(page, pages, { newest, eventName }));
  }
  const server = createServer(async (request, response) => {
    const arrived = performance.now();
    let text = '';
    for await (const chunk of request) text += chunk;
    if (text.includes('Action=AssumeRole')) {
      response.writeHead(200, { 'content-type': 'text/xml' });
      response.end(assumed(new URLSearchParams(text).get('RoleArn').split(':')[4]));
      return;
    }
    if (text.includes('Action=GetCallerIdentity')) {
      response.writeHead(200, { 'content-type': 'text/xml' });
      response.end(callerIdentity);
      return;
    }
    const [, region = ''] = /Credential=([^/]+\/\d{8}\/[^/]+)\//.exec(request.headers.authorization) ?? [];
    const recent = (accepted.get(region) ?? []).filter((time) => arrived - time < 1000);
    const isRefused = perSecond !== null && recent.length >= perSecond;
    counts[isRefused ? 'refused' : 'taken'] += 1;
    if (!isRefused) accepted.set(region, [...recent, arrived]);
    const body = isRefused
      ? '{"__type":"ThrottlingException","message":"Rate exceeded"}'
      : bodyAt(Number(JSON.parse(text).NextToken ?? 0));
    if (latency > 0) await new Promise((resolve) => setTimeout(resolve, latency));
    response.writeHead(isRefused ? 400 : 200, { 'content-type': 'application/x-amz-json-1.1' });
    response.end(body);
  });
  server.listen(0, '127.0.0.1', () => process.stdout.write(`http://127.0.0.1:${server.address().port}\n`));
  process.stdin.resume().on('end', () => {
    process.stdout.write(`${JSON.stringify(counts)}\n`, () => process.exit(0));
  });
}

/** Keys by which the account is known again. */
const callerIdentity = `<GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><GetCallerIdentityResult><Arn>arn:aws:iam::${account}:user/trail</Arn><UserId>AIDAEXAMPLE</UserId><Account>${account}</Account></GetCallerIdentityResult></GetCallerIdentityResponse>`;

function assumed(id) {
  const expires = new Date(Date.now() + 3_600_000).toISOString();
  const keys = `<AccessKeyId>ASIA${id}0000</AccessKeyId><SecretAccessKey>secret</SecretAccessKey><SessionToken>token</SessionToken>`;
  return `<AssumeRoleResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><AssumeRoleResult><Credentials>${keys}<Expiration>${expires}</Expiration></Credentials></AssumeRoleResult></AssumeRoleResponse>`;
}

function writePage(page, pages, event) {
  const events = [];
  for (let at = 0; at < eventsPerPage; at++) events.push(writeEvent(page * eventsPerPage + at, event));
  const token = page + 1 < pages ? `,"NextToken":"${page + 1}"` : '';
  return `{"Events":[${events.join(',')}]${token}}`;
}

/** 100 callers in turn, 1.9 KB a record, as real ones have. */
function writeEvent(index, { newest, eventName }) {
  const time = newest - index * 1000;
  const id = `00000000-0000-4000-8000-${String(index).padStart(12, '0')}`;
  const session = `person.${index % 100}@example.com`;
  const record = {
    eventVersion: '1.11',
    userIdentity: {
      type: 'AssumedRole',
      principalId: `AROAEXAMPLE00000000:${session}`,
      arn: `arn:aws:sts::${account}:assumed-role/AWSReservedSSO_PowerUser_0123456789abcdef/${session}`,
      accountId: account,
      accessKeyId: `ASIA${String(index % 1000).padStart(16, '0')}`,
      sessionContext: {
        sessionIssuer: {
          type: 'Role',
          principalId: 'AROAEXAMPLE00000000',
          arn: `arn:aws:iam::${account}:role/aws-reserved/sso.amazonaws.com/AWSReservedSSO_PowerUser_0123456789abcdef`,
          accountId: account,
          userName: 'AWSReservedSSO_PowerUser_0123456789abcdef',
        },
        attributes: { creationDate: '2026-11-20T08:00:00Z', mfaAuthenticated: 'false' },
      },
    },
    eventTime: `${new Date(time).toISOString().slice(0, 19)}Z`,
    eventSource: 'chatbot.amazonaws.com',
    eventName,
    awsRegion: 'us-east-1',
    sourceIPAddress: `10.24.${index % 7}.${index % 100}`,
    userAgent:
      'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0',
    requestParameters: { maxResults: 100, slackTeamId: 'T012ABCDE', filler: 'x'.repeat(500) },
    responseElements: null,
    requestID: id,
    eventID: id,
    readOnly: true,
    eventType: 'AwsApiCall',
    managementEvent: true,
    recipientAccountId: account,
    eventCategory: 'Management',
    tlsDetails: {
      tlsVersion: 'TLSv1.3',
      cipherSuite: 'TLS_AES_128_GCM_SHA256',
      clientProvidedHostHeader: 'chatbot.us-east-1.amazonaws.com',
    },
    sessionCredentialFromConsole: 'true',
  };
  return JSON.stringify({
    EventId: id,
    EventName: eventName,
    ReadOnly: 'true',
    AccessKeyId: record.userIdentity.accessKeyId,
    EventTime: time / 1000,
    EventSource: 'chatbot.amazonaws.com',
    Username: session,
    Resources: [],
    CloudTrailEvent: JSON.stringify(record),
  });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) serve(JSON.parse(process.argv[2]));
