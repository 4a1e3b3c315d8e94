import type { QuestionName, QuestionShape } from '../query/query.ts';
import { changes } from './changes.ts';
import { chatbot } from './chatbot.ts';
import { denied } from './denied.ts';
import { errors } from './errors.ts';
import { event } from './event.ts';
import { ip } from './ip.ts';
import { key } from './key.ts';
import { logins } from './logins.ts';
import { novelties } from './new.ts';
import type { Question } from './question.ts';
import { root } from './root.ts';
import { session } from './session.ts';
import { status } from './status.ts';
import { touched } from './touched.ts';
import { what } from './what.ts';
import { who } from './who.ts';

/** Every question that searches, in the order that help tells them. */
export const questions: readonly Question[] = [
  who,
  what,
  touched,
  event,
  session,
  key,
  ip,
  denied,
  errors,
  root,
  logins,
  changes,
  chatbot,
  novelties,
  status,
];

const digest: QuestionShape = {
  name: 'digest',
  answers: 'a summary that comes to the channel by itself',
  usage: 'digest <when, list, now, off ID>',
  examples: ['digest daily 09:00 Europe/Berlin', 'digest weekly mon 9am only root,logins,changes', 'digest now'],
  subject: {
    kind: 'words',
    required: false,
    says: 'daily, weekdays or weekly with a time, then a zone, accounts and “only …”; or list, now, on ID, off ID, delete ID',
  },
};

const help: QuestionShape = {
  name: 'help',
  answers: 'this overview, or one question with examples',
  usage: 'help [question]',
  examples: ['help', 'help who', 'help session'],
  subject: { kind: 'question', required: false, says: 'the name of a question such as who' },
  takes: ['public'],
};

/** How every question is asked, those included that search nothing themselves. */
export const shapes: readonly QuestionShape[] = [...questions, digest, help];

/** The question of that name, or null for those that search nothing: digest and help. */
export function questionNamed(name: QuestionName): Question | null {
  return questions.find((question) => question.name === name) ?? null;
}
