import { z } from 'zod';
import { dataVisualization } from './chart.ts';
import {
  accessory,
  actionsElement,
  button,
  contextActionsElement,
  contextElement,
  image,
  inputElement,
} from './elements.ts';
import { richText } from './rich-text.ts';
import { dataTable, table } from './tables.ts';
import { anyText, mrkdwn, oneSource, pictureFields, plainText, text } from './text.ts';

const id = { block_id: text(255).optional() };

const actions = z.strictObject({ type: z.literal('actions'), ...id, elements: z.array(actionsElement).min(1).max(25) });

const alert = z.strictObject({
  type: z.literal('alert'),
  ...id,
  text: anyText(3000),
  level: z.enum(['default', 'info', 'warning', 'error', 'success']).optional(),
});

const card = z
  .strictObject({
    type: z.literal('card'),
    ...id,
    hero_image: image.optional(),
    icon: image.optional(),
    title: mrkdwn(150).optional(),
    subtitle: mrkdwn(150).optional(),
    body: mrkdwn(200).optional(),
    actions: z.array(button).min(1).optional(),
  })
  .refine(
    (one) => [one.hero_image, one.title, one.body, one.actions].some((part) => part !== undefined),
    'must define `hero_image`, `title`, `actions` or `body`',
  );

const carousel = z.strictObject({ type: z.literal('carousel'), ...id, elements: z.array(card).min(1).max(10) });

const context = z.strictObject({ type: z.literal('context'), ...id, elements: z.array(contextElement).min(1).max(10) });

const contextActions = z.strictObject({
  type: z.literal('context_actions'),
  ...id,
  elements: z.array(contextActionsElement).min(1).max(5),
});

const divider = z.strictObject({ type: z.literal('divider'), ...id });

const header = z.strictObject({ type: z.literal('header'), ...id, text: plainText(150) });

const picture = z
  .strictObject({ ...pictureFields, ...id, title: plainText(2000).optional() })
  .refine(oneSource, 'must define either `image_url` or `slack_file`');

const input = z.strictObject({
  type: z.literal('input'),
  ...id,
  label: plainText(2000),
  hint: plainText(2000).optional(),
  optional: z.boolean().optional(),
  element: inputElement,
  dispatch_action: z.boolean().optional(),
});

const markdown = z.strictObject({ type: z.literal('markdown'), ...id, text: text(12_000) });

const section = z
  .strictObject({
    type: z.literal('section'),
    ...id,
    text: anyText(3000).optional(),
    fields: z.array(anyText(2000)).min(1).max(10).optional(),
    accessory: accessory.optional(),
    expand: z.boolean().optional(),
  })
  .refine((one) => one.text !== undefined || one.fields !== undefined, 'must define either `fields` or `text`');

const taskCard = z.strictObject({
  type: z.literal('task_card'),
  ...id,
  task_id: text(255),
  title: text(3000),
  details: richText.optional(),
  output: richText.optional(),
  sources: z.array(z.strictObject({ type: z.literal('url'), url: text(3000), text: text(3000) })).optional(),
  status: z.enum(['pending', 'in_progress', 'complete', 'error']),
});

const plan = z.strictObject({ type: z.literal('plan'), ...id, title: text(3000), tasks: z.array(taskCard).optional() });

const video = z.strictObject({
  type: z.literal('video'),
  ...id,
  video_url: text(3000),
  thumbnail_url: text(3000),
  alt_text: text(2000),
  title: plainText(199),
  title_url: text(3000).optional(),
  author_name: text(49).optional(),
  provider_name: text(255).optional(),
  provider_icon_url: text(3000).optional(),
  description: plainText(200).optional(),
});

const everywhere = [actions, context, divider, header, picture, input, richText, section, video] as const;

const container = z
  .strictObject({
    type: z.literal('container'),
    ...id,
    title: plainText(150).optional(),
    rich_text_title: richText.optional(),
    subtitle: anyText(150).optional(),
    child_blocks: z
      .array(z.discriminatedUnion('type', [...everywhere, table]))
      .min(1)
      .max(10),
    width: z.enum(['narrow', 'standard', 'wide', 'full']).optional(),
    icon: image.optional(),
    is_collapsible: z.boolean().optional(),
    default_collapsed: z.boolean().optional(),
    has_header_divider: z.boolean().optional(),
  })
  .refine(
    (one) => one.title !== undefined || one.rich_text_title !== undefined,
    'must define `title` or `rich_text_title`',
  );

/** What each surface shows, in a list of the length it takes. */
export const messageBlocks = z
  .array(
    z.discriminatedUnion('type', [
      ...everywhere,
      card,
      carousel,
      container,
      contextActions,
      dataTable,
      dataVisualization,
      markdown,
      plan,
      table,
      taskCard,
    ]),
  )
  .max(50);
export const modalBlocks = z.array(z.discriminatedUnion('type', [...everywhere, alert])).max(100);
export const homeBlocks = z.array(z.discriminatedUnion('type', [...everywhere, container])).max(100);
