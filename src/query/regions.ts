import { failed, fault, ok, type Result } from '../errors.ts';
import { closestOf } from './modifiers.ts';
import { partitions } from './partitions.generated.ts';

/** An AWS Region, where it is, the partition it belongs to, and whether an account has it without opting in. */
interface Region {
  code: string;
  city: string;
  /** As ARNs name it: aws, aws-us-gov, aws-cn, aws-eusc… */
  partition: string;
  enabled: 'by default' | 'on request';
}

/** The Regions that an account of AWS's main partition has without opting in; in the others that is each of them. */
const enabledByDefault =
  `us-east-1 us-east-2 us-west-1 us-west-2 ap-south-1 ap-northeast-1 ap-northeast-2 ap-northeast-3
  ap-southeast-1 ap-southeast-2 ca-central-1 eu-central-1 eu-west-1 eu-west-2 eu-west-3 eu-north-1 sa-east-1`.split(
    /\s+/,
  );

/** What people call a Region, where AWS’s own description does not say it between its parentheses. */
const cityNames: ReadonlyMap<string, string> = new Map([
  ['ca-central-1', 'Canada Central'],
  ['mx-central-1', 'Mexico Central'],
  ['sa-east-1', 'São Paulo'],
  ['us-gov-east-1', 'AWS GovCloud US-East'],
  ['us-gov-west-1', 'AWS GovCloud US-West'],
  ['eusc-de-east-1', 'AWS European Sovereign Cloud'],
  ['us-isob-east-1', 'US ISOB East'],
]);

const mainPartition = 'aws';

/** Every Region with its city, in the order in which they are likely meant. */
export const regionTable: readonly Region[] = partitions
  .flatMap(({ id, regions: listed }) =>
    listed.map(({ code, description }): Region => {
      const city = cityNames.get(code) ?? /\((.*)\)/.exec(description)?.[1] ?? description;
      const enabled = id !== mainPartition || enabledByDefault.includes(code) ? 'by default' : 'on request';
      return { code, city, partition: id, enabled };
    }),
  )
  .sort((one, other) => likelihood(one) - likelihood(other));

function likelihood({ code, partition, enabled }: Region): number {
  if (partition !== mainPartition) return 1000;
  return enabled === 'by default' ? enabledByDefault.indexOf(code) : 100;
}

/** The codes of all Regions. */
export const regions: readonly string[] = regionTable.map(({ code }) => code);

/** The codes of the Regions that every account of AWS's main partition has without opting in. */
export const defaultRegions: readonly string[] = defaultRegionsOf(mainPartition);

/** The codes of the Regions that every account of a partition has without opting in; of one that AWS's list lacks, none. */
export function defaultRegionsOf(partition: string): string[] {
  const own = regionTable.filter((region) => region.partition === partition && region.enabled === 'by default');
  return own.map(({ code }) => code);
}

/** Whether AWS's list has the Region. */
export function isRegion(code: string): boolean {
  return regions.includes(code);
}

/** Whether a name is that of a Region, or of one that is newer than AWS's list: `ap-southeast-9`. */
export function looksLikeRegion(code: string): boolean {
  return isRegion(code) || (patternOf(code) !== undefined && directions.includes(directionOf(code)));
}

const directions = 'north south east west central northeast northwest southeast southwest'.split(' ');

/** `southeast` of `ap-southeast-9` */
const directionOf = (code: string) => code.split('-').at(-2) ?? '';

/** The partition by whose pattern a Region that the list lacks may be named. */
function patternOf(code: string): (typeof partitions)[number] | undefined {
  if (!/^[a-z]{2,8}(?:-[a-z]{2,12})+-\d{1,2}$/.test(code)) return undefined;
  return partitions.find(({ pattern }) => new RegExp(pattern).test(code));
}

/** The partition of a Region, as ARNs name it: aws, aws-us-gov, aws-cn… Where nothing tells, AWS's main one. */
export function partitionOf(region: string): string {
  const listed = regionTable.find(({ code }) => code === region);
  return listed?.partition ?? patternOf(region)?.id ?? mainPartition;
}

/** The partition that an ARN names. */
export const partitionOfArn = (arn: string): string => arn.split(':')[1] ?? mainPartition;

/**
 * The Region where a partition's services log that are called from anywhere, such as CloudFront. Source: the AWS SDK,
 * and AWS's guide to China.
 */
export function edgeRegion(partition: string): string {
  return partitions.find(({ id }) => id === partition)?.home ?? 'us-east-1';
}

/** The Region where a partition's IAM and its global STS log: the same, but in China. */
export function homeRegion(partition: string): string {
  return partition === 'aws-cn' ? 'cn-north-1' : edgeRegion(partition);
}

/** Whether global services of a Region's partition log in it. */
export function isGlobalRegion(region: string): boolean {
  const partition = partitionOf(region);
  return region === homeRegion(partition) || region === edgeRegion(partition);
}

/**
 * The Regions to search in an account of which trail.yml names none: those that it has without opting in, and with the
 * ambient credentials their own, too, which may be one to opt in to.
 *
 * @param role the ARN of the role to assume; null: the ambient credentials
 * @param own the ambient credentials' Region; null where nothing names one
 */
export function searchedRegions(role: string | null, own: string | null): string[] {
  const partition = role === null ? partitionOf(own ?? '') : partitionOfArn(role);
  const regions = new Set(defaultRegionsOf(partition));
  if (own !== null && (role === null || regions.size === 0)) regions.add(own);
  return regions.size === 0 ? [edgeRegion(partition)] : [...regions];
}

/** The code of a Region, typed in any case; a fault has the closest one where its code or city is near. */
export function readRegion(typed: string): Result<string> {
  const code = typed.trim().toLowerCase();
  if (looksLikeRegion(code) || isNewKind(code)) return ok(code);
  return failed(fault('bad-region', [typed], { didYouMean: closestRegion(code) }));
}

/** Whether a name fits AWS's pattern with a word that no Region has yet, and that is no misspelling of one they have. */
function isNewKind(code: string): boolean {
  return patternOf(code) !== undefined && closestOf(directionOf(code), directions).length === 0;
}

/** The Region a misspelt code, a city (`frankfurt`) or a code without hyphens (`useast1`) most likely means. */
export function closestRegion(given: string): string | undefined {
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
