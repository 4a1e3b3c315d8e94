import { readFile } from 'node:fs/promises';
import { type Config, describeFault, readConfig, readSettings, type Settings } from '../config.ts';
import type { ConfigRead } from '../doctor/check-config.ts';
import { failed } from '../errors.ts';
import type { Outside } from './outside.ts';

/** The environment and trail.yml as read, or null after every fault was told. */
export async function configure(outside: Outside): Promise<{ settings: Settings; config: Config } | null> {
  const settings = readSettings(outside.env);
  if (!settings.ok)
    tell(
      settings.fault.map((found) => describeFault(found)),
      outside,
    );
  const config = await configured(outside);
  return settings.ok && config !== null ? { settings: settings.value, config } : null;
}

/** trail.yml as read, or null after every fault was told. */
export async function configured(outside: Outside): Promise<Config | null> {
  const { config } = await readConfiguration(outside);
  if (config.ok) return config.value;
  tell(config.fault, outside);
  return null;
}

/** trail.yml as read; where nobody asked for another file and there is none, what holds without. */
export async function readConfiguration({ env }: Pick<Outside, 'env'>): Promise<ConfigRead> {
  const asked = env.TRAIL_CONFIG?.trim() || null;
  const file = asked ?? 'trail.yml';
  const text = await readConfigFile(asked);
  if (text instanceof Error) {
    const why = `${file} can’t be read: ${text.message}. Correct TRAIL_CONFIG or the file.`;
    return { file, present: true, config: failed([why]) };
  }
  const config = readConfig(text);
  const told = config.ok ? config : failed(config.fault.map((found) => describeFault(found, file)));
  return { file, present: text !== null, config: told };
}

function tell(faults: readonly string[], { err }: Outside): void {
  for (const fault of faults) err(`${fault}\n`);
}

/** The text of the file that was asked for, or of trail.yml; null where nobody asked and there is none. */
async function readConfigFile(asked: string | null): Promise<string | null | Error> {
  try {
    return await readFile(asked ?? 'trail.yml', 'utf8');
  } catch (error) {
    const absent = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    if (asked === null && absent) return null;
    return error instanceof Error ? error : new Error(String(error));
  }
}
