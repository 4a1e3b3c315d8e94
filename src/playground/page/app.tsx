import { ChannelView } from './channel/channel-view.tsx';
import { Home } from './channel/home.tsx';
import { Modal } from './channel/modal.tsx';
import { Thread } from './channel/thread.tsx';
import { Notices } from './panel/notices.tsx';
import { SidePanel } from './panel/side-panel.tsx';
import { Sidebar } from './sidebar.tsx';
import { DeskContext } from './state/desk.ts';
import { type SeenStore, useSeen } from './state/store.ts';
import { useDeskState } from './state/use-desk-state.ts';

/** The whole page. */
export function App({ store }: { store: SeenStore }) {
  const { state, connected, notices } = useSeen(store);
  const desk = useDeskState(store, state);
  if (desk === null || state === null) return <p className="waiting">Opening the playground…</p>;
  const modal = state.modals[desk.me.id]?.at(-1);
  const channel = state.channels.find(({ id }) => id === desk.place);
  const side = desk.thread !== null || desk.panel !== 'none';
  return (
    <DeskContext value={desk}>
      <div className={side ? 'desk with-side' : 'desk'}>
        <Sidebar />
        <main className="place">
          {channel === undefined ? (
            <Home view={state.homes[desk.me.id]} />
          ) : (
            <ChannelView channel={channel} messages={state.messages} key={`${desk.me.id} ${channel.id}`} />
          )}
        </main>
        {channel !== undefined && desk.thread !== null ? (
          <Thread channel={channel} ts={desk.thread} messages={state.messages} key={`${desk.me.id} ${desk.thread}`} />
        ) : (
          desk.panel !== 'none' && <SidePanel exchanges={state.exchanges} />
        )}
      </div>
      {modal && <Modal view={modal} key={modal.id} />}
      <Notices notices={notices} connected={connected} onDismiss={store.dismiss} />
    </DeskContext>
  );
}
