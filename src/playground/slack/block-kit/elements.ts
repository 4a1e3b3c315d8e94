import { z } from 'zod';
import { richText } from './rich-text.ts';
import { anyText, confirm, oneSource, option, pictureFields, plainOption, plainText, text } from './text.ts';

const acts = { action_id: text(255).optional() };
const confirms = { ...acts, confirm: confirm.optional() };
const focuses = { focus_on_load: z.boolean().optional() };
const placeholds = { ...focuses, placeholder: plainText(150).optional() };
const dispatches = {
  dispatch_action_config: z
    .strictObject({ trigger_actions_on: z.array(z.enum(['on_enter_pressed', 'on_character_entered'])).min(1) })
    .optional(),
};
const label = text(75).optional();
const style = z.enum(['primary', 'danger']).optional();
const ids = z.array(text(255)).min(1).optional();
const many = { max_selected_items: z.int().min(1).optional() };
const respond = { response_url_enabled: z.boolean().optional() };
const plainOptions = z.array(plainOption).min(1).max(100);
const groups = z
  .array(z.strictObject({ label: plainText(75), options: plainOptions }))
  .min(1)
  .max(100);
const optionLists = { options: plainOptions.optional(), option_groups: groups.optional() };
const initial = plainOption.optional();
const filter = z
  .strictObject({
    include: z
      .array(z.enum(['im', 'mpim', 'private', 'public']))
      .min(1)
      .optional(),
    exclude_external_shared_channels: z.boolean().optional(),
    exclude_bot_users: z.boolean().optional(),
  })
  .optional();

const oneList = (select: { options?: unknown; option_groups?: unknown }) =>
  (select.options === undefined) !== (select.option_groups === undefined);
const oneListOnly = 'must define either `options` or `option_groups`';

export const button = z.strictObject({
  type: z.literal('button'),
  text: plainText(75),
  value: text(2000).optional(),
  url: text(3000).optional(),
  style,
  accessibility_label: label,
  ...confirms,
});

export const image = z.strictObject(pictureFields).refine(oneSource, 'must define either `image_url` or `slack_file`');

const workflowButton = z.strictObject({
  type: z.literal('workflow_button'),
  text: plainText(75),
  workflow: z.strictObject({ trigger: z.looseObject({ url: text(3000) }) }),
  style,
  accessibility_label: label,
  ...confirms,
});

const selects = [
  z.strictObject({ type: z.literal('users_select'), initial_user: text(255).optional(), ...confirms, ...placeholds }),
  z
    .strictObject({
      type: z.literal('static_select'),
      ...optionLists,
      initial_option: initial,
      ...confirms,
      ...placeholds,
    })
    .refine(oneList, oneListOnly),
  z.strictObject({
    type: z.literal('conversations_select'),
    initial_conversation: text(255).optional(),
    default_to_current_conversation: z.boolean().optional(),
    filter,
    ...respond,
    ...confirms,
    ...placeholds,
  }),
  z.strictObject({
    type: z.literal('channels_select'),
    initial_channel: text(255).optional(),
    ...respond,
    ...confirms,
    ...placeholds,
  }),
  z.strictObject({
    type: z.literal('external_select'),
    initial_option: initial,
    min_query_length: z.int().min(0).optional(),
    ...confirms,
    ...placeholds,
  }),
  z.strictObject({ type: z.literal('multi_users_select'), initial_users: ids, ...many, ...confirms, ...placeholds }),
  z
    .strictObject({
      type: z.literal('multi_static_select'),
      ...optionLists,
      initial_options: plainOptions.optional(),
      ...many,
      ...confirms,
      ...placeholds,
    })
    .refine(oneList, oneListOnly),
  z.strictObject({
    type: z.literal('multi_conversations_select'),
    initial_conversations: ids,
    default_to_current_conversation: z.boolean().optional(),
    filter,
    ...many,
    ...confirms,
    ...placeholds,
  }),
  z.strictObject({
    type: z.literal('multi_channels_select'),
    initial_channels: ids,
    ...many,
    ...confirms,
    ...placeholds,
  }),
  z.strictObject({
    type: z.literal('multi_external_select'),
    initial_options: plainOptions.optional(),
    min_query_length: z.int().min(0).optional(),
    ...many,
    ...confirms,
    ...placeholds,
  }),
] as const;

const choices = [
  z.strictObject({
    type: z.literal('checkboxes'),
    options: z.array(option).min(1).max(10),
    initial_options: z.array(option).min(1).optional(),
    ...confirms,
    ...focuses,
  }),
  z.strictObject({
    type: z.literal('radio_buttons'),
    options: z.array(option).min(1).max(10),
    initial_option: option.optional(),
    ...confirms,
    ...focuses,
  }),
  z.strictObject({ type: z.literal('datepicker'), initial_date: z.iso.date().optional(), ...confirms, ...placeholds }),
  z.strictObject({ type: z.literal('datetimepicker'), initial_date_time: z.int().optional(), ...confirms, ...focuses }),
  z.strictObject({
    type: z.literal('timepicker'),
    initial_time: z
      .string()
      .regex(/^\d\d:\d\d$/)
      .optional(),
    timezone: text(255).optional(),
    ...confirms,
    ...placeholds,
  }),
] as const;

const richTextInput = z.strictObject({
  type: z.literal('rich_text_input'),
  initial_value: richText.optional(),
  min_lines: z.int().min(1).max(100).optional(),
  max_lines: z.int().min(1).max(100).optional(),
  ...acts,
  ...dispatches,
  ...placeholds,
});

const overflow = z.strictObject({
  type: z.literal('overflow'),
  options: z.array(plainOption).min(1).max(5),
  ...confirms,
});

const written = { initial_value: z.string().max(3000).optional(), ...acts, ...dispatches, ...placeholds };

const inputs = [
  z.strictObject({
    type: z.literal('plain_text_input'),
    multiline: z.boolean().optional(),
    min_length: z.int().min(0).max(3000).optional(),
    max_length: z.int().min(1).max(3000).optional(),
    ...written,
  }),
  z.strictObject({ type: z.literal('email_text_input'), ...written }),
  z.strictObject({ type: z.literal('url_text_input'), ...written }),
  z.strictObject({
    type: z.literal('number_input'),
    is_decimal_allowed: z.boolean(),
    min_value: z.string().optional(),
    max_value: z.string().optional(),
    ...written,
  }),
  z.strictObject({
    type: z.literal('file_input'),
    filetypes: z.array(text(255)).optional(),
    max_files: z.int().min(1).max(10).optional(),
    ...acts,
  }),
] as const;

const feedback = z.strictObject({ text: plainText(75), accessibility_label: label, value: text(2000) });

/** What may stand in each kind of block. */
export const actionsElement = z.discriminatedUnion('type', [
  button,
  workflowButton,
  overflow,
  richTextInput,
  ...selects,
  ...choices,
]);
export const accessory = z.discriminatedUnion('type', [
  button,
  workflowButton,
  overflow,
  image,
  ...selects,
  ...choices,
]);
export const inputElement = z.discriminatedUnion('type', [richTextInput, ...inputs, ...selects, ...choices]);
export const contextElement = z.union([image, anyText(2000)]);
export const contextActionsElement = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('feedback_buttons'),
    positive_button: feedback,
    negative_button: feedback,
    ...acts,
  }),
  z.strictObject({
    type: z.literal('icon_button'),
    icon: text(255),
    text: plainText(75),
    accessibility_label: label,
    value: text(2000).optional(),
    visible_to_user_ids: ids,
    ...confirms,
  }),
]);
