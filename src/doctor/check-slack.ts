import { usergroupsIn } from '../access/decide.ts';
import { whereToFind } from '../config/known-settings.ts';
import type { Config, SlackSettings } from '../config.ts';
import { type Fault, fault } from '../errors.ts';
import { isLasting } from '../slack/retry-until-connected.ts';
import type { ConnectedSlack } from '../slack/transport.ts';
import { slackErrorOf } from '../slack/web-client.ts';
import type { Millis } from '../trail/event.ts';
import { type Finding, fine, noted, wrong } from './finding.ts';
import { readManifestScopes } from './manifest-scopes.ts';
import { createListeningClient } from './slack-client.ts';

interface SlackCheck {
  /** null: the settings have faults. */
  slack: SlackSettings | null;
  access: Config['access'];
  onDate: (date: Millis) => void;
}

/** Whether Slack takes the tokens, and whether they are allowed what manifest.yml asks for. */
export async function checkSlack({ slack, access, onDate }: SlackCheck): Promise<Finding[]> {
  if (slack === null) return [noted('Slack', 'Not asked, before its settings are right.')];
  if (slack.mode === 'none') {
    return [
      noted('Slack', 'It has no settings, so npm start opens the playground; the README says how to connect Slack.'),
    ];
  }
  const needed = usergroupsIn(access).length > 0 ? ['usergroups:read'] : [];
  const found = await Promise.all([checkBotToken(slack, needed, onDate), checkAppToken(slack, onDate)]);
  return found.flat();
}

async function checkBotToken({ botToken, apiUrl }: ConnectedSlack, more: string[], onDate: SlackCheck['onDate']) {
  try {
    const { team, user, response_metadata } = await createListeningClient(botToken, apiUrl, onDate).auth.test();
    const told = fine('Slack token', `Slack knows it as ${user ?? 'the bot'} of ${team ?? 'its workspace'}.`);
    return [told, ...(await checkScopes(response_metadata?.scopes ?? null, more))];
  } catch (error) {
    return [wrong('Slack token', refusal(error, whereToFind('SLACK_BOT_TOKEN')))];
  }
}

/** Asks for the address of a connection, and opens none. */
async function checkAppToken(slack: ConnectedSlack, onDate: SlackCheck['onDate']): Promise<Finding[]> {
  if (slack.mode === 'http') return [];
  try {
    await createListeningClient(slack.appToken, slack.apiUrl, onDate).apps.connections.open();
    return [fine('Socket Mode', 'Slack takes the app-level token.')];
  } catch (error) {
    return [wrong('Socket Mode', refusal(error, whereToFind('SLACK_APP_TOKEN')))];
  }
}

function refusal(error: unknown, remedy: string): Fault {
  const code = slackErrorOf(error);
  return isLasting(code) ? fault('slack-token-refused', [code, remedy]) : fault('slack-unreachable', [code]);
}

async function checkScopes(given: readonly string[] | null, more: readonly string[]): Promise<Finding[]> {
  if (given === null) return [noted('Slack scopes', 'Slack did not tell which the token has.')];
  const { needed, optional } = await readManifestScopes();
  const wanted = [...needed, ...more];
  const lacking = wanted.filter((scope) => !given.includes(scope));
  const declined = optional.filter((scope) => !given.includes(scope));
  const spare = given.filter((scope) => ![...wanted, ...optional].includes(scope));
  const notes = [
    ...(declined.length === 0 ? [] : [`Without ${declined.join(' and ')}, threads are forgotten after a restart.`]),
    ...(spare.length === 0 ? [] : [`The token may more than Trail needs: ${spare.join(', ')}.`]),
  ].map((says) => noted('Slack scopes', says));
  const lack = fault('scopes-missing', [lacking.join(', ')]);
  return [
    lacking.length === 0 ? fine('Slack scopes', `All of ${wanted.join(', ')}.`) : wrong('Slack scopes', lack),
    ...notes,
  ];
}
