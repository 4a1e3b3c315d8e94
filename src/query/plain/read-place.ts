import { where } from '../../condition/condition.ts';
import { type Fault, failed, fault, ok, type Result } from '../../errors.ts';
import { closestOf } from '../modifiers.ts';
import { servicePrefix } from '../names/resolve-service.ts';
import type { QueryPart } from '../read-modifier.ts';
import { type KnownAccount, readAccounts, readService } from '../read-values.ts';
import { looksLikeRegion, regions, regionTable } from '../regions.ts';
import type { Tag } from './meaning.ts';
import { serviceNames } from './services.ts';

/** One way to understand a place, and how it is told. */
export interface PlaceMeaning {
  says: string;
  part: QueryPart;
}

const otherCities: readonly (readonly [names: string, ...codes: string[]])[] = [
  ['virginia,north virginia,northern virginia,n virginia', 'us-east-1'],
  ['california,north california,northern california,n california', 'us-west-1'],
  ['canada', 'ca-central-1', 'ca-west-1'],
  ['mexico', 'mx-central-1'],
  ['sao paulo,brazil', 'sa-east-1'],
  ['govcloud', 'us-gov-west-1', 'us-gov-east-1'],
  ['china', 'cn-north-1', 'cn-northwest-1'],
  ['germany', 'eu-central-1'],
  ['european sovereign cloud,sovereign cloud', 'eusc-de-east-1'],
  ['emirates', 'me-central-1'],
];

/** The Regions that a city or country names, by its name in small letters. */
const cities: ReadonlyMap<string, readonly string[]> = new Map<string, readonly string[]>([
  ...regionTable.map(({ code, city }) => [city.toLowerCase(), [code]] as const),
  ...otherCities.flatMap(([names, ...codes]) => names.split(',').map((name) => [name, codes] as const)),
]);

/**
 * Reads where something happened: accounts, Regions by code or city, a service. Several ways to read it: all of them.
 * null where it is none of these; where the words say that it is one (`account x`), that is a fault.
 */
export function readPlace(
  list: readonly (readonly Tag[])[],
  accounts: readonly KnownAccount[],
): Result<PlaceMeaning[]> | null {
  const said = list.flat().filter(({ low }) => kindWords.has(low));
  const [only = null, ...others] = new Set(said.map(({ low }) => kindWords.get(low) ?? null));
  const items = list.map((tags) => textOf(said.length === 0 ? tags : tags.filter((tag) => !said.includes(tag))));
  if (items.length === 0 || others.length > 0) return null;
  const slashed = items.flatMap((item) => item.split('/'));
  const read = readItems(items, only, accounts);
  return read === null && slashed.length > items.length ? readItems(slashed, only, accounts) : read;
}

function readItems(
  items: readonly string[],
  only: PlaceKind | null,
  accounts: readonly KnownAccount[],
): Result<PlaceMeaning[]> | null {
  if (items.includes('')) return null;
  const found: PlaceMeaning[] = [];
  if (only === null || only === 'account') {
    const read = readAccounts(items, accounts);
    if (read.ok) found.push({ says: `the account ${items.join(', ')}`, part: { accounts: read.value } });
    else if (only === 'account') return failed(withHint(read.fault));
  }
  if (only === null || only === 'region') {
    found.push(...readCities(items));
    if (only === 'region' && found.length === 0) return failed(fault('bad-region', [items.join(', ')]));
  }
  if (only === null || only === 'service') {
    const services = items.map(readServiceName);
    const wrong = items.find((_, at) => services[at] === null);
    const sources = services.flatMap((source) => source ?? []);
    if (wrong === undefined)
      found.push({ says: `the service ${sources.join(', ')}`, part: { filter: [where('service', ...sources)] } });
    else if (only === 'service') return failed(fault('bad-service', [wrong]));
  }
  return found.length > 0 ? ok(found) : null;
}

/** The place that a misspelt one most likely means. */
export function closestPlace(text: string, accounts: readonly KnownAccount[]): string | undefined {
  return closestOf(text, [
    ...accounts.map(({ name }) => name),
    ...regions,
    ...cities.keys(),
    ...serviceNames.keys(),
  ])[0];
}

function withHint({ fault: found, meant }: { fault: Fault; meant: () => string[] }): Fault {
  return { ...found, didYouMean: meant()[0] };
}

type PlaceKind = 'account' | 'region' | 'service';

const kindWords: ReadonlyMap<string, PlaceKind> = new Map([
  ['account', 'account'],
  ['accounts', 'account'],
  ['region', 'region'],
  ['regions', 'region'],
  ['service', 'service'],
  ['services', 'service'],
]);

function readServiceName(text: string): string | null {
  const name = serviceNames.get(text.toLowerCase()) ?? text.toLowerCase();
  const read = servicePrefix(name) === null ? null : readService(name);
  return read?.ok === true ? read.value : null;
}

function textOf(tags: readonly Tag[]): string {
  return tags.map(({ text }) => text).join(' ');
}

function readCities(items: readonly string[]): PlaceMeaning[] {
  const each = items.map((item) => {
    const low = item.toLowerCase();
    return looksLikeRegion(low) ? [low] : (cities.get(low.replaceAll('.', '')) ?? cities.get(low) ?? []);
  });
  const [first = [], ...others] = each;
  if (each.some((codes) => codes.length === 0)) return [];
  if (others.length === 0) return first.map((code) => inRegions(code));
  return each.every((codes) => codes.length === 1) ? [inRegions(...each.flat())] : [];
}

function inRegions(...given: string[]): PlaceMeaning {
  const codes = [...new Set(given)];
  return { says: `the Region ${codes.join(', ')}`, part: { regions: codes } };
}
