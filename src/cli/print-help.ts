import { modifierHints } from '../present/modifier-hints.ts';
import type { QuestionName, QuestionShape } from '../query/query.ts';

/** All questions with one line each, or the one asked about with its usage and examples, for a terminal. */
export function printHelp(shapes: readonly QuestionShape[], about: QuestionName | null = null): string {
  const shape = shapes.find(({ name }) => name === about);
  const lines = shape === undefined ? overview(shapes) : details(shape);
  return `${[...lines, '', ...modifierHints.map(([what, names, how]) => `${what}: ${names.replaceAll(' ', ', ')} ${how}`)].join('\n')}\n`;
}

function overview(shapes: readonly QuestionShape[]): string[] {
  const width = Math.max(0, ...shapes.map(({ usage }) => usage.length));
  return [
    'npx trail <question> [subject] [modifiers]',
    '',
    ...shapes.map(({ usage, answers }) => `  ${usage.padEnd(width)}  ${answers}`),
    '',
    'Instead of AWS: --logs PLACE asks log files of CloudTrail’s (a folder, a file, or - for what is piped in), --sample a',
    'made-up company, which needs no account.',
    '  npx trail --sample who DescribeSlackChannels',
    'And: npx trail start (the bot, or the playground), npx trail doctor (checks what it needs), npx trail asked (who asked what).',
  ];
}

function details({ name, answers, usage, examples }: QuestionShape): string[] {
  // Digests come to a channel, so that they are asked for there.
  const command = name === 'digest' ? '/trail' : 'npx trail';
  return [
    `${name}: ${answers}.`,
    '',
    `  ${command} ${usage}`,
    '',
    'Examples',
    ...examples.map((example) => `  ${command} ${example}`),
  ];
}
