import type { Quota } from '../../plan/found.ts';
import { Pacer, type PacerOptions } from './pacer.ts';

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
