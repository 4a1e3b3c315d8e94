import { type AskDeps, ask } from '../ask/ask.ts';
import { fault } from '../errors.ts';
import { answerJsonText } from '../present/answer-json.ts';
import { shapes } from '../questions/index.ts';
import type { CommandLine } from './arguments.ts';
import { printAnswer } from './print-answer.ts';
import { printFault } from './print-fault.ts';
import { printHelp } from './print-help.ts';
import { exits, type Terminal } from './terminal.ts';

/** Asks one question from a terminal: the answer alone goes to `out`, everything else to `err`. Returns the exit code. */
export async function runQuestion(
  line: CommandLine,
  deps: AskDeps,
  terminal: Terminal,
  signal: AbortSignal,
): Promise<number> {
  const { out, err, watched } = terminal;
  const asker = { tag: 'trail-cli', zone: terminal.zone, slack: null };
  for await (const step of ask(line.question, asker, deps, signal)) {
    if (step.kind === 'fault') {
      err(printFault(step.fault));
      return exits.misunderstood;
    }
    if (step.kind === 'help') {
      out(printHelp(shapes, step.about ?? undefined));
      return exits.complete;
    }
    if (step.kind === 'digest') {
      err(printFault(fault('digest-elsewhere', [], { example: 'changes since:24h' })));
      return exits.misunderstood;
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
