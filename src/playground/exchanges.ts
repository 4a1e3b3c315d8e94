import type { Exchange, ExchangeDetails } from './api.ts';

/** More than anybody scrolls through; older ones are forgotten. */
const maxExchanges = 300;

interface Kept {
  exchange: Exchange;
  details: ExchangeDetails;
}

/** The latest requests between Slack and the bot, with their payloads. */
export class Exchanges {
  readonly #kept = new Map<number, Kept>();
  readonly #tell: (exchange: Exchange) => void;
  #count = 0;

  /** `tell` hears of each exchange when it begins, and when it was answered. */
  constructor(tell: (exchange: Exchange) => void) {
    this.#tell = tell;
  }

  /** An exchange begins; `end` is called once it was answered. */
  begin(begun: Pick<Exchange, 'time' | 'direction' | 'name' | 'about'>, sent: unknown) {
    this.#count += 1;
    const kept: Kept = {
      exchange: { ...begun, id: this.#count, status: 0, error: null, took: 0 },
      details: { sent, answered: null },
    };
    this.#kept.set(kept.exchange.id, kept);
    this.#kept.delete(this.#count - maxExchanges);
    this.#tell(kept.exchange);
    return {
      end: (ended: Pick<Exchange, 'status' | 'error' | 'took'>, answered: unknown) => {
        kept.exchange = { ...kept.exchange, ...ended };
        kept.details.answered = answered;
        this.#tell(kept.exchange);
      },
    };
  }

  /** Oldest first. */
  list(): Exchange[] {
    return [...this.#kept.values()].map(({ exchange }) => exchange);
  }

  details(id: number): ExchangeDetails | null {
    return this.#kept.get(id)?.details ?? null;
  }
}
