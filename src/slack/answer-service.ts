import { type AskDeps, ask } from '../ask/ask.ts';
import { renderAnswer } from '../blocks/answer.ts';
import { renderFault } from '../blocks/fault.ts';
import { renderReadings } from '../blocks/readings.ts';
import { renderReply } from '../blocks/replies.ts';
import type { CommandReply } from '../commands/index.ts';
import { valuesOf } from '../condition/condition.ts';
import type { Answer } from '../present/answer.ts';
import type { SearchSize } from '../present/describe-progress.ts';
import { commandForm } from '../query/command-form.ts';
import type { Query } from '../query/query.ts';
import type { Previous } from '../query/understand.ts';
import { nextQuestions, windowOf, writePrincipal, writeSession } from '../questions/next.ts';
import { type AskerInSlack, type AskService, requestOf, type SlackStep } from './ask-service.ts';

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
          searching = { accounts: step.accounts, regions: step.regions };
          yield step;
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
