import { type ParseArgsConfig, parseArgs } from 'node:util';
import { failed, fault, ok, type Result } from '../errors.ts';
import { modifierNames } from '../query/modifiers.ts';

/** What was typed after `trail`. */
export interface CommandLine {
  /** The question, words as the shell gave them. */
  question: string;
  json: boolean;
  /** Log files to ask instead of AWS: a folder, a file, or `-` for standard input; null: AWS. */
  logs: string | null;
  /** Whether the made-up company's records are asked instead of AWS. */
  sample: boolean;
}

const options = {
  json: { type: 'boolean' },
  logs: { type: 'string' },
  sample: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
} satisfies ParseArgsConfig['options'];

/**
 * Reads the arguments: flags anywhere before `--`, everything else the question. What the shell’s quotes held together
 * stays together, commas part it as they do anywhere; of what begins with one dash, only `-h` is a flag.
 */
export function readArguments(given: readonly string[]): Result<CommandLine> {
  const { values, tokens } = parseArgs({ args: [...given], options, strict: false, tokens: true });
  const places = new Set<number>();
  for (const token of tokens) {
    if (token.kind === 'option-terminator' || (token.kind === 'option' && isKnown(token))) continue;
    if (token.kind === 'option' && token.rawName.startsWith('--'))
      return failed(fault('unknown-flag', [given[token.index] ?? ''], { example: 'who DeleteBucket --json' }));
    places.add(token.index);
  }
  const { logs = null, sample = false } = values;
  if (typeof logs === 'boolean' || logs === '')
    return failed(
      fault('flag-value', ['--logs', 'a folder, a file or -'], { example: 'who DeleteBucket --logs ./logs' }),
    );
  if (sample && logs !== null)
    return failed(fault('flags-conflict', ['--sample', '--logs'], { example: 'who StopLogging --sample' }));
  const words = [...places].map((place) => given[place] ?? '');
  if (values.help) words.unshift('help');
  const question = words.length === 1 ? (words[0] ?? '') : words.map(writeArgument).join(' ');
  return ok({
    question: question === '' ? 'help' : question,
    json: Boolean(values.json),
    logs,
    sample: Boolean(sample),
  });
}

/** No flag but `--logs` takes a value. */
function isKnown({ name, value }: { name: string; value?: string | undefined }): boolean {
  return Object.hasOwn(options, name) && (name === 'logs' || value === undefined);
}

/**
 * `on:my bucket`, one word to the shell, is `on:"my bucket"` to the reader, and `by:alice, bob` a list as always; one
 * that begins or ends with a comma goes on in the words beside it. What has quotes of its own, or a modifier after its
 * first word, is text as it would be typed in Slack.
 */
function writeArgument(word: string): string {
  const isQuoted = /["“”]|(?:^|[\s,:!])['‘’]/.test(word);
  const isText = isQuoted || modifierNames.some((name) => new RegExp(`\\s!?${name}:`, 'i').test(word));
  if (!/\s/.test(word) || isText) return word;
  const [, before = '', not = '', value = '', after = ''] =
    /^((?:[a-z]+:)?\s*,?\s*)(!?)(.*?)((?:(?<!\\),)?\s*)$/is.exec(word) ?? [];
  const isList = /(?<!\\),/.test(value);
  return isList ? `${before}"${not}${value}"${after}` : `${before}${not}"${value}"${after}`;
}
