import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { describeFault, readSettings } from '../../src/config.ts';

const http = { SLACK_BOT_TOKEN: 'xoxb-1-secret', SLACK_SIGNING_SECRET: '8f742231b10e8888abcd99yyyzzz85a5' };
const socket = { SLACK_BOT_TOKEN: 'xoxb-1-secret', SLACK_APP_TOKEN: 'xapp-1-secret' };
const faultsOf = (env: Record<string, string>): string[] => {
  const read = readSettings(env);
  return read.ok ? [] : read.fault.map((fault) => describeFault(fault));
};

describe('The environment', () => {
  test('empty means the playground, on this machine only', () => {
    expect(readSettings({ SLACK_BOT_TOKEN: '' })).toEqual({
      ok: true,
      value: {
        slack: { mode: 'none' },
        host: '127.0.0.1',
        port: 3000,
        logLevel: 'info',
        config: null,
        data: '.trail',
        database: null,
      },
    });
  });

  test.each([
    ['http', http],
    ['socket', socket],
    ['socket', { ...http, ...socket }],
  ])('the Slack settings that are there choose the mode: %s', (mode, env) => {
    expect(readSettings(env)).toMatchObject({ value: { slack: { mode, apiUrl: null }, host: '0.0.0.0' } });
  });

  test('everything else is read as it is', () => {
    const env = {
      ...http,
      SLACK_BOT_TOKEN: ' xoxb-1-secret\n',
      SLACK_API_URL: 'http://127.0.0.1:9/api/',
      HOST: '::1',
      PORT: '0',
      LOG_LEVEL: 'DEBUG',
      TRAIL_CONFIG: '/etc/trail.yml',
      TRAIL_DATA: '/var/trail',
      DATABASE_URL: 'postgres://u:p@h/trail',
    };
    expect(readSettings(env)).toMatchObject({
      value: {
        slack: { botToken: 'xoxb-1-secret', apiUrl: 'http://127.0.0.1:9/api/' },
        host: '::1',
        port: 0,
        logLevel: 'debug',
        config: '/etc/trail.yml',
        data: '/var/trail',
        database: 'postgres://u:p@h/trail',
      },
    });
  });

  test.each([
    [
      'a bot token alone',
      { SLACK_BOT_TOKEN: 'xoxb-1' },
      /SLACK_SIGNING_SECRET is missing; .*Basic Information.*SLACK_APP_TOKEN/,
    ],
    [
      'a signing secret alone',
      { SLACK_SIGNING_SECRET: http.SLACK_SIGNING_SECRET },
      /SLACK_BOT_TOKEN is missing; .*OAuth/,
    ],
    ['an app token alone', { SLACK_APP_TOKEN: 'xapp-1' }, /SLACK_BOT_TOKEN is missing/],
    ['a user token', { ...http, SLACK_BOT_TOKEN: 'xoxp-1' }, /SLACK_BOT_TOKEN is a user token/],
    [
      'tokens in each other’s place',
      { SLACK_BOT_TOKEN: 'xapp-1', SLACK_APP_TOKEN: 'xoxb-1' },
      /app-level token.*\n.*bot token/,
    ],
    ['a quoted secret', { ...http, SLACK_SIGNING_SECRET: '"8f742231b10e"' }, /quotation marks/],
    [
      'a token as the secret',
      { ...http, SLACK_SIGNING_SECRET: 'xoxb-1-secret' },
      /SLACK_SIGNING_SECRET is a bot token/,
    ],
    ['a port out of range', { PORT: '65536' }, /PORT is not a port/],
    ['a level nobody knows', { LOG_LEVEL: 'loud' }, /levels are trace, debug/],
    ['another database', { DATABASE_URL: 'mysql://u:p@h/d' }, /PostgreSQL/],
    ['no URL', { ...http, SLACK_API_URL: 'slack.com' }, /SLACK_API_URL is not a URL/],
  ])('%s is a fault that says what to do', (_case, env, said) => {
    expect(faultsOf(env).join('\n')).toMatch(said);
  });

  test('all faults are told at once', () => {
    expect(faultsOf({ SLACK_APP_TOKEN: 'x', PORT: 'x', LOG_LEVEL: 'x', DATABASE_URL: 'x' })).toHaveLength(5);
  });

  test('no fault repeats what it is about', () => {
    const secret = fc.string({ minLength: 12 }).filter((text) => text.trim().length >= 12);
    const names = ['SLACK_BOT_TOKEN', 'SLACK_SIGNING_SECRET', 'SLACK_APP_TOKEN', 'SLACK_API_URL', 'DATABASE_URL'];
    fc.assert(
      fc.property(
        fc.constantFrom(...names),
        secret,
        (name, value) =>
          !faultsOf({ [name]: value })
            .join()
            .includes(value),
      ),
    );
  });
});
