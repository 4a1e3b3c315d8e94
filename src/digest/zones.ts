import { failed, fault, ok, type Result } from '../errors.ts';
import { closestOf, editDistance, tolerance } from '../query/modifiers.ts';

/** What people write for a zone though it names none, or one without daylight saving. */
const meant: ReadonlyMap<string, string> = new Map(
  Object.entries({
    'America/New_York': 'est edt et eastern',
    'America/Chicago': 'cst cdt ct central',
    'America/Denver': 'mst mdt mt mountain',
    'America/Los_Angeles': 'pst pdt pt pacific',
    'Europe/London': 'bst uk',
    'Europe/Lisbon': 'wet west',
    'Europe/Berlin': 'cet cest met mest',
    'Europe/Helsinki': 'eet eest',
    'Europe/Moscow': 'msk',
    'Asia/Kolkata': 'ist',
    'Asia/Tokyo': 'jst',
    'Asia/Seoul': 'kst',
    'Asia/Singapore': 'sgt',
    'Australia/Sydney': 'aest aedt',
    'Pacific/Auckland': 'nzst nzdt',
  }).flatMap(([zone, words]) => words.split(' ').map((word) => [word, zone] as const)),
);

/** Names of today that Intl knows, but lists under the name they had before. */
const renamed = [
  'Africa/Asmara',
  'America/Argentina/Buenos_Aires',
  'America/Atikokan',
  'America/Nuuk',
  'Asia/Ho_Chi_Minh',
  'Asia/Kathmandu',
  'Asia/Kolkata',
  'Asia/Yangon',
  'Atlantic/Faroe',
  'Europe/Kyiv',
  'Pacific/Chuuk',
  'Pacific/Kanton',
  'Pacific/Pohnpei',
];

/** Every zone by its name without case and signs between words. */
const zones: ReadonlyMap<string, string> = new Map(
  ['UTC', ...Intl.supportedValuesOf('timeZone'), ...renamed].map((zone) => [fold(zone), zone]),
);

/**
 * Reads an IANA zone in any case. Abbreviations are none: EST is a zone without summer time that few who
 * write it mean. The fault bad-zone names the closest zones, the best as `didYouMean`.
 */
export function readZone(text: string): Result<string> {
  const zone = text.toLowerCase() === 'gmt' ? 'UTC' : zones.get(fold(text));
  if (zone !== undefined) return ok(zone);
  const linked = text.includes('/') ? resolved(text) : null;
  if (linked !== null) return ok(linked);
  const closest = closestZones(text);
  return failed(fault('bad-zone', [text, closest.join(', ')], { didYouMean: closest[0] }));
}

/** At most three: by abbreviation or country, then by city, then by spelling. */
function closestZones(text: string): string[] {
  const wanted = fold(text);
  if (wanted.length > 40) return [];
  const names = [...zones.values()];
  const known = meant.get(wanted) ?? resolved(text);
  const ofCity = names.filter((zone) => fold(cityOf(zone)) === fold(cityOf(text)));
  const near = closestOf(wanted, zones.keys()).flatMap((key) => zones.get(key) ?? []);
  const nearCity = names
    .map((zone) => ({ zone, wrong: editDistance(fold(cityOf(zone)), fold(cityOf(text)), 2) }))
    .filter(({ wrong }) => wrong <= tolerance(cityOf(text)))
    .sort((a, b) => a.wrong - b.wrong)
    .map(({ zone }) => zone);
  return [...new Set([...(known === null ? [] : [known]), ...ofCity, ...near, ...nearCity])].slice(0, 3);
}

/** The name under which Intl knows a zone, or another name of it such as US/Pacific or Japan; null where it knows none. */
function resolved(text: string): string | null {
  if (!/^[a-z]/i.test(text)) return null;
  try {
    return new Intl.DateTimeFormat('en', { timeZone: text }).resolvedOptions().timeZone;
  } catch {
    return null;
  }
}

function cityOf(zone: string): string {
  return zone.slice(zone.lastIndexOf('/') + 1);
}

function fold(text: string): string {
  return text.toLowerCase().replace(/[\s_-]/g, '');
}
