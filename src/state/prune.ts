import type { Millis } from '../trail/event.ts';
import type { Work } from './work.ts';

const hour: Millis = 3_600_000;
const day = 24 * hour;
const kept = { questions: 400 * day, runs: 400 * day, readings: 36 * day, readIds: 16 * day, eventIds: hour };

/** Deletes what is older than it is kept. The last run delivered of a digest stays, for its window is where the next starts. */
export async function prune(work: Work, now: Millis): Promise<void> {
  await work.run((db) =>
    db
      .deleteFrom('trail_event_ids')
      .where('at', '<', now - kept.eventIds)
      .execute(),
  );
  await work.run((db) =>
    db
      .deleteFrom('trail_questions')
      .where('time', '<', now - kept.questions)
      .execute(),
  );
  await work.run((db) =>
    db
      .deleteFrom('trail_readings')
      .where('window_end', '<', now - kept.readings)
      .execute(),
  );
  await work.run((db) =>
    db
      .deleteFrom('trail_read_ids')
      .where('reading', 'in', (is) =>
        is
          .selectFrom('trail_readings')
          .select('id')
          .where('window_end', '<', now - kept.readIds),
      )
      .execute(),
  );
  await work.run((db) =>
    db
      .deleteFrom('trail_runs')
      .where('ended', '<', now - kept.runs)
      .where('id', 'not in', (is) =>
        is
          .selectFrom('trail_runs as later')
          .select('later.id')
          .where('later.state', '=', 'delivered')
          .where('later.due', '=', (of) =>
            of
              .selectFrom('trail_runs as delivered')
              .select(({ fn }) => fn.max('delivered.due').as('due'))
              .whereRef('delivered.digest', '=', 'later.digest')
              .where('delivered.state', '=', 'delivered'),
          ),
      )
      .execute(),
  );
}
