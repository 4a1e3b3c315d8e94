import { noQuestionLog, type QuestionLog } from '../../src/ask/ask.ts';
import { commandsWithoutDigests } from '../../src/commands/index.ts';
import { matcher } from '../../src/condition/match.ts';
import { fault } from '../../src/errors.ts';
import { createExportService } from '../../src/export/export-events.ts';
import { type Hiding, isHidden } from '../../src/plan/hidden.ts';
import type { Fetch } from '../../src/plan/plan.ts';
import { sourceTraits } from '../../src/plan/source-traits.ts';
import type { Message } from '../../src/playground/slack/messages.ts';
import { createAnswerService } from '../../src/slack/answer-service.ts';
import type { Sources } from '../../src/sources/index.ts';
import { createArchives } from '../../src/sources/log-files/archives.ts';
import { type Batch, type EventSource, nothingToReport } from '../../src/sources/source.ts';
import type { TrailEvent } from '../../src/trail/event.ts';
import { EventIds } from '../../src/trail/event-ids.ts';
import { Latest, slotWidth, Timeline } from '../../src/trail/latest.ts';
import { Tallies } from '../../src/trail/tallies.ts';
import { type Bot, type BotOptions, prod, startBot, until } from './bot.ts';

/** A source that holds these events, and gives them in one batch a Region. */
export function sourceOf(events: readonly TrailEvent[]): EventSource {
  return {
    traits: sourceTraits['event-history'],
    open: async (_fetches, { hiding }) => ({
      report: nothingToReport,
      search: (fetch) => search(events, fetch, hiding),
    }),
  };
}

async function* search(events: readonly TrailEvent[], fetch: Fetch, hiding: Hiding): AsyncGenerator<Batch> {
  const { start, end } = fetch.window;
  const seen = new EventIds();
  const holds = matcher(fetch.filter);
  const tallies = new Tallies();
  const latest = new Latest(fetch.limit);
  const timeline = new Timeline();
  const width = slotWidth(fetch.window);
  for (const event of events) {
    if (event.region !== fetch.region || event.time < start || event.time > end) continue;
    if (!holds(event) || isHidden(event, hiding) || !seen.add(event.id)) continue;
    tallies.add(event);
    latest.add(fetch.whole ? { ...event, record: { eventID: event.id, eventName: event.name } } : event);
    const failed = event.outcome === 'ok' ? 0 : 1;
    timeline.add({ start: Math.floor(event.time / width) * width, calls: 1, failed });
  }
  const rest = {
    recordsRead: events.length,
    pages: 1,
    cached: false,
    hidden: 0,
    partiallyRead: 0,
    missed: [],
    done: 1,
  };
  yield { ...rest, tallies: tallies.list(), latest: latest.list(), timeline: timeline.list(), reached: start };
}

/** These events in place of event history, and the log files there are. */
export function sourcesOf(events: readonly TrailEvent[]): Sources {
  return { 'event-history': sourceOf(events), 'log-files': createArchives() };
}

/** The bot over its own questions and a trail of these events. */
export function startTrail(
  events: readonly TrailEvent[],
  {
    questionLog = noQuestionLog,
    source = sourceOf(events),
    ...options
  }: Omit<BotOptions, 'script' | 'exports'> & { questionLog?: QuestionLog; source?: EventSource } = {},
) {
  const deps = {
    accounts: async () => options.accounts ?? [prod],
    access: options.access ?? null,
    hiding: { own: { roles: [], callers: [] }, ignore: [] },
    logs: null,
    sources: { 'event-history': source, 'log-files': createArchives() },
    quota: () => [],
    clock: Date.now,
    onBug: (error: unknown) => {
      throw error;
    },
    commands: commandsWithoutDigests(fault('digest-without-state', [])),
    questionLog,
  };
  const service = createAnswerService(deps, new Map([['111122223333', 'prod']]));
  return startBot({
    ...options,
    script: (text, asker, signal) => service.ask(text, asker, signal),
    exports: createExportService(deps),
  });
}

/** Waits until so many questions were answered, or exports ended. */
export async function answered({ log }: Bot, times = 1): Promise<void> {
  await until(() => log.filter(({ msg }) => msg === 'Question answered').length >= times);
}

/** The value of the button or option that is shown with this action_id. */
export function pressValue({ blocks }: Pick<Message, 'blocks'>, actionId: string): string {
  const found = new RegExp(`"action_id":"${actionId}"[^}]*?"text":\\{[^}]*\\},"value":"((?:[^"\\\\]|\\\\.)*)"`).exec(
    JSON.stringify(blocks),
  );
  if (found?.[1] === undefined) throw new Error(`Nothing shown has the action_id ${actionId}.`);
  return String(JSON.parse(`"${found[1]}"`));
}

/** The IDs of everything that can be pressed. */
export function pressable({ blocks }: Pick<Message, 'blocks'>): string[] {
  return [...JSON.stringify(blocks).matchAll(/"action_id":"([^"]+)"/g)].map(([, id]) => id ?? '');
}

/** The last of the messages. */
export function lastOf(messages: readonly Message[]): Message {
  const last = messages.at(-1);
  if (last === undefined) throw new Error('Nothing was shown');
  return last;
}
