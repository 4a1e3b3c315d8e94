import type { Answer } from './answer.ts';
import { countPlaces } from './describe-coverage.ts';
import { counted, figure } from './words.ts';

/** How much a plan searches. */
export interface SearchSize {
  accounts: number;
  regions: number;
}

/** `Searching 17 Regions in 2 accounts… 40 % · 12 pages read` */
export function describeProgress({ coverage, done }: Answer, size?: SearchSize): string {
  const pages = coverage.searched.reduce((sum, searched) => sum + searched.pages, 0);
  const { accounts, regions } = size ?? countPlaces([...coverage.searched, ...coverage.missed]);
  const where = accounts > 1 ? ` in ${counted(accounts, 'account')}` : '';
  const searching = `Searching ${regions === 0 ? 'CloudTrail' : counted(regions, 'Region')}${where}`;
  const percent = Math.floor(100 * Math.min(1, Math.max(0, done)));
  return `${searching}… ${figure(percent)} % · ${counted(pages, 'page')} read`;
}
