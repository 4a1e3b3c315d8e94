import { type AskDeps, ask } from '../ask/ask.ts';
import { renderAnswer } from '../blocks/answer.ts';
import { renderFault } from '../blocks/fault.ts';
import { renderHelp } from '../blocks/help.ts';
import { renderReadings } from '../blocks/readings.ts';
import { valuesOf } from '../condition/condition.ts';
import type { Digests } from '../digest/digests.ts';
import { failed, fault } from '../errors.ts';
import type { Answer } from '../present/answer.ts';
import { commandForm } from '../query/command-form.ts';
import type { Query } from '../query/query.ts';
import type { Previous } from '../query/understand.ts';
import { shapes } from '../questions/index.ts';
import { nextQuestions, windowOf, writePrincipal, writeSession } from '../questions/next.ts';
import type { Asker, AskService, Progress } from './ask-service.ts';

/** The questions as Slack shows them: each step with its message. */
export function createAnswerService(
  deps: AskDeps,
  accountNames: ReadonlyMap<string, string>,
  digests: Pick<Digests, 'answer'> | null = null,
): AskService {
  return {
    async *ask(text, asker, signal): AsyncGenerator<Progress> {
      const { user, channel, usergroups, zone, speaks = false } = asker;
      const thread = asker.previous === undefined ? {} : { previous: asker.previous };
      const by = { tag: `trail-${user}`, zone, slack: { user, channel, usergroups }, speaks, ...thread };
      let searching: { accounts: number; regions: number } | undefined;
      for await (const step of ask(text, by, deps, signal)) {
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
        } else if (step.kind === 'digest') {
          yield* answerDigest(step.asked, asker, digests);
        } else if (step.kind === 'help') {
          yield { kind: 'help', message: renderHelp(shapes, step.about ?? undefined) };
        } else {
          yield { kind: 'fault', fault: step.fault, message: renderFault(step.fault) };
        }
      }
    },
  };
}

/** Words for the digests. A preview is searched for, and nobody else's business. */
async function* answerDigest(
  asked: string,
  asker: Asker,
  digests: Pick<Digests, 'answer'> | null,
): AsyncGenerator<Progress> {
  const { open = false } = asker;
  const alone = /^now\b/i.test(asked);
  if (alone && !open) yield { kind: 'searching', public: false, accounts: 0, regions: 0 };
  const none = failed(fault('digest-without-state', []));
  const answered = digests === null ? none : await digests.answer(asked, { ...asker, open });
  if (answered.ok) yield { kind: 'digest', alone, message: answered.value };
  else yield { kind: 'fault', fault: answered.fault, message: renderFault(answered.fault) };
}

/** Whether only the asker sees the answer although it was asked where others are. A direct message has no others. */
function isPrivate(query: Query, { open = false, channel }: Asker): boolean {
  return !open && !query.public && /^[CG]/.test(channel);
}

/** More people than that are not what “they” means. */
const most = 4;

function aboutOf(query: Query, answer: Answer): Previous {
  const named = [
    ...answer.groups.flatMap(({ principal, sessions }) => (principal === null || sessions > 0 ? [] : [principal])),
    ...answer.events.map(({ principal }) => principal),
  ];
  const distinct = (names: (string | null)[]) => [...new Set(names.filter((name) => name !== null))].slice(0, most);
  const asked = valuesOf(query.filter, 'by');
  return {
    command: commandForm({ ...query, window: windowOf(answer) }),
    principals: asked.length === 0 ? distinct(named.map(writePrincipal)) : [...asked],
    sessions: distinct(named.map(writeSession)),
  };
}
