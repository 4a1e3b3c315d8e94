import { useEffect, useMemo } from 'react';
import type { ShownView } from '../../api.ts';
import { Blocks } from '../blocks/block.tsx';
import { SurfaceContext, useNewSurface } from '../blocks/surface.ts';
import { useDesk } from '../state/desk.ts';
import { ChannelHeader } from './channel-header.tsx';

/** Trail's Home tab, which the bot publishes whenever somebody opens it. */
export function Home({ view }: { view: ShownView | undefined }) {
  const { me, ask } = useDesk();
  const person = me.id;
  useEffect(() => {
    void ask('home', { person });
  }, [ask, person]);
  return (
    <>
      <ChannelHeader title="Trail" topic="Home" />
      <div className="messages home">
        {view === undefined ? <p className="waiting">Opening…</p> : <HomeView view={view} key={view.id} />}
      </div>
    </>
  );
}

function HomeView({ view }: { view: ShownView }) {
  const place = useMemo(() => ({ view: view.id }), [view.id]);
  const surface = useNewSurface(place, view.blocks);
  return (
    <SurfaceContext value={surface}>
      <Blocks blocks={view.blocks} />
    </SurfaceContext>
  );
}
