import { useSyncExternalStore } from 'react';
import type { Change, Exchange, ShownMessage, State } from '../../api.ts';

/** Something to tell the one who looks at the page. */
export interface Notice {
  id: number;
  text: string;
  /** The exchange that it is about, to be looked at; null where there is none. */
  exchange: number | null;
}

interface Seen {
  /** null until the server told. */
  state: State | null;
  connected: boolean;
  notices: readonly Notice[];
}

export interface SeenStore {
  get(): Seen;
  subscribe(listener: () => void): () => void;
  apply(change: Change): void;
  setConnected(connected: boolean): void;
  notify(text: string, exchange?: number): void;
  dismiss(notice: number): void;
}

/** What the page knows, all of it told by the server. */
export function createStore(): SeenStore {
  let seen: Seen = { state: null, connected: false, notices: [] };
  let count = 0;
  const listeners = new Set<() => void>();
  const set = (next: Partial<Seen>) => {
    seen = { ...seen, ...next };
    for (const listener of listeners) listener();
  };
  const notify = (text: string, exchange: number | null = null) => {
    count += 1;
    set({ notices: [...seen.notices.slice(-3), { id: count, text, exchange }] });
  };
  return {
    get: () => seen,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    apply(change) {
      set({ state: change.kind === 'state' ? change.state : seen.state && applied(seen.state, change) });
      const refused = change.kind === 'exchange' ? refusalIn(change.exchange) : null;
      if (refused !== null) notify(refused.text, refused.exchange);
    },
    setConnected: (connected) => set({ connected }),
    notify,
    dismiss: (notice) => set({ notices: seen.notices.filter(({ id }) => id !== notice) }),
  };
}

export function useSeen(store: SeenStore): Seen {
  return useSyncExternalStore(store.subscribe, store.get);
}

function applied(state: State, change: Exclude<Change, { kind: 'state' }>): State {
  switch (change.kind) {
    case 'message':
      return { ...state, messages: withMessage(state.messages, change.message) };
    case 'views': {
      const modals = { ...state.modals, [change.person]: change.modals };
      return {
        ...state,
        modals,
        homes: change.home === null ? state.homes : { ...state.homes, [change.person]: change.home },
      };
    }
    case 'exchange': {
      const others = state.exchanges.filter(({ id }) => id !== change.exchange.id);
      return { ...state, exchanges: [...others, change.exchange].sort((one, other) => one.id - other.id).slice(-300) };
    }
  }
}

function withMessage(messages: ShownMessage[], message: ShownMessage): ShownMessage[] {
  const same = (one: ShownMessage) => one.channel === message.channel && one.ts === message.ts;
  return messages.some(same) ? messages.map((one) => (same(one) ? message : one)) : [...messages, message];
}

/** What the local Slack refused the bot, or the bot Slack, is worth a word on the page. */
function refusalIn({ id, direction, name, error }: Exchange): { text: string; exchange: number } | null {
  if (error === null) return null;
  const text = direction === 'from-bot' ? `Slack refused ${name}: ${error}` : `Trail did not take ${name}: ${error}`;
  return { text, exchange: id };
}
