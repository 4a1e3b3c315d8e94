import { readdir } from 'node:fs/promises';
import { fault } from '../errors.ts';
import type { Account } from '../plan/plan.ts';
import { missOfRoot } from '../sources/log-files/log-files.ts';
import { type Finding, fine, wrong } from './finding.ts';

/** Whether the folder of each archive can be read. */
export function checkArchives(accounts: readonly Pick<Account, 'name' | 'archive'>[]): Promise<Finding[]> {
  return Promise.all(
    accounts.flatMap(({ name, archive }) => (archive === null ? [] : [checkArchive(name, archive.logs)])),
  );
}

async function checkArchive(account: string, folder: string | null): Promise<Finding> {
  const about = `Archive ${account}`;
  if (folder === null || folder.startsWith('s3://')) return wrong(about, fault('archive-unread', [account]));
  try {
    const entries = await readdir(folder);
    if (entries.length === 0) return wrong(about, fault('folder-without-logs', [folder]));
    return fine(about, `${folder} can be read.`);
  } catch (error) {
    return wrong(about, missOfRoot(folder, error).message);
  }
}
