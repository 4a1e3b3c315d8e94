import { z } from 'zod';
import { text } from './text.ts';

const label = text(20);
const point = z.strictObject({ label, value: z.number() });
const kinds = ['bar', 'line', 'area'] as const;

const seriesChart = (kind: (typeof kinds)[number]) =>
  z
    .strictObject({
      type: z.literal(kind),
      series: z
        .array(z.strictObject({ name: label, data: z.array(point).min(1).max(20) }))
        .min(1)
        .max(12),
      axis_config: z.strictObject({
        categories: z.array(label).min(1).max(20),
        x_label: text(50).optional(),
        y_label: text(50).optional(),
      }),
    })
    .refine(({ series }) => new Set(series.map((one) => one.name)).size === series.length, 'series names must differ')
    .refine(
      ({ series, axis_config: { categories } }) =>
        new Set(categories).size === categories.length &&
        series.every(
          ({ data }) => data.length === categories.length && data.every((one) => categories.includes(one.label)),
        ),
      'every series must have one point for each category',
    );

const pie = z.strictObject({
  type: z.literal('pie'),
  segments: z
    .array(z.strictObject({ label, value: z.number().positive() }))
    .min(1)
    .max(12),
});

export const dataVisualization = z.strictObject({
  type: z.literal('data_visualization'),
  block_id: text(255).optional(),
  title: text(50),
  chart: z.discriminatedUnion('type', [seriesChart('bar'), seriesChart('line'), seriesChart('area'), pie]),
});
