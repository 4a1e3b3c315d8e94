import { randomInt } from 'node:crypto';
import { z } from 'zod';
import type { Digest, NewDigest } from './digest.ts';
import type { Digests } from './store.ts';
import type { DigestRow } from './tables.ts';
import { storable, type Work } from './work.ts';

export function createDigests(work: Work): Digests {
  return {
    async create(digest) {
      for (;;) {
        const made: Digest = { ...digest, id: newId(), paused: null };
        const added = await work.run(async (db) => {
          const row = toRow(made);
          await db
            .insertInto('trail_digests')
            .values(row)
            .onConflict((on) => on.doNothing())
            .execute();
          const found = await db.selectFrom('trail_digests').selectAll().where('id', '=', row.id).executeTakeFirst();
          return found !== undefined && sameMaking(found, row) ? toDigest(found) : null;
        });
        if (added !== null) return added;
      }
    },

    async keep(digest) {
      const row = toRow(digest);
      const { id, made, origin, maker, paused_at, paused_by, paused_why, ...changing } = row;
      await work.run((db) =>
        db
          .insertInto('trail_digests')
          .values(row)
          .onConflict((on) => on.column('id').doUpdateSet(changing))
          .execute(),
      );
    },

    async find(id) {
      const row = await work.run((db) =>
        db.selectFrom('trail_digests').selectAll().where('id', '=', storable(id)).executeTakeFirst(),
      );
      return row === undefined ? null : toDigest(row);
    },

    async list({ team, channel }) {
      const rows = await work.run((db) => {
        const ofTeam = db
          .selectFrom('trail_digests')
          .selectAll()
          .where('team', '=', team)
          .orderBy('made')
          .orderBy('id');
        return (channel === undefined ? ofTeam : ofTeam.where('channel', '=', channel)).execute();
      });
      return rows.map(toDigest);
    },

    async listOn() {
      const rows = await work.run((db) =>
        db
          .selectFrom('trail_digests')
          .selectAll()
          .where('paused_at', 'is', null)
          .orderBy('made')
          .orderBy('id')
          .execute(),
      );
      return rows.map(toDigest);
    },

    pause: (id, { since, by, why }) =>
      work.run(async (db) => {
        const paused = { paused_at: since, paused_by: by, paused_why: why === null ? null : storable(why) };
        await db
          .updateTable('trail_digests')
          .set(paused)
          .where('id', '=', storable(id))
          .where('paused_at', 'is', null)
          .execute();
        const found = db.selectFrom('trail_digests').select('id').where('id', '=', storable(id));
        return (await found.executeTakeFirst()) !== undefined;
      }),

    resume: (id) =>
      work.run(async (db) => {
        const { numUpdatedRows } = await db
          .updateTable('trail_digests')
          .set({ paused_at: null, paused_by: null, paused_why: null })
          .where('id', '=', storable(id))
          .executeTakeFirst();
        return numUpdatedRows > 0n;
      }),

    delete: (id) => {
      // Done twice, the second time finds nothing left.
      let there = false;
      return work.run(async (db) => {
        const digest = db.selectFrom('trail_digests').select('id').where('id', '=', storable(id));
        there ||= (await digest.executeTakeFirst()) !== undefined;
        await db.deleteFrom('trail_digests').where('id', '=', storable(id)).execute();
        return there;
      });
    },
  };
}

/** Six letters and digits that can't be taken for one another. */
function newId(): string {
  const signs = '23456789abcdefghjkmnpqrstuvwxyz';
  return Array.from({ length: 6 }, () => signs[randomInt(signs.length)]).join('');
}

/** Whether a row is the one just added, rather than another that happens to have its ID. */
function sameMaking(one: DigestRow, other: DigestRow): boolean {
  return (
    one.team === other.team &&
    one.channel === other.channel &&
    one.made === other.made &&
    one.maker === other.maker &&
    one.schedule === other.schedule
  );
}

function toRow(digest: NewDigest & Pick<Digest, 'id' | 'paused'>): DigestRow {
  const { id, team, channel, maker, made, origin, schedule, accounts, sections, paused } = digest;
  return {
    id,
    team,
    channel,
    maker,
    made,
    origin,
    schedule: storable(schedule),
    accounts: accounts === null ? null : JSON.stringify(accounts),
    sections: sections === null ? null : JSON.stringify(sections),
    paused_at: paused?.since ?? null,
    paused_by: paused?.by ?? null,
    paused_why: paused?.why ?? null,
  };
}

function toDigest(row: DigestRow): Digest {
  const { id, team, channel, maker, made, origin, schedule, paused_at, paused_by, paused_why } = row;
  return {
    id,
    team,
    channel,
    maker,
    made,
    origin,
    schedule,
    accounts: readList(row.accounts),
    sections: readList(row.sections),
    paused: paused_at === null ? null : { since: paused_at, by: paused_by, why: paused_why },
  };
}

const textList = z.array(z.string());

function readList(json: string | null): string[] | null {
  return json === null ? null : textList.parse(JSON.parse(json));
}
