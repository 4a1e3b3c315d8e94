import { Fragment, type ReactNode } from 'react';
import type { Block } from '../../api.ts';
import { Moment } from './moment.tsx';
import { ChannelName, Link, PersonName } from './names.tsx';

type RichTextBlock = Extract<Block, { type: 'rich_text' }>;
type Part = RichTextBlock['elements'][number];
type Leaf = Extract<Part, { type: 'rich_text_section' }>['elements'][number];

export function RichText({ elements }: Pick<RichTextBlock, 'elements'>) {
  return (
    <div className="rich">
      {elements.map((part, index) => (
        <PartView key={index} part={part} />
      ))}
    </div>
  );
}

function PartView({ part }: { part: Part }): ReactNode {
  switch (part.type) {
    case 'rich_text_section':
      return <p>{leaves(part.elements)}</p>;
    case 'rich_text_quote':
      return <blockquote>{leaves(part.elements)}</blockquote>;
    case 'rich_text_preformatted':
      return <pre tabIndex={0}>{leaves(part.elements)}</pre>;
    case 'rich_text_list': {
      const List = part.style === 'ordered' ? 'ol' : 'ul';
      return (
        <List className={`indent-${part.indent ?? 0}`}>
          {part.elements.map(({ elements }, index) => (
            <li key={index}>{leaves(elements)}</li>
          ))}
        </List>
      );
    }
  }
}

function leaves(elements: readonly Leaf[]): ReactNode[] {
  return elements.map((leaf, index) => <Fragment key={index}>{styled(leaf, leafOf(leaf))}</Fragment>);
}

function leafOf(leaf: Leaf): ReactNode {
  switch (leaf.type) {
    case 'text':
      return leaf.text;
    case 'link':
      return <Link url={leaf.url}>{leaf.text ?? leaf.url}</Link>;
    case 'date':
      return <Moment at={leaf.timestamp * 1000} format={leaf.format} fallback={leaf.fallback} url={leaf.url} />;
    case 'user':
      return <PersonName id={leaf.user_id} />;
    case 'channel':
      return <ChannelName id={leaf.channel_id} />;
    case 'broadcast':
      return <span className="mention loud">@{leaf.range}</span>;
    case 'usergroup':
      return <span className="mention">@{leaf.usergroup_id}</span>;
    case 'team':
      return <span className="mention">{leaf.team_id}</span>;
    case 'color':
      return <code>{leaf.value}</code>;
    case 'emoji':
      return leaf.unicode === undefined ? `:${leaf.name}:` : emoji(leaf.unicode);
  }
}

function styled({ style = {} }: Leaf, node: ReactNode): ReactNode {
  const { bold, italic, strike, underline, code } = { underline: false, ...style };
  let styledNode = node;
  if (bold === true) styledNode = <strong>{styledNode}</strong>;
  if (italic === true) styledNode = <em>{styledNode}</em>;
  if (strike === true) styledNode = <s>{styledNode}</s>;
  if (underline === true) styledNode = <u>{styledNode}</u>;
  return code === true ? <code>{styledNode}</code> : styledNode;
}

/** `1f44d-1f3fd` */
function emoji(codes: string): string {
  return String.fromCodePoint(...codes.split('-').map((code) => Number.parseInt(code, 16)));
}
