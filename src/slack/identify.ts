import type { WebClient } from '@slack/web-api';

/** Who Trail is in its workspace: by it Bolt leaves out what Trail itself writes. */
export interface BotIdentity {
  botUserId?: string;
  botId?: string;
  teamId?: string;
}

/** Asks Slack whose token it is. Rejects with the Web API's error. */
export async function identify(client: WebClient): Promise<BotIdentity> {
  const { user_id: botUserId, bot_id: botId, team_id: teamId } = await client.auth.test();
  return {
    ...(botUserId === undefined ? {} : { botUserId }),
    ...(botId === undefined ? {} : { botId }),
    ...(teamId === undefined ? {} : { teamId }),
  };
}
