import { constants } from 'node:fs';
import { access, readdir, stat } from 'node:fs/promises';
import { fault } from '../errors.ts';
import type { Account } from '../plan/plan.ts';
import { missOfPlace } from '../sources/log-files/open-place.ts';
import { type Finding, fine, wrong } from './finding.ts';

/** Whether the folder, or file, of each archive can be read. */
export function checkArchives(accounts: readonly Pick<Account, 'name' | 'archive'>[]): Promise<Finding[]> {
  return Promise.all(
    accounts.flatMap(({ name, archive }) => (archive === null ? [] : [checkArchive(name, archive.logs)])),
  );
}

async function checkArchive(account: string, place: string | null): Promise<Finding> {
  const about = `Archive ${account}`;
  if (place === null) return wrong(about, fault('archive-unread', [account]));
  if (place.startsWith('s3://')) return wrong(about, fault('place-remote', [place]));
  try {
    await access(place, constants.R_OK);
    const isEmpty = (await stat(place)).isDirectory() && (await readdir(place)).length === 0;
    return isEmpty ? wrong(about, fault('folder-without-logs', [place])) : fine(about, `${place} can be read.`);
  } catch (error) {
    return wrong(about, missOfPlace(place, error).message);
  }
}
