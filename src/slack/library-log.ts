import type { Logger as LibraryLog } from '@slack/bolt';
import { LogLevel } from '@slack/bolt';
import type { Logger } from 'pino';

export type { LibraryLog };

/** What Slack's libraries log, as fields of one static message. Their debug lines hold raw payloads and are left out. */
export function libraryLog(log: Logger): LibraryLog {
  const detail = (given: unknown[]) => ({ detail: scrub(given.map(textOf).join(' ')).slice(0, 500) });
  return {
    debug() {},
    info: (...given) => log.debug(detail(given), 'Slack library'),
    warn: (...given) => log.warn(detail(given), 'Slack library'),
    error: (...given) => log.error(detail(given), 'Slack library'),
    getLevel: () => LogLevel.INFO,
    setLevel() {},
    setName() {},
  };
}

/** An error as fields for the log, without tokens and response URLs. */
export function errorFields(error: unknown): Record<string, string> {
  if (!(error instanceof Error)) return { error: typeof error };
  return { error: error.name, detail: scrub(error.message), stack: scrub(error.stack ?? '') };
}

/** Leaves out Slack's tokens and the URLs that are as good as one. */
function scrub(text: string): string {
  return text
    .replace(/\b(xox[a-z]|xapp)(-[\w-]+|\.[\w.-]+)/g, '$1-…')
    .replace(/\b(https?:\/\/hooks\.slack[\w.-]*)\/\S+/g, '$1/…')
    .replace(/([?&](?:ticket|token|app_id)=)[^&\s]+/g, '$1…');
}

function textOf(given: unknown): string {
  return given instanceof Error ? `${given.name}: ${given.message}` : String(given);
}
