import { conditionsOf, regionsLeftOut } from '../../condition/condition.ts';
import type { SearchedPlace } from '../../plan/coverage.ts';
import type { Fetch } from '../../plan/plan.ts';
import { fieldText } from './field-text.ts';
import type { RecordSpan } from './scan-records.ts';

/** Whose trail a record lies in, and where the call was made. */
export type Whereabouts = Omit<SearchedPlace, 'recordsRead'>;

const accountOf = fieldText('recipientAccountId');
const regionOf = fieldText('awsRegion');

/** Where the record before belonged: many in a row belong to the same place. */
let last: Whereabouts = { account: '', region: '' };

/** Where a record belongs as its bytes tell; null where only parsing can. */
export function placeOf(record: RecordSpan): Whereabouts | null {
  const account = accountOf(record);
  const region = account === null ? null : regionOf(record);
  if (account === null || region === null) return null;
  if (last.account !== account || last.region !== region) last = { account, region };
  return last;
}

/** Tells of a place whether a fetch asks for its records. */
export function askedPlaces(fetch: Pick<Fetch, 'account' | 'region' | 'filter'>): (place: Whereabouts) => boolean {
  const leftOut = regionsLeftOut(fetch.filter);
  const isAsked = askedAccounts(fetch);
  return ({ account, region }) => isAsked(account) && (fetch.region ?? region) === region && !leftOut.includes(region);
}

/** Tells of an account whether a fetch asks for its records. */
export function askedAccounts({ account, filter }: Pick<Fetch, 'account' | 'filter'>): (id: string) => boolean {
  const own = account.archive?.accounts ?? (account.id === null ? null : [account.id]);
  const said = conditionsOf(filter, 'account');
  if (own === null && said.length === 0) return () => true;
  return (id) => own?.includes(id) !== false && said.every(({ anyOf, not }) => anyOf.includes(id) !== not);
}

/** Counts records by account and Region; many in a row belong to the same. */
export class PlaceCounts {
  /** The accounts of records that were passed over; empty: one that names none. */
  readonly passed = new Set<string>();
  readonly #places = new Map<string, SearchedPlace>();
  #last: SearchedPlace | null = null;

  add({ account, region }: Whereabouts): void {
    if (this.#last?.account !== account || this.#last.region !== region) this.#last = this.#find(account, region);
    this.#last.recordsRead++;
  }

  list(): SearchedPlace[] {
    return [...this.#places.values()];
  }

  #find(account: string, region: string): SearchedPlace {
    const key = `${account} ${region}`;
    const place = this.#places.get(key) ?? { account, region, recordsRead: 0 };
    this.#places.set(key, place);
    return place;
  }
}
