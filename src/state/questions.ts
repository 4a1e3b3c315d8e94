import { randomUUID } from 'node:crypto';
import type { AskedQuestion } from './question.ts';
import type { Questions } from './store.ts';
import type { QuestionRow } from './tables.ts';
import { storable, type Work } from './work.ts';

/** How many questions are read at a time. */
const page = 500;

export function createQuestions(work: Work): Questions {
  return {
    async start({ user, team, channel, text, time }) {
      const id = randomUUID();
      const asked = { id, asker: user, team, channel, text: storable(text), time };
      await work.run((db) =>
        db
          .insertInto('trail_questions')
          .values({ ...asked, outcome: null, took: null, complete: null })
          .onConflict((on) => on.doNothing())
          .execute(),
      );
      return id;
    },

    async finish(id, { outcome, took, complete }) {
      const ending = { outcome, took: Math.round(took), complete: complete ? 1 : 0 };
      await work.run((db) => db.updateTable('trail_questions').set(ending).where('id', '=', id).execute());
    },

    async listRecent({ team, user }, limit) {
      const rows = await work.run((db) =>
        db
          .selectFrom('trail_questions')
          .selectAll()
          .where('team', '=', team)
          .where('asker', '=', user)
          .orderBy('time', 'desc')
          .orderBy('id', 'desc')
          .limit(limit)
          .execute(),
      );
      return rows.map(toAsked);
    },

    async *listSince(since) {
      let last: Pick<QuestionRow, 'time' | 'id'> = { time: since, id: '' };
      for (;;) {
        const { time, id } = last;
        const rows = await work.run((db) =>
          db
            .selectFrom('trail_questions')
            .selectAll()
            .where((is) => is.or([is('time', '>', time), is.and([is('time', '=', time), is('id', '>', id)])]))
            .orderBy('time')
            .orderBy('id')
            .limit(page)
            .execute(),
        );
        yield* rows.map(toAsked);
        const end = rows.at(-1);
        if (end === undefined || rows.length < page) return;
        last = end;
      }
    },
  };
}

function toAsked({ id, asker, team, channel, text, time, outcome, took, complete }: QuestionRow): AskedQuestion {
  const ending = outcome === null || took === null ? null : { outcome, took, complete: complete === 1 };
  return { id, user: asker, team, channel, text, time, ending };
}
