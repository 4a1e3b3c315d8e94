import type { Change } from '../../api.ts';
import type { SeenStore } from './store.ts';

const again = 1_000;

/** Listens to the server for as long as the page is open; after a break it is told everything anew. */
export function connect(store: SeenStore): void {
  const socket = new WebSocket(`ws://${location.host}/live`);
  socket.addEventListener('open', () => store.setConnected(true));
  socket.addEventListener('message', ({ data }) => {
    const change: Change = JSON.parse(String(data));
    store.apply(change);
  });
  socket.addEventListener('close', () => {
    store.setConnected(false);
    setTimeout(connect, again, store);
  });
}
