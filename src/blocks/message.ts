import type { KnownBlock } from '@slack/types';

/** Slack's own chart, as far as it is used; @slack/types does not know it. Source: https://docs.slack.dev/reference/block-kit/blocks */
export interface ChartBlock {
  type: 'data_visualization';
  /** At most 50 characters. */
  title: string;
  chart: {
    type: 'bar';
    series: { name: string; data: { label: string; value: number }[] }[];
    axis_config: { categories: string[]; y_label: string };
  };
}

export type RenderedBlock = KnownBlock | ChartBlock;

/** What is sent to Slack: `text` is the notification and what a screen reader says. */
export interface RenderedMessage {
  text: string;
  blocks: RenderedBlock[];
}
