import { type Kysely, sql } from 'kysely';
import type { Tables } from './tables.ts';

/** What the two databases call differently. */
export interface ColumnTypes {
  bytes: 'blob' | 'bytea';
}

export interface Migration {
  name: string;
  up(db: Kysely<Tables>, types: ColumnTypes): Promise<void>;
}

/** A schema's version is its place in this list, from 1. A migration that was released is never changed: another is added. */
export const migrations: readonly Migration[] = [
  {
    name: 'digests, runs, questions, event IDs',
    async up(db, { bytes }) {
      await db.schema
        .createTable('trail_digests')
        .addColumn('id', 'text', (column) => column.primaryKey())
        .addColumn('team', 'text', (column) => column.notNull())
        .addColumn('channel', 'text', (column) => column.notNull())
        .addColumn('maker', 'text', (column) => column.notNull())
        .addColumn('made', 'bigint', (column) => column.notNull())
        .addColumn('origin', 'text', (column) => column.notNull())
        .addColumn('schedule', 'text', (column) => column.notNull())
        .addColumn('accounts', 'text')
        .addColumn('sections', 'text')
        .addColumn('paused_at', 'bigint')
        .addColumn('paused_by', 'text')
        .addColumn('paused_why', 'text')
        .execute();
      await db.schema.createIndex('trail_digests_place').on('trail_digests').columns(['team', 'channel']).execute();

      await db.schema
        .createTable('trail_runs')
        .addColumn('id', 'text', (column) => column.primaryKey())
        .addColumn('digest', 'text', (column) => column.notNull().references('trail_digests.id').onDelete('cascade'))
        .addColumn('due', 'bigint', (column) => column.notNull())
        .addColumn('state', 'text', (column) => column.notNull())
        .addColumn('holder', 'text', (column) => column.notNull())
        .addColumn('held_until', 'bigint', (column) => column.notNull())
        .addColumn('attempts', 'integer', (column) => column.notNull())
        .addColumn('window_start', 'bigint')
        .addColumn('window_end', 'bigint')
        .addColumn('message_channel', 'text')
        .addColumn('message_ts', 'text')
        .addColumn('ended', 'bigint')
        .addColumn('why', 'text')
        .addUniqueConstraint('trail_runs_once', ['digest', 'due'])
        .execute();
      await db.schema
        .createIndex('trail_runs_unfinished')
        .on('trail_runs')
        .column('held_until')
        .where(sql.ref('ended'), 'is', null)
        .execute();

      await db.schema
        .createTable('trail_told')
        .addColumn('run', 'text', (column) => column.notNull().references('trail_runs.id').onDelete('cascade'))
        .addColumn('part', 'integer', (column) => column.notNull())
        .addColumn('ids', bytes, (column) => column.notNull())
        .addPrimaryKeyConstraint('trail_told_part', ['run', 'part'])
        .execute();

      await db.schema
        .createTable('trail_questions')
        .addColumn('id', 'text', (column) => column.primaryKey())
        .addColumn('asker', 'text', (column) => column.notNull())
        .addColumn('team', 'text', (column) => column.notNull())
        .addColumn('channel', 'text', (column) => column.notNull())
        .addColumn('text', 'text', (column) => column.notNull())
        .addColumn('time', 'bigint', (column) => column.notNull())
        .addColumn('outcome', 'text')
        .addColumn('took', 'bigint')
        .addColumn('complete', 'integer')
        .execute();
      await db.schema.createIndex('trail_questions_time').on('trail_questions').columns(['time', 'id']).execute();
      await db.schema
        .createIndex('trail_questions_asker')
        .on('trail_questions')
        .columns(['team', 'asker', 'time'])
        .execute();

      await db.schema
        .createTable('trail_event_ids')
        .addColumn('id', 'text', (column) => column.primaryKey())
        .addColumn('taker', 'text', (column) => column.notNull())
        .addColumn('at', 'bigint', (column) => column.notNull())
        .execute();
      await db.schema.createIndex('trail_event_ids_at').on('trail_event_ids').column('at').execute();
    },
  },
  {
    name: 'readings',
    async up(db, { bytes }) {
      await db.schema
        .createTable('trail_readings')
        .addColumn('id', 'text', (column) => column.primaryKey())
        .addColumn('account', 'text', (column) => column.notNull())
        .addColumn('window_start', 'bigint', (column) => column.notNull())
        .addColumn('window_end', 'bigint', (column) => column.notNull())
        .addColumn('calls', 'bigint', (column) => column.notNull())
        .addColumn('denied', 'text', (column) => column.notNull())
        .addColumn('seen', 'text', (column) => column.notNull())
        .execute();
      await db.schema
        .createIndex('trail_readings_account')
        .on('trail_readings')
        .columns(['account', 'window_end'])
        .execute();

      await db.schema
        .createTable('trail_read_ids')
        .addColumn('reading', 'text', (column) => column.notNull().references('trail_readings.id').onDelete('cascade'))
        .addColumn('part', 'integer', (column) => column.notNull())
        .addColumn('ids', bytes, (column) => column.notNull())
        .addPrimaryKeyConstraint('trail_read_ids_part', ['reading', 'part'])
        .execute();
    },
  },
];
