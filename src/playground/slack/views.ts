import { randomUUID } from 'node:crypto';
import { type LiveSequence, liveSequences } from './block-kit/live-sequences.ts';
import type { Fields } from './json.ts';

/** A modal or home tab as it was last opened, pushed, updated or published. */
export interface View {
  id: string;
  hash: string;
  user: string;
  view: Fields;
  live: LiveSequence[];
}

interface Trigger {
  user: string;
  opened: number;
  used: boolean;
}

const triggerLife = 3000;

/** Open views, and the trigger IDs that allow to open one: once, within three seconds. */
export class Views {
  readonly all: View[] = [];
  readonly #triggers = new Map<string, Trigger>();
  readonly #now: () => number;

  constructor(now: () => number) {
    this.#now = now;
  }

  trigger(user: string): string {
    const id = `trigger.${randomUUID()}`;
    this.#triggers.set(id, { user, opened: this.#now(), used: false });
    return id;
  }

  /** Uses up a trigger: its user, or Slack's error. */
  exchange(id: string): { user: string } | { error: string } {
    const trigger = this.#triggers.get(id);
    if (trigger === undefined) return { error: 'invalid_trigger_id' };
    if (trigger.used) return { error: 'exchanged_trigger_id' };
    if (this.#now() - trigger.opened > triggerLife) return { error: 'expired_trigger_id' };
    trigger.used = true;
    return { user: trigger.user };
  }

  open(user: string, view: Fields): View {
    const opened = { id: `V${randomUUID()}`, hash: randomUUID(), user, view, live: liveSequences(view) };
    this.all.push(opened);
    return opened;
  }

  /** A user has one home tab. */
  publish(user: string, view: Fields): View {
    const home = this.all.find((one) => one.user === user && one.view.type === 'home');
    return home === undefined ? this.open(user, view) : this.change(home, view);
  }

  change(view: View, content: Fields): View {
    return Object.assign(view, { view: content, hash: randomUUID(), live: liveSequences(content) });
  }
}
