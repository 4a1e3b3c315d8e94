import type { Block, StateValues } from '../../api.ts';
import type { Element } from '../elements/element-types.ts';

/** What the elements of blocks hold before anybody touches them, as Slack's view.state.values. */
export function initialValues(blocks: readonly Block[]): StateValues {
  const values: StateValues = {};
  for (const block of blocks) {
    for (const element of elementsOf(block)) {
      const value = initialValue(element);
      if (value === null || !('action_id' in element)) continue;
      const id = block.block_id ?? '';
      values[id] = { ...values[id], [element.action_id ?? '']: { type: element.type, ...value } };
    }
  }
  return values;
}

function elementsOf(block: Block): Element[] {
  if (block.type === 'actions') return block.elements;
  if (block.type === 'input') return [block.element];
  return block.type === 'section' && block.accessory !== undefined ? [block.accessory] : [];
}

/** null for elements that hold nothing, such as buttons. */
function initialValue(element: Element): Record<string, unknown> | null {
  switch (element.type) {
    case 'static_select':
    case 'external_select':
    case 'radio_buttons':
      return { selected_option: element.initial_option ?? null };
    case 'multi_static_select':
    case 'multi_external_select':
    case 'checkboxes':
      return { selected_options: element.initial_options ?? [] };
    case 'users_select':
      return { selected_user: element.initial_user ?? null };
    case 'conversations_select':
      return { selected_conversation: element.initial_conversation ?? null };
    case 'channels_select':
      return { selected_channel: element.initial_channel ?? null };
    case 'datepicker':
      return { selected_date: element.initial_date ?? null };
    case 'timepicker':
      return { selected_time: element.initial_time ?? null };
    case 'datetimepicker':
      return { selected_date_time: element.initial_date_time ?? null };
    case 'plain_text_input':
    case 'email_text_input':
    case 'url_text_input':
    case 'number_input':
      return { value: element.initial_value ?? null };
    default:
      return null;
  }
}
