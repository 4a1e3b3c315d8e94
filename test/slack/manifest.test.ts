import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { z } from 'zod';

/*
 * The parts of Slack's manifest schema that manifest.yml uses, with their limits:
 * https://docs.slack.dev/reference/app-manifest, https://github.com/slackapi/manifest-schema (2.0.0).
 */
const text = (most: number) => z.string().min(1).max(most);
const url = z
  .string()
  .regex(/^https?:\/\//)
  .max(3000);
const events = z.array(text(50)).max(100);
const scopes = z.array(text(50)).max(255);
const manifestSchema = z.strictObject({
  _metadata: z.strictObject({ major_version: z.int(), minor_version: z.int() }).optional(),
  display_information: z.strictObject({
    name: text(35),
    description: text(140).optional(),
    background_color: z
      .string()
      .regex(/^#[0-9a-f]{3}([0-9a-f]{3})?$/i)
      .optional(),
    long_description: z.string().min(175).max(4000).optional(),
  }),
  features: z.strictObject({
    app_home: z.strictObject({
      home_tab_enabled: z.boolean(),
      messages_tab_enabled: z.boolean(),
      messages_tab_read_only_enabled: z.boolean(),
    }),
    bot_user: z.strictObject({ display_name: text(80), always_online: z.boolean().optional() }),
    slash_commands: z
      .array(
        z.strictObject({
          command: text(32).regex(/^\//),
          description: text(2000),
          usage_hint: text(1000).optional(),
          should_escape: z.boolean().optional(),
          url: url.optional(),
        }),
      )
      .min(1)
      .max(50),
  }),
  oauth_config: z.strictObject({ scopes: z.strictObject({ bot: scopes, bot_optional: scopes.optional() }) }),
  settings: z.strictObject({
    event_subscriptions: z.strictObject({ request_url: url.optional(), bot_events: events }),
    interactivity: z.strictObject({ is_enabled: z.boolean(), request_url: url.optional() }),
    org_deploy_enabled: z.boolean().optional(),
    socket_mode_enabled: z.boolean().optional(),
    token_rotation_enabled: z.boolean().optional(),
  }),
});

const source = readFileSync('manifest.yml', 'utf8');

describe('manifest.yml', () => {
  const read = manifestSchema.safeParse(parse(source));

  test('has the structure and keeps the limits of Slack’s schema', () => {
    expect(read.error?.issues).toBeUndefined();
  });

  test('asks for the least scopes: each event and call has its own, and a reason beside it', () => {
    expect(read.data?.oauth_config.scopes.bot).toEqual([
      'commands',
      'chat:write',
      'app_mentions:read',
      'im:history',
      'users:read',
      'files:write',
    ]);
    expect(read.data?.oauth_config.scopes.bot_optional).toEqual(['channels:history', 'groups:history']);
    const { bot = [], bot_optional = [] } = read.data?.oauth_config.scopes ?? {};
    for (const scope of [...bot, ...bot_optional]) expect(source).toMatch(new RegExp(`- ${scope} # .{10}`));
    expect(read.data?.settings.event_subscriptions.bot_events).toEqual([
      'app_home_opened',
      'app_mention',
      'message.im',
    ]);
  });

  test('works for HTTP too, with the address in its three places', () => {
    const filled = source
      .replace(/# (url|request_url): /g, '$1: ')
      .replace('socket_mode_enabled: true', 'socket_mode_enabled: false');
    expect(filled.match(/\n +(url|request_url): https/g)).toHaveLength(3);
    expect(manifestSchema.safeParse(parse(filled)).success).toBe(true);
  });
});
