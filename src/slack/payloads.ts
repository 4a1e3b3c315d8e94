import { z } from 'zod';

/** The fields of Slack's payloads that are used, read once at the edge. */

/** https://docs.slack.dev/interactivity/implementing-slash-commands#app_command_handling */
export const commandPayload = z.object({
  text: z.string().default(''),
  user_id: z.string(),
  team_id: z.string().default(''),
  channel_id: z.string(),
  response_url: z.string(),
  trigger_id: z.string().default(''),
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

const id = z.string().min(1).max(255);
const person = z.object({ id, team_id: id.optional() });

/** Who pressed something and where, whatever it was. */
export const pressedBy = z
  .object({
    user: person,
    team: z.object({ id }).nullish(),
    channel: z.object({ id }).optional(),
    container: z
      .object({ is_ephemeral: z.boolean().optional(), message_ts: id.optional(), thread_ts: id.optional() })
      .optional(),
    response_url: z.string().max(3000).optional(),
    trigger_id: z.string().max(500).default(''),
    view: z.object({ id }).optional(),
  })
  .transform(({ user, team, channel, container, response_url, trigger_id, view }) => ({
    user: user.id,
    team: team?.id ?? user.team_id ?? '',
    channel: channel?.id ?? null,
    /** The thread that everybody there sees the answer in; null where the message pressed is for one alone, or in none. */
    thread: container?.is_ephemeral === true ? null : threadOf(channel?.id, container),
    responseUrl: response_url ?? null,
    trigger: trigger_id,
    view: view?.id ?? null,
  }));

function threadOf(
  channel: string | undefined,
  container: { message_ts?: string | undefined; thread_ts?: string | undefined } | undefined,
): string | null {
  if (container?.thread_ts !== undefined) return container.thread_ts;
  return channel?.startsWith('D') === true ? (container?.message_ts ?? null) : null;
}

const chosen = z.object({
  actions: z
    .tuple([
      z.object({
        value: z.string().min(1).max(2000).optional(),
        selected_option: z.object({ value: z.string().min(1).max(150) }).nullish(),
      }),
    ])
    .rest(z.unknown()),
});

/** A press on a button, or a choice from a menu. */
export const pressPayload = z.intersection(
  pressedBy,
  chosen.transform(({ actions: [one] }, context) => {
    const value = one.value ?? one.selected_option?.value;
    if (value !== undefined) return { value };
    context.addIssue({ code: 'custom', message: 'nothing was chosen' });
    return z.NEVER;
  }),
);
export type PressPayload = z.infer<typeof pressPayload>;
