import { failed, ok, type Result } from '../errors.ts';
import type { ConfigFault } from './fault.ts';
import { readSlack, type SlackSettings } from './slack-settings.ts';

export type { SlackSettings } from './slack-settings.ts';

const logLevels = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;

/** What the environment says, its defaults filled in. Holds secrets: never log it whole. */
export interface Settings {
  slack: SlackSettings;
  /** Where HTTP listens; port 0 takes any free one. */
  host: string;
  port: number;
  logLevel: (typeof logLevels)[number];
  /** The configuration file that was asked for; null: trail.yml where it exists. */
  config: string | null;
  /** Folder for local state and the local index. */
  data: string;
  /** PostgreSQL for shared state; null: embedded. */
  database: string | null;
}

export type Environment = Readonly<Record<string, string | undefined>>;

/** Reads Trail's own environment variables. Every fault is told at once; none of them repeats a secret. */
export function readSettings(env: Environment): Result<Settings, ConfigFault[]> {
  const given = (name: string): string | null => env[name]?.trim() || null;
  const faults: ConfigFault[] = [];
  const blame = (at: string, problem: string, right: string) => faults.push({ at, line: null, problem, right });

  const slack = readSlack(given, blame);
  const port = readPort(given('PORT'));
  if (port === null) blame('PORT', 'is not a port', 'a number from 0 to 65535 belongs here');
  const level = given('LOG_LEVEL')?.toLowerCase() ?? 'info';
  const logLevel = logLevels.find((known) => known === level);
  if (logLevel === undefined) blame('LOG_LEVEL', 'is not a level', `the levels are ${logLevels.join(', ')}`);
  const state = readState(env);
  if (!state.ok) faults.push(state.fault);

  if (slack === null || port === null || logLevel === undefined || !state.ok || faults.length > 0)
    return failed(faults);
  return ok({
    slack,
    host: given('HOST') ?? (slack.mode === 'none' ? '127.0.0.1' : '0.0.0.0'),
    port,
    logLevel,
    config: given('TRAIL_CONFIG'),
    data: state.value.data,
    database: state.value.database,
  });
}

/** Where state is kept, by the environment alone; `chosen`: whether it says anything of that. */
export function readState(
  env: Environment,
): Result<Pick<Settings, 'data' | 'database'> & { chosen: boolean }, ConfigFault> {
  const data = env.TRAIL_DATA?.trim() || null;
  const database = env.DATABASE_URL?.trim() || null;
  if (database !== null && !isPostgres(database)) {
    const right = 'postgres://user:password@host:5432/database belongs here';
    return failed({ at: 'DATABASE_URL', line: null, problem: 'is not a PostgreSQL URL', right });
  }
  return ok({ data: data ?? '.trail', database, chosen: data !== null || database !== null });
}

function readPort(text: string | null): number | null {
  if (text === null) return 3000;
  const port = /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN;
  return port <= 65_535 ? port : null;
}

function isPostgres(text: string): boolean {
  return URL.canParse(text) && ['postgres:', 'postgresql:'].includes(new URL(text).protocol);
}
