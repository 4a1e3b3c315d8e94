import { type AskContext, ask, noQuestionLog } from '../ask/ask.ts';
import { commandsWithoutDigests } from '../commands/index.ts';
import { fault } from '../errors.ts';
import { answerJsonText } from '../present/answer-json.ts';
import { shapes } from '../questions/index.ts';
import type { CommandLine } from './arguments.ts';
import { printAnswer } from './print-answer.ts';
import { printFault } from './print-fault.ts';
import { printHelp } from './print-help.ts';
import { exits, type Terminal } from './terminal.ts';

/** Digests come to a channel. */
const commands = commandsWithoutDigests(fault('digest-elsewhere', [], { example: 'changes since:24h' }));

/** Asks one question from a terminal: the answer alone goes to `out`, everything else to `err`. Returns the exit code. */
export async function runQuestion(
  line: CommandLine,
  context: AskContext,
  terminal: Terminal,
  signal: AbortSignal,
  questionLog = noQuestionLog,
): Promise<number> {
  const { out, err, watched, zone } = terminal;
  const request = { text: line.question, asker: { kind: 'local' }, zone } as const;
  for await (const step of ask(request, { ...context, commands, questionLog }, signal)) {
    if (step.kind === 'fault') {
      err(printFault(step.fault));
      return exits.misunderstood;
    }
    if (step.kind === 'reply') {
      out(printHelp(shapes, step.reply.about));
      return exits.complete;
    }
    if (step.kind === 'ambiguous') {
      err(`${step.sentence}\n${step.readings.map(({ query }) => `  trail ${query.asked}\n`).join('')}`);
      return exits.misunderstood;
    }
    if (step.kind === 'searching') {
      if (watched) err(`Searching ${step.regions === 1 ? '1 Region' : `${step.regions} Regions`}…\n`);
      continue;
    }
    if (!step.answer.final) continue;
    out(line.json ? answerJsonText(step.answer) : printAnswer(step.answer, terminal));
    return step.answer.coverage.complete ? exits.complete : exits.incomplete;
  }
  return exits.failed;
}
