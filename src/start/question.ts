import { readArguments } from '../cli/arguments.ts';
import { printFault } from '../cli/print-fault.ts';
import { exits } from '../cli/terminal.ts';
import { readState } from '../config/settings.ts';
import { questionNames } from '../query/query.ts';
import { statePlace } from '../state/state-place.ts';
import type { Outside } from './outside.ts';
import type { PrintAnswer } from './searching.ts';

/** A question in the terminal: over the sample, over log files, or over AWS; or help. Returns the exit code. */
export async function question(given: readonly string[], outside: Outside): Promise<number> {
  const { env, clock, err } = outside;
  const line = readArguments(given);
  if (!line.ok) {
    err(printFault(line.fault));
    return exits.misunderstood;
  }
  const { question: asked, sample } = line.value;
  const answer = helpAsked(asked, outside) ?? (await (await import('./searching.ts')).searching(line.value, outside));
  if (answer === null) return exits.misunderstood;
  const state = readState(env);
  if (sample || !state.ok || !state.value.chosen) return answer();
  const { record } = await import('../cli/record.ts');
  return record(answer, { place: statePlace(state.value), clock, err });
}

/** Help as it is mostly asked for needs no reader, no source and no configuration; null for anything else. */
function helpAsked(text: string, { out }: Outside): PrintAnswer | null {
  const [word, name, ...rest] = text.toLowerCase().split(/\s+/);
  const about = questionNames.find((known) => known === name) ?? null;
  if (word !== 'help' || rest.length > 0 || (name !== undefined && about === null)) return null;
  return async (questionLog) => {
    const { printHelp } = await import('../cli/print-help.ts');
    const { shapes } = await import('../questions/index.ts');
    const ended = questionLog?.began({ kind: 'local' }, text, new AbortController().signal);
    out(printHelp(shapes, about));
    ended?.({ outcome: 'answered', complete: true });
    return exits.complete;
  };
}
