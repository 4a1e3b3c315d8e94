import type { WebClient } from '@slack/web-api';
import type { Logger } from 'pino';
import type { DigestService } from '../digest/digests.ts';
import type { KnownAccount } from '../query/read-values.ts';
import type { Millis } from '../trail/event.ts';
import type { Answering } from './answering.ts';
import type { Conversations } from './conversations.ts';
import type { Exporting } from './exporting.ts';
import type { RecentQuestions, SeenEvents } from './people.ts';
import type { Timing } from './timing.ts';

/** What the listeners share. */
export interface SlackDeps {
  answering: Answering;
  exporting: Exporting;
  conversations: Conversations;
  recent: RecentQuestions;
  seen: SeenEvents;
  /** null: there are none. */
  digests: DigestService | null;
  client: WebClient;
  /** Another base URL of Slack's Web API; null: Slack's own. */
  apiUrl: string | null;
  /** Whether access rules say who may ask; without them everybody in the workspace may, and nobody else. */
  restricted: boolean;
  /** Those that are configured, and their names by ID. */
  accounts: () => Promise<readonly KnownAccount[]>;
  accountNames: ReadonlyMap<string, string>;
  timing: Timing;
  clock: () => Millis;
  log: Logger;
}
