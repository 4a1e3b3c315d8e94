import type { Exchange } from './api.ts';
import type { Exchanges } from './exchanges.ts';
import type { Carrier, PayloadKind } from './slack/carrier.ts';
import { at, type Fields, textAt } from './slack/json.ts';
import type { LocalSlackOptions } from './slack/local-slack.ts';
import type { SlackCall } from './slack/server.ts';

/** Slack waits no longer for an app. */
const patience = 3_000;

/** Writes down everything that the local Slack and the bot say to each other. */
export function watchSlack(
  exchanges: Exchanges,
  now: () => number,
): Pick<LocalSlackOptions, 'carrier' | 'onCall' | 'onAnswered'> {
  const open = new Map<SlackCall, ReturnType<Exchanges['begin']>>();
  return {
    carrier: (http) => watched(http, exchanges, now),
    onCall(call) {
      const { time, method: name, given } = call;
      open.set(call, exchanges.begin({ time, direction: 'from-bot', name, about: aboutCall(given) }, given));
    },
    onAnswered(call) {
      const { status, error, time, answer } = call;
      open.get(call)?.end({ status, error, took: now() - time }, answer);
      open.delete(call);
    },
  };
}

/** A bot that can't be reached, or takes too long, is an answer with status 0. */
function watched(http: Carrier, exchanges: Exchanges, now: () => number): Carrier {
  return async (kind, payload, how) => {
    const begun: Pick<Exchange, 'time' | 'direction' | 'name' | 'about'> = {
      time: now(),
      direction: 'to-bot',
      name: nameOf(kind, payload),
      about: aboutPayload(payload),
    };
    const exchange = exchanges.begin(begun, payload);
    const silence = { status: 0, body: null, ms: patience, request: null };
    let timer: NodeJS.Timeout | undefined;
    const tooLate = new Promise<typeof silence>((resolve) => {
      timer = setTimeout(resolve, patience, silence);
    });
    const delivery = await Promise.race([http(kind, payload, how).catch(() => silence), tooLate]);
    clearTimeout(timer);
    const { status, body, ms } = delivery;
    const error = status === 200 ? null : status === 0 ? 'operation_timeout' : `http_${status}`;
    exchange.end({ status, error, took: ms }, body);
    return delivery;
  };
}

function nameOf(kind: PayloadKind, payload: Fields): string {
  if (kind === 'slash_commands') return textAt(payload, 'command') ?? kind;
  return textAt(payload, 'event', 'type') ?? textAt(payload, 'type') ?? kind;
}

function aboutPayload(payload: Fields): string {
  const found =
    textAt(payload, 'text') ??
    textAt(payload, 'event', 'text') ??
    textAt(payload, 'actions', 0, 'action_id') ??
    textAt(payload, 'value') ??
    textAt(payload, 'view', 'callback_id');
  return short(found ?? '');
}

function aboutCall(given: unknown): string {
  const view = textAt(given, 'view', 'title', 'text') ?? textAt(given, 'view', 'type');
  return short(textAt(given, 'text') ?? view ?? textAt(given, 'filename') ?? String(at(given, 'user') ?? ''));
}

function short(text: string): string {
  return text.length > 90 ? `${text.slice(0, 89)}…` : text;
}
