import { describe, expect, test } from '@jest/globals';
import { type Asker, authorise, type ScheduleAsker } from '../../src/ask/authorise.ts';
import { createSearch, type SearchDeps } from '../../src/ask/search.ts';
import { readQuery } from '../../src/query/read-query.ts';
import { shapes } from '../../src/questions/index.ts';
import { who } from '../../src/questions/who.ts';
import { createSources } from '../../src/sources/index.ts';
import { prod } from '../slack/bot.ts';

const now = Date.parse('2026-11-20T10:00:00Z');
const dev = { ...prod, id: '444455556666', name: 'dev' };
const accounts = [prod, dev];
const rule = { users: ['U1'], usergroups: [], channels: [], accounts: ['prod'], questions: null };

function authorised(asker: Asker, text = 'who DeleteBucket') {
  const read = readQuery(text, { now, zone: 'UTC', accounts, shapes });
  if (!read.ok) throw new Error(JSON.stringify(read.fault));
  return authorise(who, read.value, asker, { accounts, access: [rule], logs: null });
}

function names(asker: Asker, text?: string): string[] {
  const allowed = authorised(asker, text);
  return allowed.ok ? allowed.value.accounts.map(({ name }) => name) : [allowed.fault.id];
}

const inSlack = (user: string): Asker => ({ kind: 'slack', user, team: 'T1', channel: 'C1', usergroups: [] });
const due = (more: Partial<ScheduleAsker>): Asker => ({
  kind: 'schedule',
  user: '',
  team: 'T1',
  channel: 'C1',
  usergroups: [],
  grants: [],
  ...more,
});

describe('Access rules', () => {
  test('bind who asks in Slack, and what asks in their name', () => {
    expect(names(inSlack('U1'))).toEqual(['prod']);
    expect(names(due({ user: 'U1' }))).toEqual(['prod']);
    expect(names(inSlack('U2'))).toEqual(['not-allowed']);
    expect(names(due({ user: 'U2' }))).toEqual(['not-allowed']);
  });

  test('don’t concern a terminal, and nobody else', () => {
    expect(names({ kind: 'local' })).toEqual(['prod', 'dev']);
    expect(names(due({}))).toEqual(['not-allowed']);
  });

  test('are joined by what trail.yml itself grants to what it sets up, and by nothing more', () => {
    const grants = [{ ...rule, users: [], channels: ['C1'], accounts: ['dev'] }];
    expect(names(due({ grants }), 'who DeleteBucket account:dev')).toEqual(['dev']);
    expect(names(due({ grants }), 'who DeleteBucket account:prod')).toEqual(['not-allowed']);
    expect(names(due({ grants, channel: 'C2' }))).toEqual(['not-allowed']);
  });
});

describe('What is authorised', () => {
  const deps: SearchDeps = {
    hiding: { own: { roles: [], callers: [] }, ignore: [] },
    logs: null,
    sources: createSources({ lookups: () => Promise.reject(new Error('Nothing is searched.')), clock: () => now })
      .sources,
    quota: () => [],
    clock: () => now,
    onBug: () => undefined,
  };
  const how = { ...deps, asker: 'trail-U1', now, signal: new AbortController().signal };
  const part = { window: { start: now - 1000, end: now }, regions: ['us-east-1'], limit: 1 };

  test('is narrowed to an account of its own, and never widened to another', () => {
    const allowed = authorised(inSlack('U1'));
    if (!allowed.ok) throw new Error(allowed.fault.id);
    expect(createSearch(allowed.value.within(prod, part), how).extent.accounts).toBe(1);
    expect(createSearch(allowed.value.within(dev, part), how).extent.accounts).toBe(0);
  });

  test('is all that can be searched', () => {
    const allowed = authorised(inSlack('U1'));
    if (!allowed.ok) throw new Error(allowed.fault.id);
    const { query, strategy, notes } = allowed.value;
    // @ts-expect-error: it looks the same, and was not authorised.
    expect(createSearch({ query, strategy, notes, accounts }, how).extent.accounts).toBe(2);
  });
});
