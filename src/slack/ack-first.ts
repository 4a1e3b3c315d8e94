import { type AckFn, App, type AppOptions, type ReceiverEvent } from '@slack/bolt';
import type { Turns } from './turns.ts';
import type { Work } from './work.ts';

interface AckFirstDeps {
  turns: Turns;
  work: Work;
}

/**
 * Bolt, but every request is acknowledged before anything else is done for it, Bolt's own look at it included; the rest
 * begins in its turn. A stop waits for all of it.
 */
export class AckFirstApp extends App {
  readonly #deps: AckFirstDeps;

  constructor(options: AppOptions, deps: AckFirstDeps) {
    super(options);
    this.#deps = deps;
  }

  override processEvent(event: ReceiverEvent): Promise<void> {
    return this.#deps.work.run(() => this.#process(event));
  }

  async #process(event: ReceiverEvent): Promise<void> {
    let turn: Promise<void> | null = null;
    const ack: AckFn<unknown> = (said) => {
      turn ??= this.#acknowledge(event, said);
      return turn;
    };
    if (!isAnsweredByAck(event)) await ack();
    await super.processEvent({ ...event, ack });
  }

  /** Whoever waits for the acknowledgement goes on in their turn. */
  async #acknowledge(event: ReceiverEvent, said: unknown): Promise<void> {
    const turn = this.#deps.turns.next();
    await event.ack(said);
    await turn;
  }
}

/** Forms and menus hear with the acknowledgement what is wrong, or what there is to choose. */
function isAnsweredByAck({ body }: ReceiverEvent): boolean {
  return body.type === 'view_submission' || body.type === 'block_suggestion';
}
