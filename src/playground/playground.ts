import { randomBytes } from 'node:crypto';
import type { Server } from 'node:http';
import type { SlackSettings } from '../config.ts';
import type { Millis } from '../trail/event.ts';
import type { Example, State } from './api.ts';
import { Exchanges } from './exchanges.ts';
import { Live } from './live.ts';
import { readPage } from './page-files.ts';
import { createPageServer } from './page-server.ts';
import { channels, people, workspace } from './people.ts';
import { presentMessage, presentView } from './present.ts';
import { type LocalSlack, startLocalSlack } from './slack/local-slack.ts';
import { watchSlack } from './watch-slack.ts';

type HttpSlack = Extract<SlackSettings, { mode: 'http' }>;

interface PlaygroundOptions {
  /** Where the page is served; port 0 takes any free one. */
  host: string;
  port: number;
  /** The built page. */
  folder: URL;
  examples: readonly Example[];
  clock: () => Millis;
  onBug: (error: unknown) => void;
}

interface Playground {
  /** Where the page is. */
  url: string;
  /** What a bot needs in order to use this Slack. */
  slack: HttpSlack;
  /** Tells where the bot listens. */
  connect(botUrl: string): void;
  stop(): Promise<void>;
}

/**
 * Serves a page that looks like Slack, and the Slack behind it, to which a bot is connected as to the real one.
 * Rejects where the address can't be had, or the page was not built.
 */
export async function startPlayground(options: PlaygroundOptions): Promise<Playground> {
  const { host, port, folder, examples, clock, onBug } = options;
  const files = await readPage(folder);
  const live = new Live();
  const exchanges = new Exchanges((exchange) => live.tell({ kind: 'exchange', exchange }));
  const credentials = { botToken: `xoxb-${secret()}`, appToken: null, signingSecret: secret() };
  const slack = await startLocalSlack({ workspace, credentials, now: clock, ...watchSlack(exchanges, clock) });
  slack.messages.onChange((message) => live.tell({ kind: 'message', message: presentMessage(message) }));
  slack.views.onChange((person) => live.tell({ kind: 'views', person, ...viewsOf(slack, person) }));

  let botUrl: string | null = null;
  const server = createPageServer({ files, slack, exchanges, botUrl: () => botUrl, onBug });
  live.attach(server, () => stateOf(slack, exchanges, examples));
  try {
    await listen(server, host, port);
  } catch (error) {
    await slack.stop();
    throw error;
  }
  return {
    url: urlOf(server, host),
    slack: { mode: 'http', apiUrl: `${slack.url}/api/`, ...credentials },
    connect(url) {
      botUrl = url;
      slack.connect(url);
    },
    async stop() {
      live.close();
      server.close();
      server.closeAllConnections();
      await slack.stop();
    },
  };
}

function stateOf(slack: LocalSlack, exchanges: Exchanges, examples: readonly Example[]): State {
  const views = people.map(({ id }) => ({ id, ...viewsOf(slack, id) }));
  return {
    team: 'Example Corp',
    bot: { id: workspace.botUserId, name: 'Trail' },
    people: [...people],
    channels: [...channels],
    examples: [...examples],
    messages: slack.messages.all.map(presentMessage),
    modals: Object.fromEntries(views.map(({ id, modals }) => [id, modals])),
    homes: Object.fromEntries(views.flatMap(({ id, home }) => (home === null ? [] : [[id, home]]))),
    exchanges: exchanges.list(),
  };
}

function viewsOf({ views }: LocalSlack, person: string) {
  const home = views.home(person);
  return { modals: views.stack(person).map(presentView), home: home === undefined ? null : presentView(home) };
}

function listen(server: Server, host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen({ host, port }, () => {
      server.off('error', reject);
      resolve();
    });
  });
}

function urlOf(server: Server, host: string): string {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The playground has no port.');
  return `http://${host.includes(':') ? `[${host}]` : host}:${address.port}`;
}

function secret(): string {
  return randomBytes(16).toString('hex');
}
