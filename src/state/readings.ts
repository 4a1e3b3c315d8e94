import { z } from 'zod';
import type { DigestReading } from './reading.ts';
import type { Readings } from './store.ts';
import type { ReadingRow } from './tables.ts';
import { unpackIds } from './told-ids.ts';
import { storable, type Work } from './work.ts';

export function createReadings(work: Work): Readings {
  return {
    keep(reading, ids) {
      const row = toRow(reading);
      return work.transact(async (db) => {
        await db
          .insertInto('trail_readings')
          .values(row)
          .onConflict((on) => on.doNothing())
          .execute();
        await db.deleteFrom('trail_read_ids').where('reading', '=', row.id).execute();
        for (const [part, packed] of (ids.length === 0 ? [new Uint8Array()] : ids).entries()) {
          await db.insertInto('trail_read_ids').values({ reading: row.id, part, ids: packed }).execute();
        }
      });
    },

    async list(account, since) {
      const rows = await work.run((db) =>
        db
          .selectFrom('trail_readings')
          .selectAll()
          .where('account', '=', storable(account))
          .where('window_end', '>', since)
          .orderBy('window_end')
          .orderBy('id')
          .execute(),
      );
      return rows.map(toReading);
    },

    async readIds(reading) {
      const rows = await work.run((db) =>
        db.selectFrom('trail_read_ids').select('ids').where('reading', '=', reading).execute(),
      );
      // Nothing read is kept as one empty part, so that it is told from what was forgotten.
      return rows.length === 0 ? null : unpackIds(rows.map(({ ids }) => new Uint8Array(ids)));
    },
  };
}

const values = z.array(z.tuple([z.string(), z.number()])).nullable();
/** Changes are kept as `deeds`, as they were called when the first of them were. */
const seenShape = z
  .object({ principals: values, events: values, regions: values, addresses: values, deeds: values })
  .transform(({ deeds, ...seen }) => ({ ...seen, changes: deeds }));
const deniedShape = z.record(z.string(), z.number());

function toRow({ id, account, window, calls, denied, seen }: DigestReading): ReadingRow {
  const { changes: deeds, ...others } = seen;
  return {
    id,
    account: storable(account),
    window_start: window.start,
    window_end: window.end,
    calls,
    denied: storable(JSON.stringify(denied)),
    seen: storable(JSON.stringify({ ...others, deeds })),
  };
}

function toReading({
  id,
  account,
  window_start: start,
  window_end: end,
  calls,
  denied,
  seen,
}: ReadingRow): DigestReading {
  return {
    id,
    account,
    window: { start, end },
    calls,
    denied: deniedShape.parse(JSON.parse(denied)),
    seen: seenShape.parse(JSON.parse(seen)),
  };
}
