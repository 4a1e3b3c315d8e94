import { failed, fault, ok, type Result } from '../errors.ts';
import { closestOf } from './modifiers.ts';

/** An AWS Region, where it is, and whether an account has it without opting in. */
interface Region {
  code: string;
  city: string;
  enabled: 'by default' | 'on request';
}

const places: readonly (readonly [code: string, city: string, enabled?: 'by default'])[] = [
  ['us-east-1', 'N. Virginia', 'by default'],
  ['us-east-2', 'Ohio', 'by default'],
  ['us-west-1', 'N. California', 'by default'],
  ['us-west-2', 'Oregon', 'by default'],
  ['ap-south-1', 'Mumbai', 'by default'],
  ['ap-northeast-1', 'Tokyo', 'by default'],
  ['ap-northeast-2', 'Seoul', 'by default'],
  ['ap-northeast-3', 'Osaka', 'by default'],
  ['ap-southeast-1', 'Singapore', 'by default'],
  ['ap-southeast-2', 'Sydney', 'by default'],
  ['ca-central-1', 'Canada Central', 'by default'],
  ['eu-central-1', 'Frankfurt', 'by default'],
  ['eu-west-1', 'Ireland', 'by default'],
  ['eu-west-2', 'London', 'by default'],
  ['eu-west-3', 'Paris', 'by default'],
  ['eu-north-1', 'Stockholm', 'by default'],
  ['sa-east-1', 'São Paulo', 'by default'],
  ['af-south-1', 'Cape Town'],
  ['ap-east-1', 'Hong Kong'],
  ['ap-east-2', 'Taipei'],
  ['ap-south-2', 'Hyderabad'],
  ['ap-southeast-3', 'Jakarta'],
  ['ap-southeast-4', 'Melbourne'],
  ['ap-southeast-5', 'Malaysia'],
  ['ap-southeast-6', 'New Zealand'],
  ['ap-southeast-7', 'Thailand'],
  ['ca-west-1', 'Calgary'],
  ['eu-central-2', 'Zurich'],
  ['eu-south-1', 'Milan'],
  ['eu-south-2', 'Spain'],
  ['il-central-1', 'Tel Aviv'],
  ['me-central-1', 'UAE'],
  ['me-south-1', 'Bahrain'],
  ['mx-central-1', 'Mexico Central'],
  ['us-gov-east-1', 'AWS GovCloud US-East'],
  ['us-gov-west-1', 'AWS GovCloud US-West'],
  ['cn-north-1', 'Beijing'],
  ['cn-northwest-1', 'Ningxia'],
];

/** Every Region with its city; those of other partitions and those to opt in to are enabled on request. */
export const regionTable: readonly Region[] = places.map(
  ([code, city, enabled]): Region => ({ code, city, enabled: enabled ?? 'on request' }),
);

/** The codes of all Regions. */
export const regions: readonly string[] = places.map(([code]) => code);

/** The codes of the Regions that every commercial account has without opting in. */
export const defaultRegions: readonly string[] = regionTable
  .filter(({ enabled }) => enabled === 'by default')
  .map(({ code }) => code);

export function isRegion(code: string): boolean {
  return regions.includes(code);
}

/** The code of a Region, typed in any case; a fault has the closest one where its code or city is near. */
export function readRegion(typed: string): Result<string> {
  const code = typed.trim().toLowerCase();
  return isRegion(code) ? ok(code) : failed(fault('bad-region', [typed], { didYouMean: closestRegion(code) }));
}

/** The Region a misspelt code, a city (`frankfurt`) or a code without hyphens (`useast1`) most likely means. */
function closestRegion(given: string): string | undefined {
  const bare = given.replace(/[\s_]/g, '-');
  const same = (word: string) => word.toLowerCase().replace(/[^a-z0-9]/g, '') === bare.replace(/[^a-z0-9]/g, '');
  const exact = regionTable.find(({ code, city }) => same(code) || same(city));
  if (exact !== undefined) return exact.code;
  const city = closestOf(
    given,
    regionTable.map((region) => region.city),
    given.length > 5 ? 1 : 0,
  )[0];
  return regionTable.find((region) => region.city === city)?.code ?? closestOf(bare, regions)[0];
}
