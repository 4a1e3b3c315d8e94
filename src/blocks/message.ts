import type { KnownBlock } from '@slack/types';
import type { ChartBlock } from './chart.ts';

export type MessageBlock = KnownBlock | ChartBlock;

/** What is sent to Slack: `text` is the notification and what a screen reader says. */
export interface Message {
  text: string;
  blocks: MessageBlock[];
}
