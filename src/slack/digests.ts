import type { App } from '@slack/bolt';
import type { KnownBlock } from '@slack/types';
import { actions } from '../blocks/answer.ts';
import { homeDigests } from '../blocks/digest-replies.ts';
import { onPress, whereFrom } from './presses.ts';
import type { SlackDeps } from './slack-deps.ts';
import { errorFields } from './telemetry.ts';

/** Buttons that turn digests on and off. `whenPressed` hears of presses on the Home tab, whose buttons then change. */
export function registerDigests(app: App, deps: SlackDeps, whenPressed: (user: string) => Promise<void>): void {
  onPress(app, new RegExp(`^${actions.digest}`), deps, async ({ payload, value }) => {
    const { asking, reply } = await whereFrom(payload, deps);
    await deps.answering.answer({ ...asking, text: value }, reply);
    if (payload.channel === null) await whenPressed(payload.user);
  });
}

/** What the Home tab tells somebody of digests; null where there can be none. Never rejects. */
export async function digestsAtHome(
  user: string,
  { answering, digests, clock, log }: SlackDeps,
): Promise<KnownBlock[] | null> {
  if (digests === null) return null;
  try {
    return homeDigests(await digests.list(await answering.whoAsks({ user, team: '', channel: '' })), clock());
  } catch (error) {
    log.warn(errorFields(error), 'The digests could not be read for the Home tab');
    return null;
  }
}
