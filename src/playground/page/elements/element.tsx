import type { ReactNode } from 'react';
import { Picture } from '../blocks/picture.tsx';
import { ButtonElement } from './button-element.tsx';
import { Choices } from './choices.tsx';
import type { Element, Standing } from './element-types.ts';
import { ExternalSelect } from './external-select.tsx';
import { Moment } from './moment.tsx';
import { MultiSelect } from './multi-select.tsx';
import { Overflow } from './overflow.tsx';
import { PlaceSelect } from './place-select.tsx';
import { StaticSelect } from './static-select.tsx';
import { TextInput } from './text-input.tsx';

/** One element of a block. */
export function ElementView({ element, standing }: { element: Element; standing: Standing }): ReactNode {
  switch (element.type) {
    case 'button':
      return <ButtonElement element={element} standing={standing} />;
    case 'overflow':
      return <Overflow element={element} standing={standing} />;
    case 'static_select':
      return <StaticSelect element={element} standing={standing} />;
    case 'external_select':
    case 'multi_external_select':
      return <ExternalSelect element={element} standing={standing} />;
    case 'multi_static_select':
      return <MultiSelect element={element} standing={standing} />;
    case 'users_select':
    case 'channels_select':
    case 'conversations_select':
      return <PlaceSelect element={element} standing={standing} />;
    case 'checkboxes':
    case 'radio_buttons':
      return <Choices element={element} standing={standing} />;
    case 'datepicker':
    case 'timepicker':
    case 'datetimepicker':
      return <Moment element={element} standing={standing} />;
    case 'plain_text_input':
    case 'email_text_input':
    case 'url_text_input':
    case 'number_input':
      return <TextInput element={element} standing={standing} />;
    case 'image':
      return <Picture picture={element} />;
    default:
      return <span className="unshown">The playground does not show {element.type}.</span>;
  }
}
