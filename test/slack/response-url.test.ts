import { expect, test } from '@jest/globals';
import { isSlackHook } from '../../src/slack/reply-channel.ts';

test.each([
  ['https://hooks.slack.com/commands/T1/2/x', null, true],
  ['https://hooks.slack-gov.com/commands/T1/2/x', null, true],
  ['http://hooks.slack.com/commands/T1/2/x', null, false],
  ['https://hooks.slack.com:8443/x', null, false],
  ['https://hooks.slack.com@evil.example/x', null, false],
  ['https://user@hooks.slack.com/x', null, false],
  ['https://hooks.slack.com.evil.example/x', null, false],
  ['http://169.254.169.254/latest/meta-data', null, false],
  ['http://127.0.0.1:9/response/1', null, false],
  ['http://127.0.0.1:9/response/1', 'http://localhost:8/api/', true],
  ['https://slack.internal/hooks/1', 'https://slack.internal/api/', true],
  ['http://169.254.169.254/latest/meta-data', 'https://slack.internal/api/', false],
  ['https://hooks.slack.com/commands/T1/2/x', 'https://slack.internal/api/', true],
  ['ftp://slack.internal/x', 'https://slack.internal/api/', false],
  ['not a URL', null, false],
])('%s with the API at %s leads to Slack: %s', (url, apiUrl, leads) => {
  expect(isSlackHook(url, apiUrl)).toBe(leads);
});
