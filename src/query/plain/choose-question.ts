import type { Is } from '../../condition/condition.ts';
import { failed, fault, ok, type Result } from '../../errors.ts';
import { editDistance } from '../modifiers.ts';
import { closestEvents } from '../names/closest-events.ts';
import type { QuestionName } from '../query.ts';
import { isSurelyResource } from '../read-values.ts';
import { areNamed, type Facts } from './facts.ts';
import { findEvents } from './find-events.ts';
import type { Topic } from './meaning.ts';
import { isEmail } from './read-names.ts';

/** One way to understand a sentence: the question, and what it adds to what was said. */
export interface Choice {
  question: QuestionName;
  /** How this reading differs from others. */
  says: string;
  events?: readonly string[];
  is?: readonly Is[];
  /** Facts that stand for another field in this question: bare names as principals or resources. */
  by?: readonly string[];
  on?: readonly string[];
  /** What `session` is about. */
  session?: readonly string[];
  /** Whether bare names that are left out are those of principals or of resources. */
  bareWithout?: 'by' | 'on';
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
  const untold = [...topics].flatMap(([topic, said]) => {
    const questions = tells.get(topic);
    return questions === undefined || choices.some(({ question }) => questions.includes(question)) ? [] : [said];
  });
  const used = choices.some(({ by, on: thing, session }) => [by, thing, session].includes(bare));
  const kind = onKind !== null && on.length === 0 && events.length === 0 ? [onKind] : [];
  return [...untold, ...(used ? [] : bare), ...kind];
}

/** Says which question the facts ask: the first rule that holds. */
export function chooseQuestion(facts: Facts): Result<Choices> | null {
  for (const rule of rules) {
    const chosen = rule(facts);
    if (chosen !== null) return chosen.ok ? withoutBare(facts, chosen.value) : chosen;
  }
  return null;
}

/** Bare names that are left out may be principals or resources, where not all that is said is about one of these. */
function withoutBare({ without: { bare }, by, on }: Facts, chosen: Choices): Result<Choices> {
  if (bare.length === 0) return ok(chosen);
  const kinds = by.length > 0 && on.length === 0 ? (['on'] as const) : on.length > 0 ? (['by'] as const) : bareKinds;
  const choices = kinds.flatMap((kind) =>
    chosen.choices.map((choice) => ({
      ...choice,
      bareWithout: kind,
      says: [choice.says, `${kind === 'by' ? 'not by' : 'not on'} ${listed(bare)}`]
        .filter((part) => part !== '')
        .join(', '),
    })),
  );
  if (choices.length > maxReadings) return failed(fault('words-unknown', [bare.map((name) => `“${name}”`).join(', ')]));
  return ok({ unclear: chosen.unclear || `“${listed(bare)}” may be somebody, or something.`, choices });
}

const bareKinds = ['by', 'on'] as const;

/** More readings than these nobody reads. */
export const maxReadings = 5;

const listed = (names: readonly string[]) => names.join(' and ');

const one = (question: QuestionName, more: Omit<Choice, 'question' | 'says'> = {}): Result<Choices> =>
  ok({ unclear: '', choices: [{ question, says: '', ...more }] });

const several = (unclear: string, choices: readonly Choice[]): Result<Choices> => ok({ unclear, choices });

const rules: readonly Rule[] = [
  ({ id }) => (id.length === 0 ? null : one('event')),
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
  if (!topics.has('behind')) return session.length === 0 || events.length > 0 ? null : one('session', { session });
  const given = [session, by, on, key, name].find((names) => names.length > 0);
  return given === undefined
    ? failed(fault('subject-missing', ['session', 'a session’s name, role/session, ARN or key']))
    : one('session', { session: given });
}

/** An event by name, or a verb with its noun. */
function named({ events, topics, verb, on, onKind, is, by, bare: name }: Facts): Result<Choices> | null {
  if (events.length === 0) return null;
  const named = verb === null || areNamed(events);
  if (!named && on.length > 0 && onKind !== null && (verb.kind === 'change' || (isUpdate(verb) && events.length > 1)))
    return one('touched', { is: ['write'] });
  if (!named && on.length > 0 && verb.kind === 'read' && !events.some(([, does]) => !does.startsWith('of ')))
    return null;
  const question = topics.has('denied')
    ? 'denied'
    : topics.has('errors')
      ? 'errors'
      : topics.has('chatbot')
        ? 'chatbot'
        : 'who';
  if (events.length > 5) return null;
  const caller = by.length === 0 && name.length > 0 ? { by: name } : {};
  const choices = events.map(
    ([meant, does]) => ({ question, says: `${listed(meant)}: ${does}`, events: meant, is, ...caller }) as const,
  );
  if (choices.length === 1) return one(question, choices[0]);
  return several('Several events may be meant.', choices);
}

function changed({ topics, verb, on, by, ask, anything, onKind, bare: name }: Facts): Result<Choices> | null {
  const change = verb?.kind === 'change';
  if (!topics.has('changes') && !change) return null;
  if (on.length > 0) return one('touched', { is: ['write'] });
  if (name.length > 0) {
    return several(`“${listed(name)}” may have made the changes, or been changed.`, [
      { question: 'what', says: `what ${listed(name)} changed`, by: name, is: ['write'] },
      { question: 'touched', says: `who changed ${listed(name)}`, on: name, is: ['write'] },
    ]);
  }
  if (change && onKind !== null) return failed(fault('event-unnamed', [`${verb.name} ${onKind}`]));
  if (by.length > 0 && (change || anything || ask === 'what')) return one('what', { is: ['write'] });
  return one('changes');
}

/** What was used or read, with its name. */
function looked({ verb, on, events }: Facts): Result<Choices> | null {
  if (on.length === 0 || verb === null) return null;
  if (verb.kind === 'read') return one('touched', { is: ['read'] });
  if (verb.kind === 'touch' || verb.kind === 'do') return one('touched');
  return verb.kind === 'make' && events.length === 0 ? one('touched') : null;
}

/** What somebody, a key or an address did. */
function subject({ verb, by, on, key, ip, onKind }: Facts): Result<Choices> | null {
  if (verb !== null && (verb.kind === 'event' || onKind !== null)) return null;
  const is = verb?.kind === 'read' ? { is: ['read'] as const } : {};
  if (on.length > 0) return one('touched');
  if (by.length > 0) return one('what', is);
  if (key.length > 0) return one('key', is);
  return ip.length === 0 ? null : one('ip', is);
}

const isUpdate = (verb: Facts['verb']) => verb?.name === 'update' || verb?.name === 'modify';
const isVague = (verb: Facts['verb']) => verb === null || verb.kind === 'do' || verb.kind === 'make';

const usualKinds = ['bucket', 'function', 'role', 'user'];

/** A verb without an event: of what kind is the thing? */
function kindless({ verb, on, onKind, places }: Facts): Result<Choices> | null {
  if (verb === null || verb.kind === 'do' || (verb.kind === 'touch' && places.length > 0)) return null;
  if (on.length === 0) {
    return failed(
      onKind === null ? fault('noun-missing', [verb.name]) : fault('event-unnamed', [`${verb.name} ${onKind}`]),
    );
  }
  if (verb.kind === 'change' || isUpdate(verb)) return one('touched', { is: ['write'] });
  if (onKind !== null) return failed(fault('event-unnamed', [`${verb.name} ${onKind}`]));
  const events = usualKinds.flatMap((kind) =>
    findEvents({ ...verb, calls: verb.calls.filter((call) => ['create', 'delete', verb.name].includes(call)) }, [kind])
      .slice(0, 1)
      .map(([events]): Choice => ({ question: 'who', says: `the ${kind} ${listed(on)}`, events })),
  );
  return several(`“${listed(on)}” may be of several kinds.`, [
    { question: 'touched', says: `all that changed ${listed(on)}`, is: ['write'] },
    ...(events.length > 0 ? events : [{ question: 'touched', says: `all that concerned ${listed(on)}` } as const]),
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

/** Names and nothing else. */
function bare({ bare: names }: Facts): Result<Choices> | null {
  if (names.length === 0) return null;
  if (names.every(isEmail)) return one('what', { by: names });
  if (names.every((name) => isSurelyResource(name) && !/^arn:[^:]*:(?:iam|sts):/i.test(name)))
    return one('touched', { on: names });
  const misspelt = names.find(isMisspeltEvent);
  if (misspelt !== undefined) return failed(fault('event-unnamed', [misspelt]));
  return several(`“${listed(names)}” may be somebody, or something.`, [
    { question: 'what', says: `what ${listed(names)} did`, by: names },
    { question: 'touched', says: `who touched ${listed(names)}`, on: names },
  ]);
}

/** `DeleteBuckett`: written as events are, and next to one. */
function isMisspeltEvent(name: string): boolean {
  const [closest] = /^[A-Z][a-z]+[A-Z]\w+$/.test(name) ? closestEvents(name, 1) : [];
  return closest !== undefined && editDistance(name.toLowerCase(), closest.toLowerCase(), 2) <= 2;
}

function keyOrAddress({ key, ip }: Facts): Result<Choices> | null {
  if (key.length > 0) return one('key');
  return ip.length === 0 ? null : one('ip');
}
