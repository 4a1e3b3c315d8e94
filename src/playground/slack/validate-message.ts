import { z } from 'zod';
import { homeBlocks, messageBlocks, modalBlocks } from './block-kit/blocks.ts';
import { plainText } from './block-kit/text.ts';
import { charactersOf, objectsIn } from './block-kit/walk.ts';
import { isFields } from './json.ts';

/** Why Slack refuses something: its error, and what it says in response_metadata.messages. */
export interface SlackRefusal {
  error: string;
  messages: string[];
}

/** The undocumented limit of a message's blocks, all their text together. */
const maxCharacters = 13_200;
const tables = ['table', 'data_table'];

/** A message as it is posted. */
export interface MessageContent {
  text?: unknown;
  blocks?: unknown;
  attachments?: unknown;
  metadata?: unknown;
}

/** Checks a message as Slack does; undefined where it is taken. `maxText` is 40,000, or 4,000 for chat.update. */
export function validateMessage(
  { text: fallback, blocks, attachments }: MessageContent,
  maxText = 40_000,
): SlackRefusal | undefined {
  const hasText = typeof fallback === 'string' && fallback.trim() !== '';
  const hasBlocks = Array.isArray(blocks) ? blocks.length > 0 : blocks !== undefined;
  const hasAttachments = Array.isArray(attachments) && attachments.length > 0;
  if (!hasText && !hasBlocks && !hasAttachments) return refusal('no_text');
  if (typeof fallback === 'string' && fallback.length > maxText) return refusal('msg_too_long');
  for (const part of [blocks, ...attachedBlocks(attachments)]) {
    const fault = part === undefined ? undefined : validateBlocks(part);
    if (fault !== undefined) return fault;
  }
  return undefined;
}

/** Checks the blocks of a message. */
function validateBlocks(blocks: unknown): SlackRefusal | undefined {
  if (!Array.isArray(blocks)) return refusal('invalid_blocks_format');
  const messages = [...faultsOf(messageBlocks, blocks), ...repeatedIds(blocks)];
  if (countOf(blocks, ['data_visualization']) > 2)
    messages.push('[ERROR] no more than 2 charts [json-pointer:/blocks]');
  const markdown = blocks.filter((block: unknown) => isFields(block) && block.type === 'markdown');
  if (charactersOf(markdown) > 12_000)
    messages.push('[ERROR] markdown must be less than 12001 characters [json-pointer:/blocks]');
  if (messages.length > 0) return refusal('invalid_blocks', messages);
  if (countOf(blocks, tables) > 1) return refusal('invalid_attachments', ['[ERROR] only_one_table_allowed']);
  if (charactersOf(blocks) > maxCharacters) return refusal('msg_blocks_too_long');
  return undefined;
}

/** Checks a modal or a home tab. */
export function validateView(view: unknown): SlackRefusal | undefined {
  if (!isFields(view)) return refusal('invalid_arguments', ['[ERROR] view must be an object']);
  const { type, blocks, title, submit, close } = view;
  if (type !== 'modal' && type !== 'home')
    return refusal('invalid_arguments', ['[ERROR] view.type must be modal or home']);
  if (!Array.isArray(blocks)) return refusal('invalid_arguments', ['[ERROR] view.blocks must be a list']);
  const messages = [...faultsOf(type === 'modal' ? modalBlocks : homeBlocks, blocks), ...repeatedIds(blocks)];
  if (type === 'modal') {
    const words = { title: plainText(24), submit: plainText(24).optional(), close: plainText(24).optional() };
    messages.push(...faultsOf(words.title, title, '/title'));
    messages.push(...faultsOf(words.submit, submit, '/submit'), ...faultsOf(words.close, close, '/close'));
    const hasInput = blocks.some((block: unknown) => isFields(block) && block.type === 'input');
    if (hasInput && submit === undefined)
      messages.push('[ERROR] a modal with inputs needs submit [json-pointer:/submit]');
  }
  messages.push(...faultsOf(z.string().max(3000).optional(), view.private_metadata, '/private_metadata'));
  messages.push(...faultsOf(z.string().max(255).optional(), view.callback_id, '/callback_id'));
  return messages.length === 0 ? undefined : refusal('invalid_arguments', messages);
}

function refusal(error: string, messages: string[] = []): SlackRefusal {
  return { error, messages };
}

function faultsOf(schema: z.ZodType, value: unknown, pointer = '/blocks'): string[] {
  const result = schema.safeParse(value);
  if (result.success) return [];
  return result.error.issues.map((issue) => {
    const place = [pointer, ...issue.path.map(String)].join('/');
    return `[ERROR] ${issue.message} [json-pointer:${place}]`;
  });
}

/** block_id is to be unique in the message, action_id in its block. */
function repeatedIds(blocks: unknown[]): string[] {
  const found: string[] = [];
  const blockIds = new Set<unknown>();
  for (const [index, block] of blocks.entries()) {
    const actionIds = new Set<unknown>();
    for (const { object, pointer } of objectsIn(block, `/blocks/${index}`)) {
      for (const [key, seen] of [
        ['block_id', blockIds],
        ['action_id', actionIds],
      ] as const) {
        const id = object[key];
        if (id === undefined) continue;
        if (seen.has(id))
          found.push(`[ERROR] ${key} \`${String(id)}\` already exists [json-pointer:${pointer}/${key}]`);
        seen.add(id);
      }
    }
  }
  return found;
}

function countOf(blocks: unknown[], types: string[]): number {
  let count = 0;
  for (const { object } of objectsIn(blocks)) if (types.includes(String(object.type))) count += 1;
  return count;
}

function attachedBlocks(attachments: unknown): unknown[] {
  if (!Array.isArray(attachments)) return [];
  return attachments.flatMap((one: unknown) => (isFields(one) && one.blocks !== undefined ? [one.blocks] : []));
}
