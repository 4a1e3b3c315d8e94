import type { App } from '@slack/bolt';
import type { KnownBlock } from '@slack/types';
import { LRUCache } from 'lru-cache';
import { actions } from '../blocks/answer.ts';
import { renderHome } from '../blocks/home.ts';
import { shapes } from '../questions/index.ts';
import type { Millis } from '../trail/event.ts';
import { digestsAtHome, registerDigests } from './digests.ts';
import { homePayload } from './payloads.ts';
import { onPress } from './presses.ts';
import type { SlackDeps } from './slack-deps.ts';
import { errorFields } from './telemetry.ts';

interface Health {
  blocks: readonly KnownBlock[];
  time: Millis;
}

/** How long the health of accounts and Regions is good enough: each check costs every Region a look-up. */
const healthKept: Millis = 15 * 60_000;
const mostUsers = 1_000;

/** The Home tab: how to ask, what somebody asked last, the digests, and whether what they may search can be searched. */
export function registerHome(app: App, deps: SlackDeps): void {
  const { answering, client, recent, clock, log } = deps;
  /** By user, for not everybody may ask about every account. */
  const checked = new LRUCache<string, Health>({ max: mostUsers });

  async function publish(user: string): Promise<void> {
    const [asked, digests] = await Promise.all([recent.of(user), digestsAtHome(user, deps)]);
    const view = renderHome({ shapes, recent: asked, digests, health: checked.get(user) ?? null });
    try {
      await client.views.publish({ user_id: user, view });
    } catch (error) {
      log.warn(errorFields(error), 'The Home tab could not be shown');
    }
  }

  async function check(user: string, team: string, channel: string): Promise<void> {
    const ending = await answering.conclude({ text: 'status', user, team, channel });
    if (ending === null) return;
    const blocks = ending.message.blocks.filter((block): block is KnownBlock => shownAtHome.has(block.type));
    checked.set(user, { blocks, time: clock() });
    await publish(user);
  }

  app.event('app_home_opened', async ({ event, context }) => {
    const read = homePayload.safeParse(event);
    if (!read.success || read.data.tab !== 'home') return;
    const { user, channel } = read.data;
    await publish(user);
    const known = checked.get(user);
    if (known === undefined || clock() - known.time > healthKept) await check(user, context.teamId ?? '', channel);
  });

  registerDigests(app, deps, publish);
  onPress(app, actions.check, deps, ({ payload: { user, team, channel } }) => check(user, team, channel ?? ''));
}

/** A Home tab takes no tables. */
const shownAtHome = new Set(['rich_text', 'context', 'section']);
