import { failed, fault, ok, type Result } from '../errors.ts';

/** What was typed after `trail`. */
export interface CommandLine {
  /** The question, words as the shell gave them. */
  question: string;
  json: boolean;
  /** A folder of log files to ask instead of AWS; null: AWS. */
  logs: string | null;
  /** Whether the made-up company's records are asked instead of AWS. */
  sample: boolean;
}

/** Reads the arguments: flags anywhere, everything else the question. A word that holds spaces stays one word. */
export function readArguments(given: readonly string[]): Result<CommandLine> {
  const words: string[] = [];
  let json = false;
  let logs: string | null = null;
  let sample = false;
  const rest = [...given];
  for (let word = rest.shift(); word !== undefined; word = rest.shift()) {
    if (word === '--json') json = true;
    else if (word === '--sample') sample = true;
    else if (word === '--logs') logs = rest.shift() ?? '';
    else if (word.startsWith('--logs=')) logs = word.slice('--logs='.length);
    else if (word === '--help' || word === '-h') words.unshift('help');
    else if (word.startsWith('--'))
      return failed(fault('unknown-flag', [word], { example: 'who DeleteBucket --json' }));
    else words.push(word);
  }
  if (logs === '')
    return failed(fault('flag-value', ['--logs', 'a folder'], { example: 'who DeleteBucket --logs ./logs' }));
  if (sample && logs !== null)
    return failed(fault('flags-conflict', ['--sample', '--logs'], { example: 'who StopLogging --sample' }));
  const question = words.length === 1 ? (words[0] ?? '') : words.map(quoteSpaces).join(' ');
  return ok({ question: question === '' ? 'help' : question, json, logs, sample });
}

/** `on:my bucket`, one word to the shell, is `on:"my bucket"` to the reader. */
function quoteSpaces(word: string): string {
  if (!/\s/.test(word) || /["“”]/.test(word)) return word;
  const [, name = '', value = ''] = /^([a-z]+:)?(.*)$/is.exec(word) ?? [];
  return `${name}"${value}"`;
}
