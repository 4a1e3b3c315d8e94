import { useCallback, useEffect, useMemo, useState } from 'react';
import type { State } from '../../api.ts';
import type { Desk, Panel, ShownWorkspace } from './desk.ts';
import { useKept } from './kept.ts';
import { request } from './request.ts';
import type { SeenStore } from './store.ts';

/** Makes the desk out of what the server told and what this tab looks at. */
export function useDeskState(store: SeenStore, state: State | null): Desk | null {
  const [person, setPerson] = useKept('person', '');
  const [place, setPlace] = useKept('place', '');
  const [thread, setThread] = useKept('thread', '');
  const [theme, setTheme] = useKept('theme', 'auto', true);
  const [panel, setPanel] = useKept('panel', 'examples');
  const [exchange, setExchange] = useState<number | null>(null);

  useEffect(() => {
    document.documentElement.dataset.theme = theme;
  }, [theme]);

  const ask = useCallback<Desk['ask']>(
    async (name, given) => {
      try {
        return await request(name, given);
      } catch (error) {
        store.notify(error instanceof Error ? error.message : String(error));
        return null;
      }
    },
    [store],
  );
  const workspace = useWorkspace(state);

  return useMemo(() => {
    const me = workspace?.people.find(({ id }) => id === person) ?? workspace?.people[0];
    if (workspace === null || me === undefined) return null;
    const open = workspace.channels.filter(({ directWith }) => directWith === null || directWith === me.id);
    const goTo = (next: string) => {
      setPlace(next);
      setThread('');
    };
    return {
      workspace,
      me,
      place: place === 'home' || open.some(({ id }) => id === place) ? place : (open[0]?.id ?? ''),
      thread: thread === '' ? null : thread,
      panel: isPanel(panel) ? panel : 'examples',
      exchange,
      theme,
      become(next) {
        setPerson(next);
        setThread('');
      },
      goTo,
      openThread: (ts) => setThread(ts ?? ''),
      show(next, about) {
        setPanel(next);
        setExchange(about ?? null);
      },
      setTheme,
      ask,
    };
  }, [
    ask,
    workspace,
    person,
    place,
    thread,
    theme,
    panel,
    exchange,
    setPerson,
    setPlace,
    setThread,
    setTheme,
    setPanel,
  ]);
}

/** Stays the same while messages come and go. */
function useWorkspace(state: State | null): ShownWorkspace | null {
  const { team = '', bot, people, channels, examples } = state ?? {};
  return useMemo(() => {
    if (bot === undefined || people === undefined || channels === undefined || examples === undefined) return null;
    return { team, bot, people, channels, examples };
  }, [team, bot, people, channels, examples]);
}

function isPanel(text: string): text is Panel {
  return text === 'examples' || text === 'payloads' || text === 'none';
}
