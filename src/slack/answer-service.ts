import { type AskDeps, ask } from '../ask.ts';
import { renderAnswer } from '../blocks/answer.ts';
import { renderFault } from '../blocks/fault.ts';
import { renderHelp } from '../blocks/help.ts';
import { shapes } from '../questions/index.ts';
import type { AskService, Progress } from './ask-service.ts';

/** The questions as Slack shows them: each step with its message. */
export function createAnswerService(deps: AskDeps, accountNames: ReadonlyMap<string, string>): AskService {
  return {
    async *ask(text, { user, channel, usergroups, zone }, signal): AsyncGenerator<Progress> {
      const asker = { tag: `trail-${user}`, zone, slack: { user, channel, usergroups } };
      let searching: { accounts: number; regions: number } | undefined;
      for await (const step of ask(text, asker, deps, signal)) {
        if (step.kind === 'searching') {
          searching = { accounts: step.accounts, regions: step.regions };
          yield step;
        } else if (step.kind === 'answer') {
          const { layout } = step;
          const options = searching === undefined ? { layout, accountNames } : { layout, accountNames, searching };
          yield {
            kind: 'answer',
            public: step.public,
            answer: step.answer,
            message: renderAnswer(step.answer, options),
          };
        } else if (step.kind === 'help') {
          yield { kind: 'help', message: renderHelp(shapes, step.about ?? undefined) };
        } else {
          yield { kind: 'fault', fault: step.fault, message: renderFault(step.fault) };
        }
      }
    },
  };
}
