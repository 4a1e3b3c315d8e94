import type { WebClient } from '@slack/web-api';
import type { Logger } from 'pino';
import type { Answering } from './answering.ts';
import type { AskService } from './ask-service.ts';
import type { Timing } from './timing.ts';

/** What the listeners share. */
export interface SlackDeps {
  answering: Answering;
  ask: AskService;
  client: WebClient;
  /** Another base URL of Slack's Web API; null: Slack's own. */
  apiUrl: string | null;
  /** Whether access rules say who may ask; without them everybody in the workspace may, and nobody else. */
  restricted: boolean;
  timing: Timing;
  log: Logger;
}
