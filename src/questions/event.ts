import { valuesOf } from '../condition/condition.ts';
import type { Found } from '../plan/found.ts';
import type { Phrase, Section } from '../present/answer.ts';
import { describeScope } from '../present/describe-coverage.ts';
import { sayCaller } from '../present/describe-principal.ts';
import { within } from '../present/limits.ts';
import { sayNothing } from '../present/nothing.ts';
import { atTime, counted, figure, firstFew } from '../present/text.ts';
import { saidOf } from '../query/command-form.ts';
import type { TrailEvent } from '../trail/event.ts';
import { byPrincipal } from './conclude.ts';
import { defineQuestion } from './question.ts';

/** One event, whole, its secrets masked. Of several, what each was: a record is shown where just one was found. */
export const event = defineQuestion({
  name: 'event',
  answers: 'one event, whole, its secrets masked',
  usage: 'event <event ID> [modifiers]',
  examples: [
    'event 5b2805a5-3e06-4437-a7a2-b5fdb5cbb4e2',
    'event 5b2805a5-3e06-4437-a7a2-b5fdb5cbb4e2 in us-east-2',
    'event 3f061095-b488-43d4-becc-f8652d459ac5 public',
  ],
  subject: { kind: 'event-id', required: true, says: 'an event ID such as 5b2805a5-3e06-4437-a7a2-b5fdb5cbb4e2' },
  strategy: { lookBack: 'ninety-days', whole: true, traces: 'person', minLatest: 200 },
  implies: [],
  layout: 'timeline',
  summarise({ filter }, found) {
    const [event, ...others] = found.latest;
    // Records of other kinds have no caller.
    const groups = found.latest.every(({ kind }) => kind === 'call') ? byPrincipal(found.tallies) : [];
    const scope = describeScope(filter, ['id']);
    if (event === undefined) {
      const id = saidOf(filter, 'id') ?? '';
      return {
        headline: sayNothing(found, `no event has the ID ${id}${scope}`, `what event ${id} was${scope}`),
        groups,
      };
    }
    const asked = [...new Set(valuesOf(filter, 'id'))];
    const missing = asked.filter((id) => !found.latest.some((one) => one.id === id));
    return {
      headline: [...sayFound(asked, missing, found), ...sayRecord(event, `${scope}.`)],
      groups,
      sections: asked.length > 1 ? sectionsOf(found, missing) : [],
      record: others.length === 0 ? event.record : null,
    };
  },
});

/** `1 of 2 events was found, not 5b2805a5-…; last `; nothing where one was asked for. */
function sayFound(asked: readonly string[], missing: readonly string[], found: Found): string[] {
  if (asked.length < 2) return [];
  const { final } = found;
  const seen = asked.length - missing.length;
  const share = missing.length === 0 ? '' : ` of ${figure(asked.length)}`;
  const without = missing.length === 0 || !final ? '' : `, not ${firstFew(missing)}${within(found)}`;
  const [were, last] = seen === 1 ? ['was', ''] : ['were', 'last '];
  return [`${figure(seen)}${share} events ${were} found${final ? '' : ' so far'}${without}; ${last}`];
}

/** `jdoe called DeleteBucket at <time> from 10.0.0.1 in us-east-1, and was denied` */
function sayCall({ principal, name, time, address, region, outcome }: TrailEvent, after = ''): Phrase {
  const ended = outcome === 'ok' ? '' : outcome === 'denied' ? ', and was denied' : ', and it failed';
  const from = address === '' ? '' : ` from ${address}`;
  return [...atTime(`${sayCaller(principal)} called ${name}`, time), `${from} in ${region}${ended}${after}`];
}

/** `CloudTrail Insights found rates of RunInstances unusual at <time> in us-east-1` */
function sayRecord(event: TrailEvent, after = ''): Phrase {
  const { kind, name, time, region, source, summary } = event;
  switch (kind) {
    case 'call':
      return sayCall(event, after);
    case 'insight':
      return [...atTime(`CloudTrail Insights found rates of ${name} unusual`, time), ` in ${region}${after}`];
    case 'summary': {
      const calls = summary === null ? 'calls' : counted(summary.calls, 'call');
      return [...atTime(`A summary of ${calls} of ${source}, begun`, time), ` in ${region}${after}`];
    }
    case 'digest':
      return [`A digest file, which lists and signs log files${after}`];
  }
}

/** A line for each event that was found, and for each that was not. */
function sectionsOf(found: Found, missing: readonly string[]): Section[] {
  const { latest } = found;
  const events = { title: 'Events', lines: latest.map((event) => [`${event.id}: `, ...sayRecord(event)]) };
  if (missing.length === 0) return [events];
  return [events, { title: `Not found${within(found)}`, lines: missing.map((id) => [id]) }];
}
