import type { KnownBlock, SectionBlock } from '@slack/types';
import type { DigestContent, DigestLine, DigestSection } from '../digest/content.ts';
import { sectionTitles } from '../digest/sections.ts';
import { describeCoverage } from '../present/describe-coverage.ts';
import { within } from '../present/limits.ts';
import { counted, escaped, firstFew, isKnownTime, nameAccounts, phraseText, withoutTime } from '../present/text.ts';
import type { Millis } from '../trail/event.ts';
import { actions } from './answer.ts';
import {
  context,
  fitMessage,
  leaf,
  limits,
  line,
  plainText,
  type RenderedBlock,
  type RenderedMessage,
  richText,
} from './elements.ts';
import { coverageBlocks } from './sections.ts';
import { volumeChart, volumeText } from './volume-chart.ts';

interface DigestOptions {
  /** Configured account names by account ID. */
  accountNames?: ReadonlyMap<string, string>;
  /** What must be said of this digest itself: that it catches up, may repeat one, is a preview. */
  notes?: readonly string[];
}

/** One screen holds about so many things. */
const screen = 18;
const longestLine = 220;
/** A longer question is not worth its room in the message; the section's own stands in. */
const longestCommand = 400;

/** How many lines each section shows. */
const sizes = [4, 3, 2, 1] as const;

/** A digest as a message that Slack takes whatever the records hold: the most telling first, each line with its question. */
export function renderDigest(
  content: DigestContent,
  { accountNames, notes = [] }: DigestOptions = {},
): RenderedMessage {
  const accounts = nameAccounts(content.coverage, accountNames);
  const fitting = sizes.filter((size) => countLines(content, size) <= screen);
  const blocks = fitMessage<number>(fitting.length === 0 ? [1] : fitting, (size) => [
    ...headBlocks(content, notes),
    ...pressable(content, size),
    ...chartBlocks(content),
    ...emptyBlocks(content),
    ...knownBlocks(content),
    ...coverageBlocks(describeCoverage(content, accounts)),
  ]);
  return { text: digestText(content, notes), blocks };
}

function countLines({ headline, sections }: DigestContent, size: number): number {
  return headline.top.length + sections.reduce((sum, { lines }) => sum + Math.min(size, lines.length), 0);
}

function headBlocks(content: DigestContent, notes: readonly string[]): KnownBlock[] {
  const { headline } = content;
  const said = headline.nothing === null ? 'Most worth a look:' : phraseText(headline.nothing, shortTime(content.zone));
  return [
    richText(line(leaf(titleOf(content), 300, { bold: true })), line(leaf(said, 600))),
    ...(notes.length === 0 ? [] : [context(notes.map((note) => plainText(note, 300)))]),
  ];
}

/** `Digest of prod, dev: Nov 19, 08:45 – Nov 20, 08:45 (Europe/Berlin)` */
function titleOf({ window, zone, accounts }: DigestContent): string {
  const write = shortTime(zone);
  return `Digest of ${firstFew(accounts)}: ${write(window.start)} – ${write(window.end)} (${zone})`;
}

/** What stands in the headline, then what is left of each section. */
function pressable({ headline, sections, zone }: DigestContent, size: number): KnownBlock[] {
  const write = shortTime(zone);
  const questions = new Map(sections.map(({ name, command }) => [name, command]));
  const top = headline.top.map((told, at) => block(`${at + 1}. ${sayLine(told, write)}`, commandOf(told, questions)));
  const rest = sections.flatMap((section) => sectionLines(section, size, write));
  return [...top, ...rest].map((told, at) => told(at));
}

type Numbered = (at: number) => SectionBlock;

function sectionLines(
  { name, lines, command }: DigestSection,
  size: number,
  write: (time: Millis) => string,
): Numbered[] {
  const questions = new Map([[name, command]]);
  const all = lines.length <= size;
  const shown = lines
    .slice(0, all ? size : size - 1)
    .map((told) => block(sayLine(told, write), commandOf(told, questions)));
  if (all) return shown;
  const rest = lines.length - shown.length;
  const more = shown.length === 0 ? counted(rest, 'thing') : `and ${counted(rest, 'more', 'more')}`;
  return [...shown, block(`${sectionTitles[name]} · ${more}`, command)];
}

function sayLine({ section, text, late }: DigestLine, write: (time: Millis) => string): string {
  return `${late ? 'Late · ' : ''}${sectionTitles[section]} · ${phraseText(text, write, { max: longestLine })}`;
}

function commandOf({ section, command }: DigestLine, questions: ReadonlyMap<string, string>): string | null {
  return command.length <= longestCommand ? command : (questions.get(section) ?? null);
}

function block(text: string, command: string | null): Numbered {
  return (at) => ({
    type: 'section',
    text: plainText(text, longestLine + 40),
    ...(command === null || command.length > longestCommand
      ? {}
      : {
          accessory: {
            type: 'button',
            action_id: `${actions.ask}digest-${at}`,
            text: plainText('Open', limits.buttonText),
            value: command,
          },
        }),
  });
}

function chartBlocks({ volumes }: DigestContent): RenderedBlock[] {
  const chart = volumes === null ? null : volumeChart(volumes);
  return chart === null ? [] : [chart];
}

function emptyBlocks({ empty, coverage }: DigestContent): KnownBlock[] {
  if (empty.length === 0) return [];
  const told = `Nothing to tell of${within({ coverage, final: true })}`;
  return [context([plainText(`${told}: ${empty.map((name) => sectionTitles[name]).join(', ')}`, 300)])];
}

const weeks = 28 * 86_400_000;

/** What arrived late, and what the digest could compare with. */
function knownBlocks({ late, knownSince, window, zone }: DigestContent): KnownBlock[] {
  const notes: string[] = [];
  if (late > 0) {
    notes.push(
      `${counted(late, 'event')} of the time before arrived after the last digest; what they tell is marked late`,
    );
  }
  if (knownSince === null) notes.push('What is usual, and what is new, is not known yet: nothing was read before');
  else if (knownSince > window.start - weeks)
    notes.push(`Compared with what was read since ${shortTime(zone)(knownSince)}`);
  return notes.length === 0 ? [] : [context(notes.map((note) => plainText(note, 300)))];
}

/** For notifications and screen readers: what comes first, and the chart in words. */
function digestText(content: DigestContent, notes: readonly string[]): string {
  const { headline, zone, volumes, sections } = content;
  const write = shortTime(zone);
  const lines = [
    escaped(titleOf(content), 400),
    ...(headline.nothing === null ? [] : [escaped(phraseText(headline.nothing, write), 600)]),
    ...notes.map((note) => escaped(note, 300)),
    ...headline.top.map((told, at) => escaped(`${at + 1}. ${sayLine(told, write)}`, 300)),
    ...sections.map(({ name, lines: told }) => `${sectionTitles[name]}: ${counted(told.length, 'thing')} to see`),
    ...(volumes === null ? [] : [volumeText(volumes)]),
  ];
  return lines.reduce((text, next) => (text.length + next.length < limits.topText ? `${text}\n${next}` : text));
}

/** `Nov 20, 09:02`: lines are plain text, where Slack writes no times in a reader's own zone. */
function shortTime(timeZone: string): (time: Millis) => string {
  const format = new Intl.DateTimeFormat('en-US', {
    month: 'short',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    timeZone,
  });
  return (time) => (isKnownTime(time) ? format.format(time) : withoutTime);
}
