import type { Config } from '../config.ts';
import type { Result } from '../errors.ts';
import { counted } from '../present/text.ts';
import { type Finding, fine, noted, wrong } from './finding.ts';

/** trail.yml as it was read: its faults as sentences; `present`: whether there is such a file. */
export interface ConfigRead {
  file: string;
  present: boolean;
  config: Result<Config, string[]>;
}

const about = 'trail.yml';

export function checkConfig({ file, present, config }: ConfigRead): Finding[] {
  if (!config.ok) return config.fault.map((why) => wrong(about, why));
  const { accounts, access, ignore, digests } = config.value;
  if (!present) {
    return [noted(about, 'There is none: the account of the AWS credentials is searched, and everybody may ask.')];
  }
  const holds = [
    counted(accounts.length, 'account'),
    ...(access === null ? [] : [counted(access.length, 'access rule')]),
    ...(ignore.length === 0 ? [] : [counted(ignore.length, 'ignore rule')]),
    ...(digests.length === 0 ? [] : [counted(digests.length, 'digest')]),
  ];
  const open =
    access === null ? [noted('Access', `${file} has no access rules: everybody in the workspace may ask.`)] : [];
  return [fine(about, `${file}: ${holds.join(', ')}.`), ...open];
}
