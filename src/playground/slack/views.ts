import { randomUUID } from 'node:crypto';
import { type LiveSequence, liveSequences } from './block-kit/live-sequences.ts';
import { identified } from './identified.ts';
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
/** Slack shows three modals on top of each other. */
const highestStack = 3;

/** Open views, and the trigger IDs that allow to open one: once, within three seconds. */
export class Views {
  /** Every view there ever was. */
  readonly all: View[] = [];
  readonly #triggers = new Map<string, Trigger>();
  readonly #stacks = new Map<string, View[]>();
  readonly #listeners = new Set<(user: string) => void>();
  readonly #now: () => number;

  constructor(now: () => number) {
    this.#now = now;
  }

  /** Calls back with the user whose modals or home tab changed. */
  onChange(listener: (user: string) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
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

  /** The modals that somebody has open, the one on top last. */
  stack(user: string): readonly View[] {
    return this.#stacks.get(user) ?? [];
  }

  /** Somebody's home tab, once it was published. */
  home(user: string): View | undefined {
    return this.all.find((one) => one.user === user && one.view.type === 'home');
  }

  /** Opens a modal in place of what was open. */
  open(user: string, view: Fields): View {
    const opened = this.#make(user, view);
    this.#setStack(user, [opened]);
    return opened;
  }

  /** Puts a modal on top; Slack's error where there are too many. */
  push(user: string, view: Fields): View | { error: string } {
    const stack = this.stack(user);
    if (stack.length >= highestStack) return { error: 'push_limit_reached' };
    const pushed = this.#make(user, view);
    this.#setStack(user, [...stack, pushed]);
    return pushed;
  }

  /** Closes one modal, or all that somebody has open. */
  close(user: string, view: View | 'all'): void {
    this.#setStack(user, view === 'all' ? [] : this.stack(user).filter((one) => one !== view));
  }

  /** A user has one home tab. */
  publish(user: string, view: Fields): View {
    const home = this.home(user);
    if (home !== undefined) return this.change(home, view);
    const made = this.#make(user, view);
    this.#tell(user);
    return made;
  }

  change(view: View, content: Fields): View {
    Object.assign(view, { view: kept(content), hash: randomUUID(), live: liveSequences(content) });
    this.#tell(view.user);
    return view;
  }

  #make(user: string, view: Fields): View {
    const made = { id: `V${randomUUID()}`, hash: randomUUID(), user, view: kept(view), live: liveSequences(view) };
    this.all.push(made);
    return made;
  }

  #setStack(user: string, stack: View[]): void {
    this.#stacks.set(user, stack);
    this.#tell(user);
  }

  #tell(user: string): void {
    for (const listener of this.#listeners) listener(user);
  }
}

function kept(view: Fields): Fields {
  return Array.isArray(view.blocks) ? { ...view, blocks: identified(view.blocks) } : view;
}

/** A view as Slack describes it in payloads and answers. */
export function viewFields({ id, hash, view }: View): Fields {
  return { ...view, id, hash };
}
