import type { ReactNode } from 'react';
import { Moment } from './moment.tsx';
import { ChannelName, Link, PersonName } from './names.tsx';

/** What stands between < and > in mrkdwn: a mention, a date or a link. */
export function Token({ token }: { token: string }): ReactNode {
  const [target = '', label] = split(token);
  if (target.startsWith('@')) return <PersonName id={target.slice(1)} />;
  if (target.startsWith('#')) return <ChannelName id={target.slice(1)} />;
  if (target.startsWith('!date^')) {
    const [, timestamp = '', format = '', url] = target.split('^');
    return <Moment at={Number(timestamp) * 1000} format={format} fallback={label} url={url} />;
  }
  if (target.startsWith('!')) return <span className="mention loud">@{target.slice(1).replace(/^subteam\^/, '')}</span>;
  return <Link url={target}>{label ?? target}</Link>;
}

function split(token: string): [string, string | undefined] {
  const bar = token.indexOf('|');
  return bar === -1 ? [token, undefined] : [token.slice(0, bar), token.slice(bar + 1)];
}
