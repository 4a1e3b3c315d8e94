import { Pacer, type PacerOptions } from './pacer.ts';

/** How much of one account and Region's quota Trail uses. */
export interface Quota {
  account: string;
  region: string;
  /** Calls within the last second; CloudTrail takes two. */
  calls: number;
  /** Whether CloudTrail refused a call for going too fast within the last minute. */
  throttled: boolean;
}

/** The process's pacers, one for each account and Region. */
export class Pacers {
  readonly #options: PacerOptions;
  readonly #pacers = new Map<string, { account: string; region: string; pacer: Pacer }>();

  constructor(options: PacerOptions) {
    this.#options = options;
  }

  of(account: string, region: string): Pacer {
    const key = `${account} ${region}`;
    const known = this.#pacers.get(key) ?? { account, region, pacer: new Pacer(this.#options) };
    this.#pacers.set(key, known);
    return known.pacer;
  }

  quota(): Quota[] {
    return [...this.#pacers.values()].map(({ account, region, pacer }) => ({ account, region, ...pacer.use() }));
  }
}
