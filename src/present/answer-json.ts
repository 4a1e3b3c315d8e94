import type { Aftermath } from '../catalogue/aftermath.ts';
import type { Coverage, Searched } from '../plan/coverage.ts';
import type { Link } from '../trail/chain.ts';
import type { Millis, Principal, TrailEvent } from '../trail/event.ts';
import type { Answer, Group } from './answer.ts';
import { isKnownTime, isoTime, noteText, phraseText } from './text.ts';

/** The answer object as other programs rely on it: times in ISO form, names as recorded, in the contract's order. */
export function answerJson(answer: Answer) {
  const {
    question,
    asked,
    headline,
    window,
    total,
    groups,
    events,
    chain,
    record,
    hidden,
    coverage,
    aftermaths = null,
  } = answer;
  return {
    question,
    asked,
    headline: phraseText(headline),
    window: { start: isoTime(window.start), end: isoTime(window.end) },
    total,
    groups: groups.map(groupJson),
    events: events.map((event) => (aftermaths === null ? eventJson(event) : followedJson(event, aftermaths))),
    chain: chain?.map(linkJson) ?? null,
    record,
    hidden,
    coverage: coverageJson(coverage),
  };
}

/** What was and was not searched, as other programs rely on it. */
export function coverageJson({ complete, searched, missed, notes }: Coverage) {
  return {
    complete,
    searched: searched.map(searchedJson),
    missed: missed.map(({ account, region, source, reason, message }) => ({
      account,
      region,
      source,
      reason,
      message,
    })),
    notes: notes.map(noteText),
  };
}

/**
 * The answer object as text. Characters that a terminal would obey, or that show nothing, are written as \u escapes:
 * the same JSON, harmless where it is printed.
 */
export function answerJsonText(answer: Answer): string {
  return JSON.stringify(answerJson(answer), null, 2).replace(/[\u007f-\u009f\p{Cf}\p{Zl}\p{Zp}\p{Co}]/gu, (character) =>
    [...Array(character.length).keys()]
      .map((at) => `\\u${character.charCodeAt(at).toString(16).padStart(4, '0')}`)
      .join(''),
  );
}

function groupJson({ key, principal, events, count, errors, first, last, regions, addresses, reasons }: Group) {
  return {
    key,
    principal: principal === null ? null : principalJson(principal),
    events,
    count,
    errors,
    first: timeJson(first),
    last: timeJson(last),
    regions,
    addresses,
    ...(reasons.length === 0 ? {} : { reasons }),
  };
}

function principalJson({ type, name, role, arn, account, accessKey, mfa, invokedBy }: Principal) {
  return { type, name, role, arn, account, accessKey, mfa, invokedBy };
}

/** The event is the one that issued the principal's credentials. */
function linkJson({ principal, event, confidence }: Link) {
  return { principal: principalJson(principal), event: event?.id ?? null, confidence };
}

/** Null for a record without a time. */
function timeJson(time: Millis): string | null {
  return isKnownTime(time) ? isoTime(time) : null;
}

/** What a record is where it is no call, and how many calls it stands for. */
function kindJson({ kind, summary }: TrailEvent) {
  if (kind === 'call') return {};
  return { kind, ...(summary === null ? {} : { calls: summary.counted ?? summary.calls }) };
}

/** One event as other programs rely on it. */
export function eventJson(event: TrailEvent) {
  const { id, time, name, source, region, account, principal, address, outcome, error, reason, readOnly, resources } =
    event;
  return {
    id,
    time: timeJson(time),
    name,
    source,
    region,
    account,
    principal: principalJson(principal),
    address,
    outcome,
    error: error === null ? null : (error.code ?? error.message),
    ...(reason === null ? {} : { reason }),
    readOnly,
    resources: resources.map(({ type, name }) => ({ type, name })),
    ...kindJson(event),
    ...(event.vpcEndpoint == null ? {} : { vpcEndpoint: event.vpcEndpoint }),
  };
}

/**
 * An event, and the call that undid it (`how`: undone, partly undone, created again, changed again); false where it was
 * looked for and not found, null where it was not looked for or can't be told.
 */
function followedJson(event: TrailEvent, aftermaths: ReadonlyMap<string, Aftermath>) {
  const became = aftermaths.get(event.id);
  return { ...eventJson(event), undone: became === undefined ? null : undoneJson(became) };
}

function undoneJson(became: Aftermath) {
  if (became.kind === 'still') return false;
  if (became.kind === 'unknown') return null;
  const { event, time } = became.by;
  return {
    id: event?.id ?? null,
    name: event?.name ?? null,
    time: isoTime(time),
    principal: event === null ? null : principalJson(event.principal),
    how: became.kind,
  };
}

function searchedJson({ account, region, source, start, end, recordsRead, pages, cached }: Searched) {
  return { account, region, source, start: isoTime(start), end: isoTime(end), events: recordsRead, pages, cached };
}
