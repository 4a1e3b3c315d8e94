import { at, textAt } from '../json.ts';
import { objectsIn } from './walk.ts';

/** Something in a message that pings somebody or leads somewhere, and where it stands. */
export interface LiveSequence {
  /** JSON pointer. */
  where: string;
  sequence: string;
}

/** Mentions, broadcasts and links as mrkdwn writes them; date tokens are harmless unless they carry a link. */
const inMrkdwn = /<(?:!(?!date\^)[^>]*|@[^>]*|#[^>]*|!date\^(?:[^>^|]*\^){2}[^>|]+[^>]*|[a-z][a-z0-9+.-]*:[^>]*)>/gi;
const inMarkdown = /\[[^\]]*\]\([^)]*\)|<[a-z][a-z0-9+.-]*:[^>]*>|<[!@#][^>]*>/gi;

/** All live sequences of a message or view. Plain text, raw text cells and rich text leaves are inert. */
export function liveSequences(content: Record<string, unknown>): LiveSequence[] {
  const found = matches(content.text, inMrkdwn, '/text');
  for (const { object, pointer } of objectsIn(content)) {
    if (object.type === 'mrkdwn') found.push(...matches(object.text, inMrkdwn, `${pointer}/text`));
    if (object.type === 'markdown') found.push(...matches(object.text, inMarkdown, `${pointer}/text`));
    const element = richTextSequence(object);
    if (element !== undefined) found.push({ where: pointer, sequence: element });
  }
  return found;
}

function matches(text: unknown, pattern: RegExp, where: string): LiveSequence[] {
  if (typeof text !== 'string') return [];
  return (text.match(pattern) ?? []).map((sequence) => ({ where, sequence }));
}

/** What a rich text element says in mrkdwn, for those that ping or link. */
function richTextSequence(element: Record<string, unknown>): string | undefined {
  switch (element.type) {
    case 'broadcast':
      return `<!${String(at(element, 'range'))}>`;
    case 'user':
      return sequenceOf('@', textAt(element, 'user_id'));
    case 'channel':
      return sequenceOf('#', textAt(element, 'channel_id'));
    case 'usergroup':
      return sequenceOf('!subteam^', textAt(element, 'usergroup_id'));
    case 'link':
    case 'date':
      return sequenceOf('', textAt(element, 'url'));
    default:
      return undefined;
  }
}

function sequenceOf(sign: string, id: string | undefined): string | undefined {
  return id === undefined ? undefined : `<${sign}${id}>`;
}
