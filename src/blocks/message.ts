import type { KnownBlock } from '@slack/types';
import type { ChartBlock } from './chart.ts';

export type RenderedBlock = KnownBlock | ChartBlock;

/** What is sent to Slack: `text` is the notification and what a screen reader says. */
export interface RenderedMessage {
  text: string;
  blocks: RenderedBlock[];
}
