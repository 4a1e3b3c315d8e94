/** A setting of Trail's own in the environment, as people are told of it. */
export interface KnownSetting {
  name: string;
  /** What it is for, as a clause. */
  purpose: string;
  /** Where it is found, as a clause; null: it is nobody's but yours to choose. */
  find: string | null;
  /** What holds where it is not set; null: nothing does. */
  otherwise: string | null;
  /** Whether its value is for nobody's eyes. */
  secret: boolean;
}

/** Every setting that Trail reads from the environment itself; AWS's SDK reads its own. */
export const knownSettings: readonly KnownSetting[] = [
  {
    name: 'SLACK_BOT_TOKEN',
    purpose: 'Trail answers in Slack with it',
    find: 'copy the Bot User OAuth Token (xoxb-…) from the app’s page “OAuth & Permissions”',
    otherwise: null,
    secret: true,
  },
  {
    name: 'SLACK_SIGNING_SECRET',
    purpose: 'over HTTP it tells Slack’s requests from forged ones',
    find: 'copy the Signing Secret from the app’s page “Basic Information”, under App Credentials',
    otherwise: null,
    secret: true,
  },
  {
    name: 'SLACK_APP_TOKEN',
    purpose: 'with it questions come over Socket Mode, which needs no public address',
    find: 'create an app-level token (xapp-…) with connections:write on the app’s page “Basic Information”',
    otherwise: null,
    secret: true,
  },
  {
    name: 'SLACK_API_URL',
    purpose: 'another base URL for Slack’s Web API',
    find: null,
    otherwise: 'Slack’s own',
    secret: true,
  },
  {
    name: 'HOST',
    purpose: 'the address on which HTTP listens',
    find: null,
    otherwise: '0.0.0.0; 127.0.0.1 for the playground',
    secret: false,
  },
  { name: 'PORT', purpose: 'the port on which HTTP listens', find: null, otherwise: '3000', secret: false },
  {
    name: 'TRAIL_CONFIG',
    purpose: 'the configuration file',
    find: null,
    otherwise: 'trail.yml where it exists',
    secret: false,
  },
  {
    name: 'TRAIL_DATA',
    purpose: 'the folder for what Trail remembers',
    find: null,
    otherwise: '.trail',
    secret: false,
  },
  {
    name: 'DATABASE_URL',
    purpose: 'PostgreSQL for what Trail remembers, shared by several replicas',
    find: null,
    otherwise: 'a database in TRAIL_DATA',
    secret: true,
  },
  { name: 'LOG_LEVEL', purpose: 'how much is logged', find: null, otherwise: 'info', secret: false },
];

/** What a setting is for and where it is found, as one clause; empty where it is none of Trail's. */
export function clauseOf(name: string): string {
  const setting = knownSettings.find((one) => one.name === name);
  return setting === undefined ? '' : [setting.purpose, setting.find].filter((part) => part !== null).join(': ');
}

/** Where a setting is found, as a clause. */
export function whereToFind(name: string): string {
  return knownSettings.find((one) => one.name === name)?.find ?? '';
}
