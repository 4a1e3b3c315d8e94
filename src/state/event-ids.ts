import { randomUUID } from 'node:crypto';
import type { EventIds } from './store.ts';
import { storable, type Work } from './work.ts';

export function createEventIds(work: Work): EventIds {
  return {
    claim(eventId, at) {
      const id = storable(eventId);
      const taker = randomUUID();
      return work.run(async (db) => {
        await db
          .insertInto('trail_event_ids')
          .values({ id, taker, at })
          .onConflict((on) => on.doNothing())
          .execute();
        const found = db.selectFrom('trail_event_ids').select('taker').where('id', '=', id);
        return (await found.executeTakeFirst())?.taker === taker;
      });
    },
  };
}
