import type { Is } from '../../condition/condition.ts';
import { failed, fault, ok, type Result } from '../../errors.ts';
import { editDistance } from '../modifiers.ts';
import { closestEvents } from '../names/closest-events.ts';
import type { QuestionName } from '../query.ts';
import { type Facts, isItself } from './facts.ts';
import { findEvents } from './find-events.ts';
import type { Topic } from './meaning.ts';

/** One way to understand a sentence: the question, and what it adds to what was said. */
export interface Choice {
  question: QuestionName;
  /** How this reading differs from others. */
  says: string;
  event?: string;
  is?: readonly Is[];
  /** Facts that stand for another field in this question: a bare name as principal or resource. */
  by?: string;
  on?: string;
  /** What `session` is about. */
  session?: string;
}

/** The readings of a sentence, and what is unclear where there are several. */
export interface Choices {
  unclear: string;
  choices: readonly Choice[];
}

type Rule = (facts: Facts) => Result<Choices> | null;

/** What each question tells beside what is filtered by; a topic that no reading tells was not understood. */
const tells: ReadonlyMap<Topic, readonly QuestionName[]> = new Map([
  ['logins', ['logins']],
  ['without-mfa', ['logins']],
  ['changes', ['changes', 'touched', 'what']],
  ['new', ['new', 'who']],
  ['chatbot', ['chatbot']],
  ['status', ['status']],
  ['help', ['help']],
  ['behind', ['session']],
]);

/** What the readings leave out of what was said. */
export function leftOut(facts: Facts, choices: readonly Choice[]): string[] {
  const { topics, bare, on, onKind, events } = facts;
  const untold = [...topics].filter((topic) => {
    const questions = tells.get(topic);
    return questions !== undefined && !choices.some(({ question }) => questions.includes(question));
  });
  const used = choices.some(({ by, on: thing, session }) => [by, thing, session].includes(bare ?? undefined));
  const kind = onKind !== null && on === null && events.length === 0 ? [onKind] : [];
  return [...untold, ...(bare === null || used ? [] : [bare]), ...kind];
}

/** Says which question the facts ask: the first rule that holds. */
export function chooseQuestion(facts: Facts): Result<Choices> | null {
  for (const rule of rules) {
    const chosen = rule(facts);
    if (chosen !== null) return chosen;
  }
  return null;
}

const one = (question: QuestionName, more: Omit<Choice, 'question' | 'says'> = {}): Result<Choices> =>
  ok({ unclear: '', choices: [{ question, says: '', ...more }] });

const several = (unclear: string, choices: readonly Choice[]): Result<Choices> => ok({ unclear, choices });

const rules: readonly Rule[] = [
  ({ id }) => (id === null ? null : one('event')),
  behind,
  named,
  (facts) => ofTopic(facts, 'help'),
  (facts) => ofTopic(facts, 'status'),
  (facts) => ofTopic(facts, 'chatbot'),
  (facts) => ofTopic(facts, 'logins'),
  (facts) => ofTopic(facts, 'denied'),
  (facts) => ofTopic(facts, 'new'),
  (facts) => ofTopic(facts, 'errors'),
  failing,
  changed,
  (facts) => ofTopic(facts, 'root'),
  looked,
  subject,
  kindless,
  happened,
  bare,
  keyOrAddress,
];

/** A question that is named outright. What was done must be told by it, too: any change, or any read. */
function ofTopic({ topics, verb }: Facts, topic: Topic & QuestionName): Result<Choices> | null {
  if (!topics.has(topic)) return null;
  if (verb?.kind === 'event') return failed(fault('noun-missing', [verb.name]));
  if (verb?.kind === 'change') return one(topic, { is: ['write'] });
  return one(topic, verb?.kind === 'read' && verb.name !== 'get' && verb.name !== 'list' ? { is: ['read'] } : {});
}

/** `what failed`, `failed calls`. */
function failing({ is, verb }: Facts): Result<Choices> | null {
  return is.includes('error') && isVague(verb) ? one('errors') : null;
}

/** `who is behind session deploy`, `what did session deploy do`. */
function behind({ topics, session, by, on, key, bare: name, events }: Facts): Result<Choices> | null {
  if (!topics.has('behind')) return session === null || events.length > 0 ? null : one('session', { session });
  const given = session ?? by ?? on ?? key ?? name;
  return given === null
    ? failed(fault('subject-missing', ['session', 'a session’s name, role/session, ARN or key']))
    : one('session', { session: given });
}

/** An event by name, or a verb with its noun. */
function named({ events, topics, verb, on, onKind, is, by, bare: name }: Facts): Result<Choices> | null {
  if (events.length === 0) return null;
  const named = verb === null || isItself(events);
  if (!named && on !== null && onKind !== null && (verb.kind === 'change' || (isUpdate(verb) && events.length > 1)))
    return one('touched', { is: ['write'] });
  if (!named && on !== null && verb.kind === 'read' && !events.some(([, does]) => !does.startsWith('of '))) return null;
  const question = topics.has('denied')
    ? 'denied'
    : topics.has('errors')
      ? 'errors'
      : topics.has('chatbot')
        ? 'chatbot'
        : 'who';
  if (events.length > 5) return null;
  const caller = by === null && name !== null ? { by: name } : {};
  const choices = events.map(
    ([event, does]) => ({ question, says: `${event}: ${does}`, event, is, ...caller }) as const,
  );
  if (choices.length === 1) return one(question, choices[0]);
  return several('Several events may be meant.', choices);
}

function changed({ topics, verb, on, by, ask, anything, onKind, bare: name }: Facts): Result<Choices> | null {
  const change = verb?.kind === 'change';
  if (!topics.has('changes') && !change) return null;
  if (on !== null) return one('touched', { is: ['write'] });
  if (name !== null) {
    return several(`“${name}” may have made the changes, or been changed.`, [
      { question: 'what', says: `what ${name} changed`, by: name, is: ['write'] },
      { question: 'touched', says: `who changed ${name}`, on: name, is: ['write'] },
    ]);
  }
  if (change && onKind !== null) return failed(fault('event-unnamed', [`${verb.name} ${onKind}`]));
  if (by !== null && (change || anything || ask === 'what')) return one('what', { is: ['write'] });
  return one('changes');
}

/** What was used or read, with its name. */
function looked({ verb, on, events }: Facts): Result<Choices> | null {
  if (on === null || verb === null) return null;
  if (verb.kind === 'read') return one('touched', { is: ['read'] });
  if (verb.kind === 'touch' || verb.kind === 'do') return one('touched');
  return verb.kind === 'make' && events.length === 0 ? one('touched') : null;
}

/** What somebody, a key or an address did. */
function subject({ verb, by, on, key, ip, onKind }: Facts): Result<Choices> | null {
  if (verb !== null && (verb.kind === 'event' || onKind !== null)) return null;
  const is = verb?.kind === 'read' ? { is: ['read'] as const } : {};
  if (on !== null) return one('touched');
  if (by !== null) return one('what', is);
  if (key !== null) return one('key', is);
  return ip === null ? null : one('ip', is);
}

const isUpdate = (verb: Facts['verb']) => verb?.name === 'update' || verb?.name === 'modify';
const isVague = (verb: Facts['verb']) => verb === null || verb.kind === 'do' || verb.kind === 'make';

const usualKinds = ['bucket', 'function', 'role', 'user'];

/** A verb without an event: of what kind is the thing? */
function kindless({ verb, on, onKind, places }: Facts): Result<Choices> | null {
  if (verb === null || verb.kind === 'do' || (verb.kind === 'touch' && places.length > 0)) return null;
  if (on === null) {
    return failed(
      onKind === null ? fault('noun-missing', [verb.name]) : fault('event-unnamed', [`${verb.name} ${onKind}`]),
    );
  }
  if (verb.kind === 'change' || isUpdate(verb)) return one('touched', { is: ['write'] });
  if (onKind !== null) return failed(fault('event-unnamed', [`${verb.name} ${onKind}`]));
  const events = usualKinds.flatMap((kind) =>
    findEvents({ ...verb, calls: verb.calls.filter((call) => ['create', 'delete', verb.name].includes(call)) }, [kind])
      .slice(0, 1)
      .map(([event]): Choice => ({ question: 'who', says: `the ${kind} ${on}`, event })),
  );
  return several(`“${on}” may be of several kinds.`, [
    { question: 'touched', says: `all that changed ${on}`, is: ['write'] },
    ...(events.length > 0 ? events : [{ question: 'touched', says: `all that concerned ${on}` } as const]),
  ]);
}

/** `what happened yesterday`: changed, failed, or new? */
function happened({ verb, topics, ask, anything, places, is }: Facts): Result<Choices> | null {
  const vague =
    verb?.kind === 'do' ||
    (verb?.kind === 'touch' && places.length > 0) ||
    topics.has('activity') ||
    (verb === null && ask !== null && (anything || places.length > 0));
  if (!vague) return null;
  if (is.includes('error')) return one('errors');
  if (is.includes('denied')) return one('denied');
  return several('Much may have happened.', [
    { question: 'changes', says: 'what changed' },
    { question: 'errors', says: 'what failed' },
    { question: 'new', says: 'what was not seen before' },
  ]);
}

/** A name and nothing else. */
function bare({ bare: name }: Facts): Result<Choices> | null {
  if (name === null) return null;
  if (/^[^\s@]+@[^\s@]+$/.test(name)) return one('what', { by: name });
  if (/^arn:/i.test(name) && !/^arn:[^:]*:(?:iam|sts):/i.test(name)) return one('touched', { on: name });
  if (isMisspeltEvent(name)) return failed(fault('event-unnamed', [name]));
  return several(`“${name}” may be somebody, or something.`, [
    { question: 'what', says: `what ${name} did`, by: name },
    { question: 'touched', says: `who touched ${name}`, on: name },
  ]);
}

/** `DeleteBuckett`: written as events are, and next to one. */
function isMisspeltEvent(name: string): boolean {
  const [closest] = /^[A-Z][a-z]+[A-Z]\w+$/.test(name) ? closestEvents(name, 1) : [];
  return closest !== undefined && editDistance(name.toLowerCase(), closest.toLowerCase(), 2) <= 2;
}

function keyOrAddress({ key, ip }: Facts): Result<Choices> | null {
  if (key !== null) return one('key');
  return ip === null ? null : one('ip');
}
