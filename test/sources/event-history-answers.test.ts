import { createServer, type ServerResponse } from 'node:http';
import { CloudTrailClient, LookupEventsCommand } from '@aws-sdk/client-cloudtrail';
import { expect, test } from '@jest/globals';
import { readFailure } from '../../src/sources/aws/failure.ts';
import { takeBody } from '../../src/sources/event-history/aws-lookups.ts';

/** Sends one command to a server that answers so; what was taken of its body, what the SDK made of it, and what failed. */
async function send(answer: (response: ServerResponse) => void) {
  const server = createServer((request, response) => request.resume().on('end', () => answer(response)));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const credentials = { accessKeyId: 'AKIAIOSFODNN7EXAMPLE', secretAccessKey: 'none' };
  const endpoint = `http://127.0.0.1:${port}`;
  const client = new CloudTrailClient({ region: 'us-east-1', endpoint, credentials, maxAttempts: 1 });
  const command = new LookupEventsCommand({});
  const body = takeBody(command);
  try {
    const { Events, NextToken } = await client.send(command);
    return { taken: body(), sdk: { Events, NextToken }, failure: null };
  } catch (error) {
    return { taken: body(), sdk: null, failure: readFailure(error) };
  } finally {
    client.destroy();
    server.closeAllConnections();
    server.close();
  }
}

const page = JSON.stringify({ Events: [{ EventId: 'e', EventTime: 1_700_000_000.5 }], NextToken: 'more' });

test('an answer is taken as the JSON it came as, and nothing is left for the SDK to copy', async () => {
  expect(await send((response) => response.end(page))).toEqual({
    taken: JSON.parse(page),
    sdk: { Events: undefined, NextToken: undefined },
    failure: null,
  });
});

test('an answer without a body is an empty one', async () => {
  expect(await send((response) => response.end())).toMatchObject({ taken: null, failure: null });
});

test('a refusal is read by the SDK', async () => {
  const refused = await send((response) => response.writeHead(400).end('{"__type":"ThrottlingException"}'));
  expect(refused).toMatchObject({ taken: null, failure: { kind: 'throttled' } });
});

test.each([
  ['what is no JSON, as proxies answer', (response: ServerResponse) => response.end('<html>')],
  ['JSON that was cut short', (response: ServerResponse) => response.end(page.slice(0, -5))],
  [
    'a connection that breaks in the middle of the body',
    (response: ServerResponse) => {
      response.writeHead(200, { 'content-length': page.length }).write(page.slice(0, 20), () => response.destroy());
    },
  ],
])('%s is a failure to reach AWS', async (_, answer) => {
  expect(await send(answer)).toMatchObject({ taken: null, failure: { kind: 'unreachable' } });
});
