import { randomUUID } from 'node:crypto';
import { type Kysely, sql } from 'kysely';
import type { DigestRun } from './run.ts';
import type { Runs } from './store.ts';
import type { RunRow, Tables } from './tables.ts';
import { packIds, unpackIds } from './told-ids.ts';
import { storable, type Work } from './work.ts';

/** How many delivered runs of a digest keep the events they told: the next digest looks back no further. */
const remembered = 2;

export function createRuns(work: Work): Runs {
  return {
    claim(digest, due, { until }) {
      const row = newRun(digest, due, until);
      return work.run(async (db) => {
        await addWhereOn(db, row);
        return findHeld(db, row);
      });
    },

    async renew({ id, holder }, until) {
      const held = await work.run((db) => update(db, { id, holder }).set({ held_until: until }).executeTakeFirst());
      return held.numUpdatedRows > 0n;
    },

    async listUnfinished(now) {
      const rows = await work.run((db) =>
        db
          .selectFrom('trail_runs')
          .selectAll()
          .where('ended', 'is', null)
          .where('held_until', '<=', now)
          .orderBy('due')
          .orderBy('id')
          .execute(),
      );
      return rows.map(toRun);
    },

    takeOver({ id, holder }, { now, until }) {
      const next = randomUUID();
      return work.run(async (db) => {
        await update(db, { id, holder })
          .set((is) => ({ holder: next, held_until: until, attempts: is('attempts', '+', 1) }))
          .where('held_until', '<=', now)
          .execute();
        return findHeld(db, { id, holder: next });
      });
    },

    markSending({ id, holder }, { window, told }) {
      const parts = packIds(told);
      return work.transact(async (db) => {
        const { numUpdatedRows } = await update(db, { id, holder })
          .set({ state: 'sending', window_start: window.start, window_end: window.end })
          .executeTakeFirst();
        if (numUpdatedRows === 0n) return false;
        await db.deleteFrom('trail_told').where('run', '=', id).execute();
        for (const [part, ids] of parts.entries()) {
          await db.insertInto('trail_told').values({ run: id, part, ids }).execute();
        }
        return true;
      });
    },

    markDelivered({ id, holder, digest }, { at, message }) {
      const delivered = { ended: at, message_channel: message.channel, message_ts: message.ts };
      return work.transact(async (db) => {
        await update(db, { id, holder })
          .set({ ...delivered, state: 'delivered' })
          .execute();
        await forgetTold(db, digest);
        const run = await findHeld(db, { id, holder });
        return run?.state === 'delivered';
      });
    },

    markFailed({ id, holder }, { at, why }) {
      return work.transact(async (db) => {
        await update(db, { id, holder })
          .set({ state: 'failed', ended: at, why: storable(why) })
          .execute();
        const run = await findHeld(db, { id, holder });
        if (run?.state !== 'failed') return false;
        await db.deleteFrom('trail_told').where('run', '=', id).execute();
        return true;
      });
    },

    async findLastDelivered(digest) {
      const row = await work.run((db) => delivered(db, digest).selectAll().limit(1).executeTakeFirst());
      return row === undefined ? null : toRun(row);
    },

    async readTold(digest) {
      const rows = await work.run((db) =>
        db
          .selectFrom('trail_told')
          .select('ids')
          .where('run', 'in', delivered(db, digest).select('id').limit(remembered))
          .execute(),
      );
      return unpackIds(rows.map(({ ids }) => new Uint8Array(ids)));
    },
  };
}

type Held = Pick<RunRow, 'id' | 'holder'>;

function newRun(digest: string, due: number, until: number): RunRow {
  return {
    id: randomUUID(),
    digest,
    due,
    state: 'claimed',
    holder: randomUUID(),
    held_until: until,
    attempts: 1,
    window_start: null,
    window_end: null,
    message_channel: null,
    message_ts: null,
    ended: null,
    why: null,
  };
}

/** Adds the run unless there is one for its due time; the digest must be there and not paused at this very moment. */
async function addWhereOn(
  db: Kysely<Tables>,
  { id, digest, due, state, holder, held_until, attempts }: RunRow,
): Promise<void> {
  await db
    .insertInto('trail_runs')
    .columns(['id', 'digest', 'due', 'state', 'holder', 'held_until', 'attempts'])
    .expression((is) =>
      is
        .selectFrom('trail_digests')
        .select([
          sql<string>`cast(${id} as text)`.as('id'),
          'trail_digests.id as digest',
          sql<number>`cast(${due} as bigint)`.as('due'),
          sql<'claimed'>`cast(${state} as text)`.as('state'),
          sql<string>`cast(${holder} as text)`.as('holder'),
          sql<number>`cast(${held_until} as bigint)`.as('held_until'),
          sql<number>`cast(${attempts} as integer)`.as('attempts'),
        ])
        .where('trail_digests.id', '=', digest)
        .where('paused_at', 'is', null),
    )
    .onConflict((on) => on.doNothing())
    .execute();
}

/** An update of a run that has not ended, by who holds it. */
function update(db: Kysely<Tables>, { id, holder }: Held) {
  return db.updateTable('trail_runs').where('id', '=', id).where('holder', '=', holder).where('ended', 'is', null);
}

async function findHeld(db: Kysely<Tables>, { id, holder }: Held): Promise<DigestRun | null> {
  const row = await db
    .selectFrom('trail_runs')
    .selectAll()
    .where('id', '=', id)
    .where('holder', '=', holder)
    .executeTakeFirst();
  return row === undefined ? null : toRun(row);
}

/** The delivered runs of a digest, the latest first. */
function delivered(db: Kysely<Tables>, digest: string) {
  return db
    .selectFrom('trail_runs')
    .where('digest', '=', digest)
    .where('state', '=', 'delivered')
    .orderBy('due', 'desc');
}

async function forgetTold(db: Kysely<Tables>, digest: string): Promise<void> {
  const kept = await delivered(db, digest).select('due').limit(remembered).execute();
  const oldest = kept[remembered - 1];
  if (oldest === undefined) return;
  await db
    .deleteFrom('trail_told')
    .where('run', 'in', (is) =>
      is
        .selectFrom('trail_runs')
        .select('id')
        .where('digest', '=', digest)
        .where('due', '<', oldest.due)
        .where('ended', 'is not', null),
    )
    .execute();
}

function toRun(row: RunRow): DigestRun {
  const { id, digest, due, state, holder, attempts, ended, why } = row;
  const { window_start: start, window_end: end, message_channel: channel, message_ts: ts } = row;
  return {
    id,
    digest,
    due,
    state,
    holder,
    heldUntil: row.held_until,
    attempts,
    window: start === null || end === null ? null : { start, end },
    message: channel === null || ts === null ? null : { channel, ts },
    ended,
    why,
  };
}
