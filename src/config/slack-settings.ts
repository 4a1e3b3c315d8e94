import { clauseOf, whereToFind } from './known-settings.ts';

/** How Slack is talked to: over HTTP, over Socket Mode, or not at all. Tokens and secrets: never log them. */
export type SlackSettings =
  | { mode: 'none' }
  | { mode: 'http'; botToken: string; signingSecret: string; apiUrl: string | null }
  | { mode: 'socket'; botToken: string; appToken: string; apiUrl: string | null };

type Given = (name: string) => string | null;
type Blame = (at: string, problem: string, right: string) => void;

/** Reads the Slack settings that are there: a complete set chooses the mode, half a set is a fault. */
export function readSlack(given: Given, blame: Blame): SlackSettings | null {
  const botToken = given('SLACK_BOT_TOKEN');
  const signingSecret = given('SLACK_SIGNING_SECRET');
  const appToken = given('SLACK_APP_TOKEN');
  if (botToken === null && signingSecret === null && appToken === null) return { mode: 'none' };

  const shaped = [
    fits('SLACK_BOT_TOKEN', botToken, /^xoxb-\S+$/, blame),
    fits('SLACK_APP_TOKEN', appToken, /^xapp-\S+$/, blame),
    fits('SLACK_SIGNING_SECRET', signingSecret, /^(?!xox|xapp-)[^\s"']{6,}$/, blame),
  ].every(Boolean);
  const apiUrl = readApiUrl(given('SLACK_API_URL'), blame);
  if (botToken === null) blame('SLACK_BOT_TOKEN', 'is missing', clauseOf('SLACK_BOT_TOKEN'));
  if (signingSecret === null && appToken === null) {
    const right = `${clauseOf('SLACK_SIGNING_SECRET')}; or for Socket Mode set SLACK_APP_TOKEN: ${whereToFind('SLACK_APP_TOKEN')}`;
    blame('SLACK_SIGNING_SECRET', 'is missing', right);
  }
  if (botToken === null || !shaped || apiUrl === undefined) return null;
  if (appToken !== null) return { mode: 'socket', botToken, appToken, apiUrl };
  return signingSecret === null ? null : { mode: 'http', botToken, signingSecret, apiUrl };
}

function fits(name: string, value: string | null, shape: RegExp, blame: Blame): boolean {
  if (value === null || shape.test(value)) return true;
  blame(name, `is ${kindOf(value)}`, clauseOf(name));
  return false;
}

/** Names what was given instead, without repeating it. */
function kindOf(value: string): string {
  if (/[\s"']/.test(value)) return 'a value with spaces or quotation marks in it';
  if (value.startsWith('xoxb-')) return 'a bot token';
  if (value.startsWith('xapp-')) return 'an app-level token';
  if (value.startsWith('xoxp-')) return 'a user token';
  if (value.startsWith('xoxe')) return 'a token that rotates, which Trail does not use';
  return 'something else';
}

/** null where none is given, undefined where it is no URL. */
function readApiUrl(text: string | null, blame: Blame): string | null | undefined {
  if (text === null) return null;
  if (URL.canParse(text) && ['http:', 'https:'].includes(new URL(text).protocol)) return text;
  blame('SLACK_API_URL', 'is not a URL', 'a base URL such as https://slack.com/api/ belongs here');
  return undefined;
}
