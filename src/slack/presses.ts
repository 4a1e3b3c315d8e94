import type { App } from '@slack/bolt';
import { actions } from '../blocks/answer.ts';
import { fault } from '../errors.ts';
import { type PressPayload, pressedBy, pressPayload } from './payloads.ts';
import { replyToPress } from './press-reply.ts';
import type { SlackDeps } from './slack-deps.ts';

/** Somebody's press on a button, read. */
interface Press {
  payload: PressPayload;
  /** What the button stands for. */
  value: string;
}

/** Buttons that ask a question: the one who presses asks it, and is the one who is authorised. */
export function registerPresses(app: App, deps: SlackDeps): void {
  onPress(app, new RegExp(`^${actions.ask}`), deps, async ({ payload, value }) => {
    const { asking, reply } = await whereFrom(payload, deps);
    const turn = payload.thread === null ? null : deps.conversations.begin(asking.channel, payload.thread);
    await deps.answering.answer({ ...asking, text: value }, reply, turn?.onRead);
    turn?.end();
  });
}

/** Takes presses on the elements with this action_id; those that say nothing of use are answered with a private word. */
export function onPress(
  app: App,
  action: string | RegExp,
  deps: SlackDeps,
  take: (press: Press) => Promise<unknown>,
): void {
  app.action(action, async ({ ack, body }) => {
    await ack();
    const read = pressPayload.safeParse(body);
    if (read.success) return void (await take({ payload: read.data, value: read.data.value }));
    const who = pressedBy.safeParse(body);
    deps.log.warn({ fields: read.error.issues.length }, 'A press lacks what is needed to act on it');
    if (!who.success) return;
    const { reply } = await whereFrom(who.data, deps);
    await deps.answering.decline(fault('button-broken', []), reply);
  });
}

/** Who pressed, and where the answer goes. */
export async function whereFrom(payload: Omit<PressPayload, 'value'>, deps: SlackDeps) {
  const { user, team, channel, thread } = payload;
  const asking = { user, team, channel: channel ?? '', open: thread !== null };
  return { asking, reply: replyToPress(payload, deps) };
}
