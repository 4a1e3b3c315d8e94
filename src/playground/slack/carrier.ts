import { type DeliveryResult, post, signed, type Tampering } from './delivery.ts';
import type { Fields } from './json.ts';

export type PayloadKind = 'slash_commands' | 'events_api' | 'interactive';

export interface How {
  tamper?: Tampering;
  /** Marks it as Slack's repetition of one that was not answered. */
  retry?: { num: number; reason: string };
}

/** Takes payloads to the bot. */
export type Carrier = (kind: PayloadKind, payload: Fields, how: How) => Promise<DeliveryResult>;

/** Signs payloads and posts them to the bot's /slack/events. Signatures carry the real time, which the bot goes by. */
export function httpCarrier(botUrl: () => string, secret: string): Carrier {
  return (kind, payload, { tamper, retry }) => {
    const { body, type } = wireForm(kind, payload);
    const request = signed(`${botUrl()}/slack/events`, body, type, { secret, now: Date.now(), tamper });
    if (retry === undefined) return post(request);
    const marks = { 'x-slack-retry-num': String(retry.num), 'x-slack-retry-reason': retry.reason };
    return post({ ...request, headers: { ...request.headers, ...marks } });
  };
}

function wireForm(kind: PayloadKind, payload: Fields): { body: string; type: string } {
  if (kind === 'events_api') return { body: JSON.stringify(payload), type: 'application/json' };
  const fields = kind === 'interactive' ? { payload: JSON.stringify(payload) } : payload;
  const pairs = Object.entries(fields).map(([name, value]): [string, string] => [name, String(value)]);
  return { body: new URLSearchParams(pairs).toString(), type: 'application/x-www-form-urlencoded' };
}
