import { Fragment, type ReactNode } from 'react';
import { Token } from './token.tsx';

const inline =
  /```(?<fence>[\s\S]+?)```|`(?<code>[^`\n]+)`|<(?<token>[^<>\n]+)>|(?<![\w*])\*(?<bold>\S(?:[^*\n]*\S)?)\*(?![\w*])|(?<![\w_])_(?<italic>\S(?:[^_\n]*\S)?)_(?![\w_])|(?<![\w~])~(?<strike>\S(?:[^~\n]*\S)?)~(?![\w~])/g;

/** Slack's mark-up. */
export function Mrkdwn({ text }: { text: string }): ReactNode {
  const parts = text.split(/((?:^(?:&gt;|>) ?.*(?:\n|$))+)/m);
  return (
    <span className="plain">
      {parts.map((part, index) =>
        index % 2 === 0 ? (
          <Fragment key={index}>{inlineOf(part)}</Fragment>
        ) : (
          <blockquote key={index}>{inlineOf(part.replace(/^(&gt;|>) ?/gm, '').trimEnd())}</blockquote>
        ),
      )}
    </span>
  );
}

function inlineOf(text: string): ReactNode[] {
  const nodes: ReactNode[] = [];
  let at = 0;
  for (const match of text.matchAll(inline)) {
    nodes.push(unescaped(text.slice(at, match.index)));
    nodes.push(<Fragment key={match.index}>{marked(match.groups ?? {})}</Fragment>);
    at = match.index + match[0].length;
  }
  return [...nodes, unescaped(text.slice(at))];
}

function marked({ fence, code, token, bold, italic, strike }: Record<string, string | undefined>): ReactNode {
  if (fence !== undefined) return <pre>{unescaped(fence.replace(/^\n/, ''))}</pre>;
  if (code !== undefined) return <code>{inlineTokens(code)}</code>;
  if (token !== undefined) return <Token token={token} />;
  if (bold !== undefined) return <strong>{inlineOf(bold)}</strong>;
  if (italic !== undefined) return <em>{inlineOf(italic)}</em>;
  return <s>{inlineOf(strike ?? '')}</s>;
}

/** Inside code only tokens count. */
function inlineTokens(text: string): ReactNode[] {
  return text
    .split(/<([^<>\n]+)>/)
    .map((part, index) => (index % 2 === 0 ? unescaped(part) : <Token key={`${index} ${part}`} token={part} />));
}

function unescaped(text: string): string {
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
}
