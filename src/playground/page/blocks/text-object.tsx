import { Mrkdwn } from './mrkdwn.tsx';

/** A text object: mrkdwn, or plain text as it stands. */
export function TextObject({ text }: { text: { type: 'plain_text' | 'mrkdwn'; text: string } }) {
  return text.type === 'mrkdwn' ? <Mrkdwn text={text.text} /> : <span className="plain">{text.text}</span>;
}
