import { createServer } from 'node:http';
import { describe, expect, test } from '@jest/globals';
import { startAws } from '../fakes/aws.ts';
import { runCli } from '../fakes/run-bot.ts';
import { startSlack } from '../fakes/slack.ts';

describe('npm start, where a setting is missing or wrong', () => {
  test('says of each what it is for and where it is found, and names the playground as the way to go on', async () => {
    const { code, stdout, stderr } = await runCli(['start'], { env: { SLACK_BOT_TOKEN: 'xoxp-1', PORT: '99999' } });
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr.split('\n')).toEqual([
      'SLACK_BOT_TOKEN is a user token; Trail answers in Slack with it: copy the Bot User OAuth Token (xoxb-…) from the app’s page “OAuth & Permissions”.',
      expect.stringMatching(
        /^SLACK_SIGNING_SECRET is missing; over HTTP it tells .*“Basic Information”.*; or for Socket Mode set SLACK_APP_TOKEN: create/,
      ),
      'PORT is not a port; a number from 0 to 65535 belongs here.',
      expect.stringMatching(/npx trail doctor.*without any SLACK_… setting: that is the playground/),
      '',
    ]);
  });

  test('a token that Slack refuses ends it with where the right one is found', async () => {
    const slack = await startSlack();
    const env = { ...slack.env, SLACK_BOT_TOKEN: 'xoxb-of-somebody-else', HOST: '127.0.0.1', PORT: '0' };
    const { code, stderr } = await runCli(['start'], { env });
    await slack.stop();
    expect(code).toBe(1);
    expect(stderr).toMatch(/^Slack refused \(invalid_auth\): copy the Bot User OAuth Token .*\n.*playground\.\n$/);
  });

  test('a taken port is named in one sentence, with another to try', async () => {
    const taken = createServer();
    await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve));
    const address = taken.address();
    const port = address === null || typeof address === 'string' ? 0 : address.port;
    const [slack, aws] = [await startSlack(), await startAws()];
    const env = { ...slack.env, ...aws.env, HOST: '127.0.0.1', PORT: String(port) };
    const { code, stderr } = await runCli(['start'], { env });
    await Promise.all([slack.stop(), aws.stop()]);
    taken.close();
    expect(code).toBe(1);
    expect(stderr).toContain(`Port ${port} is taken by another program.`);
  });
});
