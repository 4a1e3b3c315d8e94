import type { Block } from '../../api.ts';
import { ElementView } from '../elements/element.tsx';
import { TextObject } from './text-object.tsx';

type SectionBlock = Extract<Block, { type: 'section' }>;

/** Text, perhaps in fields, perhaps with an element beside it. */
export function Section({ block }: { block: SectionBlock }) {
  const { text, fields, accessory, block_id = '' } = block;
  return (
    <div className="section">
      <div className="section-text">
        {text && <TextObject text={text} />}
        {fields && (
          <div className="fields">
            {fields.map((field, index) => (
              <TextObject key={index} text={field} />
            ))}
          </div>
        )}
      </div>
      {accessory && (
        <ElementView
          element={accessory}
          standing={{ block: block_id, label: text?.text.slice(0, 80) ?? 'Section', dispatches: true }}
        />
      )}
    </div>
  );
}
