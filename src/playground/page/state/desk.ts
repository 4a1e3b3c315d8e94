import { createContext, useContext } from 'react';
import type { Person, Requests, Responses, State } from '../../api.ts';

export type Panel = 'examples' | 'payloads' | 'none';

/** What does not change while the playground runs. */
export type ShownWorkspace = Pick<State, 'team' | 'bot' | 'people' | 'channels' | 'examples'>;

/** Who looks at what, and what can be done from anywhere on the page. */
export interface Desk {
  workspace: ShownWorkspace;
  me: Person;
  /** A channel's ID, or `home`. */
  place: string;
  /** The thread that is open in this place; null for none. */
  thread: string | null;
  panel: Panel;
  /** The exchange to look at; null for none. */
  exchange: number | null;
  theme: string;
  become(person: string): void;
  goTo(place: string): void;
  openThread(ts: string | null): void;
  show(panel: Panel, exchange?: number): void;
  setTheme(theme: string): void;
  /** Asks the server; what it refuses is told, and null returned. */
  ask<Name extends keyof Requests>(name: Name, given: Requests[Name]): Promise<Responses[Name] | null>;
}

export const DeskContext = createContext<Desk | null>(null);

export function useDesk(): Desk {
  const desk = useContext(DeskContext);
  if (desk === null) throw new Error('There is no desk here');
  return desk;
}
