import type { ReactNode } from 'react';
import type { Block } from '../../api.ts';
import { ElementView } from '../elements/element.tsx';
import { Chart } from './chart.tsx';
import { DataTable } from './data-table.tsx';
import { InputBlock } from './input-block.tsx';
import { Picture } from './picture.tsx';
import { RichText } from './rich-text.tsx';
import { Section } from './section.tsx';
import { Table } from './table.tsx';
import { TextObject } from './text-object.tsx';

/** Blocks one below the other. They stand on a surface. */
export function Blocks({ blocks }: { blocks: readonly Block[] }) {
  return (
    <div className="blocks">
      {blocks.map((block, index) => (
        <BlockView key={block.block_id ?? index} block={block} />
      ))}
    </div>
  );
}

function BlockView({ block }: { block: Block }): ReactNode {
  switch (block.type) {
    case 'rich_text':
      return <RichText elements={block.elements} />;
    case 'section':
      return <Section block={block} />;
    case 'header':
      return <h3 className="header-block">{block.text.text}</h3>;
    case 'divider':
      return <hr />;
    case 'context':
      return <Context elements={block.elements} />;
    case 'actions':
      return (
        <div className="actions">
          {block.elements.map((element, index) => {
            const standing = { block: block.block_id ?? '', label: 'Actions', dispatches: true };
            const key = ('action_id' in element ? element.action_id : undefined) ?? index;
            return <ElementView key={key} element={element} standing={standing} />;
          })}
        </div>
      );
    case 'input':
      return <InputBlock block={block} />;
    case 'image':
      return <Picture picture={block} title={block.title?.text} />;
    case 'table':
      return <Table block={block} />;
    case 'data_table':
      return <DataTable block={block} />;
    case 'data_visualization':
      return <Chart block={block} />;
    case 'markdown':
      return <p className="plain">{block.text}</p>;
    case 'alert':
      return (
        <p className={`alert ${block.level ?? 'default'}`}>
          <TextObject text={block.text} />
        </p>
      );
    case 'container':
      return (
        <details className="container" open={block.default_collapsed !== true}>
          <summary>{block.title?.text ?? <RichText elements={block.rich_text_title?.elements ?? []} />}</summary>
          <Blocks blocks={block.child_blocks} />
        </details>
      );
    default:
      return <p className="unshown">The playground does not show blocks of type {block.type}.</p>;
  }
}

type ContextBlock = Extract<Block, { type: 'context' }>;

function Context({ elements }: Pick<ContextBlock, 'elements'>) {
  return (
    <div className="context">
      {elements.map((element, index) => (
        <span key={index}>
          {element.type === 'image' ? <Picture picture={element} /> : <TextObject text={element} />}
        </span>
      ))}
    </div>
  );
}
