import { isoTime, plain } from '../present/text.ts';
import type { AskedQuestion } from '../state/question.ts';
import type { Store } from '../state/store.ts';
import type { Millis } from '../trail/event.ts';
import { alignColumns } from './columns.ts';
import type { Terminal } from './terminal.ts';
import { writeIn } from './zoned-time.ts';

type AskedTerminal = Pick<Terminal, 'out' | 'zone' | 'width'>;

/** Prints who asked what since an instant, the oldest first: a table, or JSON, an array of one object a line. */
export async function printAsked(
  { questions }: Pick<Store, 'questions'>,
  since: Millis,
  json: boolean,
  terminal: AskedTerminal,
): Promise<void> {
  if (json) return printJson(questions.listSince(since), terminal.out);
  const rows: string[][] = [];
  for await (const asked of questions.listSince(since)) rows.push(rowOf(asked, terminal.zone));
  if (rows.length === 0) return terminal.out('Nobody has asked anything yet.\n');
  terminal.out(`${alignColumns(columns, rows, terminal.width).join('\n')}\n`);
}

const columns = ['Time', 'Who', 'Where', 'Took', 'Ended', 'Asked'].map((title) => ({
  title,
  align: 'left' as const,
}));

function rowOf({ time, user, channel, ending, text }: AskedQuestion, zone: string): string[] {
  return [
    writeIn(zone, 'second')(time),
    user === '' ? (channel === '' ? 'terminal' : 'trail.yml') : plain(user, 30),
    plain(channel, 30),
    ending === null ? '–' : `${(ending.took / 1000).toFixed(1)} s`,
    endingOf(ending),
    plain(text, 500),
  ];
}

function endingOf(ending: AskedQuestion['ending']): string {
  if (ending === null) return 'no end known';
  return ending.outcome === 'answered' && !ending.complete ? 'answered in part' : ending.outcome;
}

/** Written as it is read: 400 days of questions need not fit into memory. */
async function printJson(asked: AsyncIterable<AskedQuestion>, out: (text: string) => void): Promise<void> {
  let before = '[';
  for await (const { id, user, team, channel, text, time, ending } of asked) {
    const line = { id, time: isoTime(time), user, team, channel, asked: text, ending };
    out(`${before}\n${JSON.stringify(line)}`);
    before = ',';
  }
  out(before === '[' ? '[]\n' : '\n]\n');
}
