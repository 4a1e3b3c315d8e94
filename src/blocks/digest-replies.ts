import type { KnownBlock, RichTextElement } from '@slack/types';
import { writeLimits } from '../commands/read-digest-request.ts';
import { saySchedule } from '../digest/say-schedule.ts';
import type { Schedule } from '../digest/schedule.ts';
import { scheduleOf } from '../digest/schedule-of.ts';
import { sectionsNamed, sectionTitles } from '../digest/sections.ts';
import type { Phrase } from '../present/answer.ts';
import { counted, escaped } from '../present/text.ts';
import type { Digest } from '../state/digest.ts';
import type { Millis } from '../trail/event.ts';
import { actions } from './answer.ts';
import {
  buttons,
  leaf,
  limits,
  line,
  phraseElements,
  phraseToken,
  type RenderedMessage,
  richText,
  words,
} from './elements.ts';

/** A digest that was set up, as a sentence with the next three times that it comes. */
export function renderMade(digest: Digest, schedule: Schedule, now: Millis): RenderedMessage {
  const said = [...saySchedule(schedule, now), sayAbout(digest)];
  const off = `/trail digest off ${digest.id}`;
  return {
    text: `${phraseToken(said)} It is digest ${digest.id}; ${off} turns it off.`,
    blocks: [
      richText(
        line(words('This channel gets a digest. ', { bold: true }), ...phraseElements(said)),
        line(words(`It is digest ${digest.id}; `), leaf(off, 100, { code: true }), words(' turns it off.')),
      ),
    ],
  };
}

/** ` It tells of root and sign-ins in prod.`: what a digest is limited to; nothing where it tells of everything. */
function sayAbout({ accounts, sections }: Pick<Digest, 'accounts' | 'sections'>): string {
  if (accounts === null && sections === null) return '';
  const titles = sections?.flatMap(sectionsNamed).map((name) => sectionTitles[name]);
  const what = titles === undefined ? 'what happened' : `${titles.join(', ')} only`;
  return ` It tells of ${what}${accounts === null ? '' : ` in ${accounts.join(', ')}`}.`;
}

/** What became of a digest that was turned on or off, or deleted. */
export function renderChanged(
  kind: 'on' | 'off' | 'delete',
  digest: Digest,
  schedule: Schedule | null,
  now: Millis,
): RenderedMessage {
  const said = sayChange(kind, digest, schedule, now);
  return { text: phraseToken(said), blocks: [richText(line(...phraseElements(said)))] };
}

function sayChange(kind: 'on' | 'off' | 'delete', { id }: Digest, schedule: Schedule | null, now: Millis): Phrase {
  if (kind === 'delete') return [`Digest ${id} is deleted.`];
  if (kind === 'off') return [`Digest ${id} is off; /trail digest on ${id} turns it on again.`];
  return schedule === null ? [`Digest ${id} is on.`] : [`Digest ${id} is on. `, ...saySchedule(schedule, now)];
}

/** Digests of a workspace, those of the channel first. */
export function renderDigests(digests: readonly Digest[], channel: string, now: Millis): RenderedMessage {
  if (digests.length === 0) {
    const none = 'There are no digests to show. /trail digest daily 09:00 sets one up for the channel it is asked in.';
    return { text: none, blocks: [richText(line(words(none)))] };
  }
  const here = digests.filter((digest) => digest.channel === channel);
  const ordered = [...here, ...digests.filter((digest) => digest.channel !== channel)].slice(0, maxListed);
  const rest = digests.length - ordered.length;
  const title = `${counted(digests.length, 'digest')}${rest > 0 ? `, the first ${ordered.length} of them` : ''}:`;
  const told = ordered.map((digest) => {
    const where = digest.channel === channel ? 'here' : 'in another channel';
    return `${digest.id} ${where}: ${phraseToken(sayState(digest, now))}`;
  });
  return {
    text: [title, ...told].reduce((text, next) =>
      text.length + next.length < limits.topText ? `${text}\n${next}` : text,
    ),
    blocks: [richText(line(words(title, { bold: true }))), ...digestBlocks(ordered, channel, now)],
  };
}

/** As many as fit into a message with their buttons. */
const maxListed = 20;

/** Digests with what turns each on or off; those of `channel` are told to be here. */
function digestBlocks(digests: readonly Digest[], channel: string, now: Millis): KnownBlock[] {
  return digests.flatMap((digest): KnownBlock[] => {
    const face = digest.paused === null ? { label: 'Turn off', verb: 'off' } : { label: 'Turn on', verb: 'on' };
    const where: RichTextElement[] =
      digest.channel === channel ? [words(' here: ')] : [words(' in '), channelElement(digest), words(': ')];
    return [
      richText(line(leaf(digest.id, 20, { code: true }), ...where, ...phraseElements(sayState(digest, now)))),
      buttons([
        { action: `${actions.digest}${digest.id}`, label: face.label, value: `digest ${face.verb} ${digest.id}` },
      ]),
    ];
  });
}

function channelElement({ channel }: Digest): RichTextElement {
  return { type: 'channel', channel_id: channel };
}

/** The digests of the Home tab. */
export function homeDigests(digests: readonly Digest[], now: Millis): KnownBlock[] {
  if (digests.length === 0) {
    const how = 'None to show: in a channel, /trail digest daily 09:00 sets one up.';
    return [richText(line(words(how, { italic: true })))];
  }
  const rest = digests.length - maxAtHome;
  return [
    ...digestBlocks(digests.slice(0, maxAtHome), '', now),
    ...(rest > 0
      ? [richText(line(words(`and ${counted(rest, 'more digest')}: /trail digest list`, { italic: true })))]
      : []),
  ];
}

const maxAtHome = 8;

function sayState(digest: Digest, now: Millis): Phrase {
  const schedule = scheduleOf(digest);
  const { paused } = digest;
  const about = writeLimits(digest);
  const made = digest.origin === 'config' ? ', of trail.yml' : '';
  if (paused !== null) {
    const why = paused.why === null ? '' : `: ${paused.why}`;
    return [`${digest.schedule}${about}${made}, off since `, { time: paused.since }, why];
  }
  if (schedule === null) return [`${digest.schedule}${about}${made}, which this Trail can’t read`];
  return [...saySchedule(schedule, now), `${about === '' ? '' : ` (${about.trim()})`}${made}`];
}

/** A digest that Trail had to pause, and why, for who made it. */
export function renderPaused(digest: Digest, why: string): RenderedMessage {
  const on = `/trail digest on ${digest.id}`;
  const said = `Your digest ${digest.id} (${digest.schedule}) is paused, for it could not be delivered.`;
  return {
    text: `${escaped(said, 300)} ${escaped(why, 300)} ${on} turns it on again.`,
    blocks: [
      richText(
        line(leaf(said, 300), words(' Its channel: '), channelElement(digest)),
        line(leaf(why, 300)),
        line(leaf(on, 100, { code: true }), words(' turns it on again.')),
      ),
    ],
  };
}
