import { z } from 'zod';

/** The fields of Slack's payloads that are used, read once at the edge. */

/** https://docs.slack.dev/interactivity/implementing-slash-commands#app_command_handling */
export const commandPayload = z.object({
  text: z.string().default(''),
  user_id: z.string(),
  team_id: z.string().default(''),
  channel_id: z.string(),
  response_url: z.string(),
});

/** An app_mention, or a message to the app itself. `user_team` tells people of other workspaces in shared channels. */
export const messagePayload = z.object({
  text: z.string().default(''),
  user: z.string(),
  channel: z.string(),
  ts: z.string(),
  thread_ts: z.string().optional(),
  user_team: z.string().optional(),
  channel_type: z.string().optional(),
  subtype: z.string().optional(),
  bot_id: z.string().optional(),
});
export type MessagePayload = z.infer<typeof messagePayload>;

export const homePayload = z.object({ user: z.string(), tab: z.string(), channel: z.string().default('') });

/** What tells one delivery from another, over HTTP and Socket Mode alike. */
export const identified = z.object({ event_id: z.string().optional(), trigger_id: z.string().optional() });
