import * as z from 'zod';
import { identifier, shortText } from './text-schemas.js';

const label = shortText(20);
const axisLabel = shortText(50).optional();
const series = z.strictObject({
  name: label,
  data: z
    .array(z.strictObject({ label, value: z.number() }))
    .min(1)
    .max(20),
});

const overAxis = <T extends string>(type: T) =>
  z.strictObject({
    type: z.literal(type),
    series: z.array(series).min(1).max(6),
    axis_config: z.strictObject({
      categories: z.array(label).min(1).max(20),
      x_label: axisLabel,
      y_label: axisLabel,
    }),
  });

/**
 * `data_visualization`: a chart, at most two in a message.
 * @see https://docs.slack.dev/reference/block-kit/blocks/data-visualization-block
 */
export const chart = z.strictObject({
  type: z.literal('data_visualization'),
  block_id: identifier,
  title: shortText(50),
  chart: z.discriminatedUnion('type', [
    z.strictObject({
      type: z.literal('pie'),
      segments: z
        .array(z.strictObject({ label, value: z.number().positive() }))
        .min(1)
        .max(6),
    }),
    overAxis('bar'),
    overAxis('area'),
    overAxis('line'),
  ]),
});
