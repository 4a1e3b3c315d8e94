import type { InputBlock, ModalView, PlainTextOption } from '@slack/types';
import type { QuestionShape } from '../query/query.ts';
import type { FormField } from '../query/read-form.ts';
import { limits, plainText } from './elements.ts';

/** The callback_id of the form, and the action_id of the element in each of its blocks. */
export const formId = 'ask-form';

/** Slack takes no more options in a menu. */
const maxOptions = 100;

/** What the form offers to choose from. */
interface FormChoices {
  shapes: readonly QuestionShape[];
  /** Regions that are configured. */
  regions: readonly string[];
  /** Names of accounts that are configured. */
  accounts: readonly string[];
}

/** A window that asks for a question field by field. `context` comes back when it is submitted. */
export function renderForm({ shapes, regions, accounts }: FormChoices, context: string): ModalView {
  const questions = shapes.filter(({ subject }) => subject?.kind !== 'question' && subject?.kind !== 'words');
  const [first] = questions.map(({ name, answers }) => option(`${name}: ${answers}`, name));
  return {
    type: 'modal',
    callback_id: formId,
    private_metadata: context,
    title: plainText('Ask Trail', 24),
    submit: plainText('Ask', 24),
    close: plainText('Cancel', 24),
    blocks: [
      field('question', 'Question', {
        type: 'static_select',
        options: questions.map(({ name, answers }) => option(`${name}: ${answers}`, name)),
        ...(first === undefined ? {} : { initial_option: first }),
      }),
      field('event', 'Event', {
        type: 'external_select',
        min_query_length: 0,
        placeholder: plainText('DeleteBucket, describe slack channels…', 150),
      }),
      field('by', 'Who', text('jdoe, role/admin, jane@example.com, an ARN')),
      field('on', 'Resource', text('A name or ARN, such as audit-logs')),
      field('subject', 'Session, key, address or event ID', text('For the questions session, key, ip and event')),
      ...menu('regions', 'Regions', regions),
      ...menu('accounts', 'Accounts', accounts),
      field('when', 'When', text('24h, 7d, yesterday, last monday 3pm, 2026-11-20')),
    ],
  };
}

function field(id: FormField, label: string, element: InputBlock['element']): InputBlock {
  return {
    type: 'input',
    block_id: id,
    label: plainText(label, 100),
    optional: id !== 'question',
    element: { ...element, action_id: id },
  };
}

function text(placeholder: string): InputBlock['element'] {
  return { type: 'plain_text_input', max_length: 2000, placeholder: plainText(placeholder, 150) };
}

function menu(id: FormField, label: string, values: readonly string[]): InputBlock[] {
  const options = values
    .filter((value) => value.length <= limits.optionValue)
    .slice(0, maxOptions)
    .map((value) => option(value, value));
  return options.length < 2 ? [] : [field(id, label, { type: 'multi_static_select', options })];
}

/** An option of a menu. */
export function option(label: string, value: string): PlainTextOption {
  return { text: plainText(label, limits.optionText), value };
}
