import type { AnyBlock } from '@slack/types';
import { type AskDeps, ask } from '../ask/ask.ts';
import type { AskRequest } from '../ask/request.ts';
import { renderAnswer } from '../blocks/answer.ts';
import { renderFault } from '../blocks/fault.ts';
import { renderReadings } from '../blocks/readings.ts';
import { renderReply } from '../blocks/replies.ts';
import type { CommandReply } from '../commands/index.ts';
import { valuesOf } from '../condition/condition.ts';
import type { Fault } from '../errors.ts';
import type { Answer } from '../present/answer.ts';
import type { SearchSize } from '../present/describe-coverage.ts';
import { commandForm } from '../query/command-form.ts';
import type { Query, QuestionName } from '../query/query.ts';
import type { Previous } from '../query/understand.ts';
import { nextQuestions, windowOf, writePrincipal, writeSession } from '../questions/next.ts';

/** Who asks in Slack, and from where. */
export interface AskerInSlack {
  user: string;
  team: string;
  channel: string;
  /** IANA zone of the asker's Slack profile; UTC where it could not be read. */
  zone: string;
  /** The user groups the asker is in, among those that access rules speak of. */
  usergroups: readonly string[];
  /** Whether they speak rather than type a command: sentences are read, and the reply says what was understood. */
  speaks?: boolean;
  /** Whether others see the answer anyway, so that there is nothing to share. */
  open?: boolean;
  /** The answer before in the same thread; null: it is not known any more; absent: there is no thread. */
  previous?: Previous | null;
}

/** What somebody in Slack asks, as every question is asked. */
export function requestOf(text: string, { user, team, channel, usergroups, ...how }: AskerInSlack): AskRequest {
  return { text, asker: { kind: 'slack', user, team, channel, usergroups }, ...how };
}

/** What is shown: `text` is the notification and the screen reader's text, escaped already. */
export interface SlackMessage {
  text: string;
  blocks: readonly AnyBlock[];
  /** What an answer is about, for those that follow it: travels as the message's metadata. */
  about?: Previous;
  /** The run of the digest that it is: travels as the message's metadata, too. */
  run?: string;
}

/** What becomes of a question, step by step. `public`: shown to the whole channel, else to the asker alone. */
export type SlackStep =
  /** `about`: what is searched for, as far as it is known before anything was found. */
  | { kind: 'searching'; public: boolean; regions: number; accounts: number; about?: Previous }
  | { kind: 'answer'; public: boolean; answer: Answer; message: SlackMessage }
  | { kind: 'ambiguous'; message: SlackMessage }
  /** What came of a command; `alone`: it is for nobody but the asker. */
  | { kind: 'reply'; command: QuestionName; alone: boolean; message: SlackMessage }
  | { kind: 'fault'; fault: Fault; message: SlackMessage };

/** The step that ends a question: a final answer, a reply, a fault, or asking back. */
export type SlackEnding = Exclude<SlackStep, { kind: 'searching' }>;

export function isEnding(step: SlackStep): step is SlackEnding {
  return step.kind === 'answer' ? step.answer.final : step.kind !== 'searching';
}

/**
 * Answers questions. The steps end with a final answer, a reply, a fault, or asking back; once the signal aborts,
 * a search ends soon with what it has.
 */
export interface AskService {
  ask(text: string, asker: AskerInSlack, signal: AbortSignal): AsyncIterable<SlackStep>;
}

/** The questions as Slack shows them: each step with its message. */
export function createAnswerService(
  deps: AskDeps<CommandReply>,
  accountNames: ReadonlyMap<string, string>,
): AskService {
  return {
    async *ask(text, asker, signal): AsyncGenerator<SlackStep> {
      const { zone, speaks = false } = asker;
      let searching: SearchSize | undefined;
      for await (const step of ask(requestOf(text, asker), deps, signal)) {
        if (step.kind === 'searching') {
          const { query, ...search } = step;
          searching = { accounts: step.accounts, regions: step.regions };
          yield query === null ? search : { ...search, about: aboutQuery(query) };
        } else if (step.kind === 'answer') {
          const { layout, query, answer } = step;
          const message = renderAnswer(answer, {
            layout,
            accountNames,
            zone,
            next: nextQuestions(query, answer, { share: isPrivate(query, asker) }),
            ...(searching === undefined ? {} : { searching }),
            ...(speaks ? { understood: commandForm(query) } : {}),
          });
          yield { kind: 'answer', public: step.public, answer, message: { ...message, about: aboutOf(query, answer) } };
        } else if (step.kind === 'ambiguous') {
          const readings = step.readings.map(({ says, query }) => ({ says, command: commandForm(query) }));
          yield { kind: 'ambiguous', message: renderReadings(step.sentence, readings) };
        } else if (step.kind === 'reply') {
          const { command, reply } = step;
          yield { kind: 'reply', command, alone: reply.kind === 'preview', message: renderReply(reply, accountNames) };
        } else {
          yield { kind: 'fault', fault: step.fault, message: renderFault(step.fault) };
        }
      }
    },
  };
}

/** Whether only the asker sees the answer although it was asked where others are. A direct message has no others. */
function isPrivate(query: Query, { open = false, channel }: AskerInSlack): boolean {
  return !open && !query.public && /^[CG]/.test(channel);
}

/** More people than that are not what “they” means. */
const maxNames = 4;

/** What a question is about that has no answer yet. */
function aboutQuery(query: Query): Previous {
  return { command: commandForm(query), principals: [...valuesOf(query.filter, 'by')], sessions: [] };
}

function aboutOf(query: Query, answer: Answer): Previous {
  const named = [
    ...answer.groups.flatMap(({ principal, sessions }) => (principal === null || sessions > 0 ? [] : [principal])),
    ...answer.events.map(({ principal }) => principal),
  ];
  const distinct = (names: (string | null)[]) => [...new Set(names.filter((name) => name !== null))].slice(0, maxNames);
  const asked = valuesOf(query.filter, 'by');
  return {
    command: commandForm({ ...query, window: windowOf(answer) }),
    principals: asked.length === 0 ? distinct(named.map(writePrincipal)) : [...asked],
    sessions: distinct(named.map(writeSession)),
  };
}
