import type { RichTextElement } from '@slack/types';
import { modifierHints } from '../present/modifier-hints.ts';
import { escaped } from '../present/text.ts';
import type { QuestionName, QuestionShape } from '../query/query.ts';
import { actions } from './answer.ts';
import { bullets, buttons, leaf, line, type RenderedMessage, richText, words } from './elements.ts';

const longest = 200;

/** All questions with one line each, or the one asked about with its usage and examples. */
export function renderHelp(shapes: readonly QuestionShape[], about: QuestionName | null = null): RenderedMessage {
  const shape = shapes.find(({ name }) => name === about);
  return shape === undefined ? renderOverview(shapes) : renderQuestion(shape);
}

function renderOverview(shapes: readonly QuestionShape[]): RenderedMessage {
  const title = 'Ask Trail who did what in AWS.';
  const more = '/trail help who';
  return {
    text: [title, ...shapes.map(({ usage, answers }) => `/trail ${escaped(usage, longest)}: ${answers}`)].join('\n'),
    blocks: [
      richText(
        line(words(title, { bold: true })),
        bullets(shapes.map(({ usage, answers }) => [code(withoutModifiers(usage)), words(`  ${answers}`)])),
        ...hints(),
        line(words('Examples of any question: '), code(more)),
      ),
      buttons([{ action: actions.form, label: 'Ask with a form…', value: 'form' }]),
    ],
  };
}

function renderQuestion({ name, answers, usage, subject, examples }: QuestionShape): RenderedMessage {
  const title = `${name}: ${answers}.`;
  const needs =
    subject === null
      ? []
      : [line(words('It takes '), leaf(subject.says, longest), words(subject.required ? '.' : ', or nothing.'))];
  return {
    text: [title, ...[usage, ...examples].map((form) => `/trail ${escaped(form, longest)}`)].join('\n'),
    blocks: [
      richText(
        line(words(title, { bold: true })),
        line(code(`/trail ${usage}`)),
        ...needs,
        line(words('Examples', { bold: true })),
        bullets(examples.map((example) => [code(`/trail ${example}`)])),
        ...hints(),
      ),
    ],
  };
}

function hints() {
  const lines = modifierHints.map(([what, names, how]) => [words(`${what}: `), ...spaced(names), words(` ${how}`)]);
  return [
    line(words('With any question', { bold: true })),
    bullets([
      ...lines,
      [words('Show the whole channel: '), code('public'), words('; otherwise only you see the answer')],
    ]),
  ];
}

function spaced(names: string): RichTextElement[] {
  return names.split(' ').flatMap((name, at) => [...(at === 0 ? [] : [words(' ')]), code(name)]);
}

const code = (text: string) => leaf(text, longest, { code: true });

const withoutModifiers = (usage: string) => usage.replace(/\s*\[modifiers\]$/, '');
