import { z } from 'zod';
import { text } from './text.ts';

const style = z
  .strictObject({
    bold: z.boolean().optional(),
    code: z.boolean().optional(),
    italic: z.boolean().optional(),
    strike: z.boolean().optional(),
    underline: z.boolean().optional(),
  })
  .optional();

const border = z.union([z.literal(0), z.literal(1)]).optional();
const url = text(3000);

const plain = z.strictObject({ type: z.literal('text'), text: z.string().min(1), style });
const link = z.strictObject({
  type: z.literal('link'),
  url,
  text: z.string().min(1).optional(),
  unsafe: z.boolean().optional(),
  style,
});

const leaf = z.discriminatedUnion('type', [
  plain,
  link,
  z.strictObject({ type: z.literal('broadcast'), range: z.enum(['here', 'channel', 'everyone']), style }),
  z.strictObject({ type: z.literal('color'), value: text(7), style }),
  z.strictObject({ type: z.literal('channel'), channel_id: text(255), style }),
  z.strictObject({
    type: z.literal('date'),
    timestamp: z.int(),
    format: text(3000),
    url: url.optional(),
    fallback: text(3000).optional(),
    style,
  }),
  z.strictObject({
    type: z.literal('emoji'),
    name: text(255),
    unicode: z.string().optional(),
    url: z.string().optional(),
    style,
  }),
  z.strictObject({ type: z.literal('team'), team_id: text(255), style }),
  z.strictObject({ type: z.literal('user'), user_id: text(255), style }),
  z.strictObject({ type: z.literal('usergroup'), usergroup_id: text(255), style }),
]);

const section = z.strictObject({ type: z.literal('rich_text_section'), elements: z.array(leaf).min(1) });

const part = z.discriminatedUnion('type', [
  section,
  z.strictObject({
    type: z.literal('rich_text_list'),
    elements: z.array(section).min(1),
    style: z.enum(['bullet', 'ordered']),
    indent: z.int().min(0).max(8).optional(),
    border,
  }),
  z.strictObject({ type: z.literal('rich_text_quote'), elements: z.array(leaf).min(1), border }),
  z.strictObject({
    type: z.literal('rich_text_preformatted'),
    elements: z.array(z.discriminatedUnion('type', [plain, link])).min(1),
    border,
  }),
]);

export const richText = z.strictObject({
  type: z.literal('rich_text'),
  block_id: text(255).optional(),
  elements: z.array(part).min(1),
});
