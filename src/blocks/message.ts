import type { KnownBlock } from '@slack/types';

/** What is sent to Slack: `text` is the notification and what a screen reader says. */
export interface Message {
  text: string;
  blocks: KnownBlock[];
}
