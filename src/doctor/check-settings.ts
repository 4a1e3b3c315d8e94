import { quoted } from '../config/fault.ts';
import { clauseOf, type KnownSetting, knownSettings } from '../config/known-settings.ts';
import type { Environment } from '../config/settings.ts';
import { type ConfigFault, readSettings } from '../config.ts';
import { closestOf } from '../query/modifiers.ts';
import { type Finding, fine, noted, wrong } from './finding.ts';

/** Every setting with what it is for, those with a fault, and those that look misspelt. */
export function checkSettings(env: Environment): Finding[] {
  const read = readSettings(env);
  const faults = read.ok ? [] : read.fault;
  const settings = knownSettings.map((setting) => checkSetting(setting, env, faults));
  return [...settings, ...misspelt(env)];
}

function checkSetting(setting: KnownSetting, env: Environment, faults: readonly ConfigFault[]): Finding {
  const { name, purpose, otherwise, secret } = setting;
  const found = faults.find(({ at }) => at === name);
  if (found !== undefined) return wrong(name, `It ${found.problem}; ${found.right}.`);
  const value = env[name]?.trim() || null;
  if (value !== null) return fine(name, `${secret ? 'Set' : quoted(value)}: ${purpose}.`);
  return noted(name, `Not set${otherwise === null ? '' : ` (${otherwise})`}: ${clauseOf(name)}.`);
}

/** Variables that look as if they were meant for Trail. */
function misspelt(env: Environment): Finding[] {
  const names = knownSettings.map(({ name }): string => name);
  const strange = Object.keys(env).filter((name) => /^(SLACK|TRAIL)_/.test(name) && !names.includes(name));
  return strange.flatMap((name) => {
    const [meant] = closestOf(name, names);
    return meant === undefined ? [] : [noted(name, `Not a setting of Trail’s; perhaps ${meant} is meant.`)];
  });
}
