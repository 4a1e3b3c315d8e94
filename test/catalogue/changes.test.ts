import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { changeParts, changes, type KnownChange } from '../../src/catalogue/changes.ts';
import { changeSaid, changesMadeBy, eventsSaid, wordsOf } from '../../src/catalogue/find-changes.ts';
import { verbFamilies } from '../../src/catalogue/verbs.ts';
import { changeSections } from '../../src/digest/sections.ts';
import { eventIndex, eventSourcesOf, fold } from '../../src/query/names/event-index.ts';
import { servicePrefix } from '../../src/query/names/resolve-service.ts';

/** Every event that Trail knows, with the eventSource values it may come from. */
const known = [...eventIndex().bySpelling.values()]
  .flat()
  .flatMap(({ name, service }) => eventSourcesOf(service).map((source) => ({ name, source })));

interface Listed {
  service: string;
  /** A name, or a pattern. */
  name: string;
  change: KnownChange;
}

/** All names and patterns of the catalogue, those of what is no change as well. */
const listed: readonly Listed[] = changes.flatMap((change) =>
  Object.entries(change.events).flatMap(([service, events]) =>
    (typeof events === 'string' ? events.split(/\s+/) : Object.keys(events)).map((name) => ({ service, name, change })),
  ),
);
const named = listed.filter(({ name }) => !/[*!]/.test(name));

/** What CloudTrail logs and the index does not hold: IAM files this one under a prefix of its own. */
const additions = ['sts:SetSecurityTokenServicePreferences'];

const namesOf = (found: readonly KnownChange[]) => found.map(({ name }) => name).sort();

test('every event that the catalogue names is one that Trail knows of that service', () => {
  const unknown = named.filter(({ service, name }) => {
    const meant = eventIndex().bySpelling.get(fold(name)) ?? [];
    const prefix = service === '*' ? null : servicePrefix(`${service}.amazonaws.com`);
    return !meant.some((event) => service === '*' || event.service === prefix);
  });
  expect(unknown.map(({ service, name }) => `${service}:${name}`)).toEqual(additions);
});

test('every service of the catalogue is called as an eventSource calls it', () => {
  const sources = new Set(known.map(({ source }) => source));
  const services = [...new Set(listed.map(({ service }) => service))].filter((service) => service !== '*');
  expect(services.filter((service) => !sources.has(`${service}.amazonaws.com`))).toEqual([]);
});

test('a name stands once in a change, and no two changes are called alike or have a verb with a noun in common', () => {
  const twice = (texts: readonly string[]) => texts.filter((text, place) => texts.indexOf(text) !== place);
  expect(twice(listed.map(({ service, name, change }) => `${change.name}: ${service}:${name}`))).toEqual([]);
  expect(twice(changes.map(({ name }) => name))).toEqual([]);
  expect(twice(changes.flatMap(wordsOf))).toEqual([]);
});

test('a change that has words names its events one by one, each with what it does, and no other change does', () => {
  for (const change of changes) {
    const events = eventsSaid(change);
    const spelled = Object.values(change.events).every((of) => typeof of !== 'string');
    expect([change.name, spelled, events.length > 0]).toEqual([
      change.name,
      change.words !== undefined,
      change.words !== undefined,
    ]);
    expect(events.filter(([, does]) => does.trim() === '')).toEqual([]);
    if (change.words === undefined) continue;
    expect(change.words.join()).toMatch(/^[a-z]+( [a-z]+)*,[a-z]+([ ,][a-z]+)*$/);
  }
});

test('each word of a change finds it, and so does each event', () => {
  for (const change of changes) {
    for (const words of wordsOf(change)) {
      const [verb = '', ...noun] = words.split(' ');
      expect(changeSaid(verb, noun.join(' '))).toBe(change);
    }
  }
  for (const { service, name, change } of named) {
    expect(changesMadeBy(name, `${service === '*' ? 'sns' : service}.amazonaws.com`)).toContain(change);
  }
});

test('words that no change has find none', () => {
  expect(changeSaid('open', 'bucket')).toBeNull();
  expect(changeSaid('constructor', 'toString')).toBeNull();
  expect(changeSaid('', '')).toBeNull();
});

test('a set of events is one change, in the order in which people mean them', () => {
  const change = changeSaid('modify', 'security group');
  expect(change?.name).toBe('change a security group');
  expect(change === null ? [] : eventsSaid(change).map(([event]) => event)).toEqual([
    'AuthorizeSecurityGroupIngress',
    'AuthorizeSecurityGroupEgress',
    'RevokeSecurityGroupIngress',
    'RevokeSecurityGroupEgress',
    'ModifySecurityGroupRules',
  ]);
  const rotated = changeSaid('rotate', 'key');
  expect(rotated === null ? [] : eventsSaid(rotated).map(([event]) => event)).toEqual([
    'RotateKey',
    'RotateKeyOnDemand',
    'CreateAccessKey',
  ]);
});

test.each([
  [
    'RevokeSecurityGroupIngress',
    'ec2',
    [
      'change a security group',
      'close a security group',
      'create, assign or delete a security group',
      'remove a rule from a security group',
    ],
  ],
  ['StopLogging', 'cloudtrail', ['change CloudTrail', 'stop logging']],
  ['StartQuery', 'cloudtrail', []],
  [
    'AddPermission20150331v2',
    'lambda',
    ['change instances, functions, containers and stacks', 'let others at a function'],
  ],
  ['AddPermission20150331v2', 'sqs', []],
  ['SetAlarmState', 'monitoring', ['silence alarms and rules']],
  ['SetAlarmState', 'cloudwatch', []],
  ['TagResource', 'chatbot', ['set tags']],
  ['GenerateCredentialReport', 'iam', []],
  ['ANameOfTomorrow', 'iam', ['change who may do what']],
  ['ConsoleLogin', 'signin', []],
])('%s of %s is told what it is part of', (event, service, names) => {
  expect(namesOf(changesMadeBy(event, `${service}.amazonaws.com`))).toEqual(names);
});

test('an eventSource that is none of AWS’s finds nothing, whatever it is', () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), (event, source) => {
      fc.pre(!source.endsWith('.amazonaws.com'));
      expect(changesMadeBy(event, source)).toEqual([]);
    }),
  );
});

test('no event is told in two sections of a digest', () => {
  const parted = known.filter(({ name, source }) => {
    const told = new Set(changesMadeBy(name, source).map(({ part }) => part));
    return changeSections.filter((section) => told.has(section)).length > 1;
  });
  expect(parted).toEqual([]);
});

test('what is grave is told in a section of a digest', () => {
  const grave = changes.filter((change) => change.grave);
  expect(grave.filter(({ part }) => !changeSections.some((section) => section === part))).toEqual([]);
  expect(grave.length).toBeGreaterThan(5);
});

test('every pattern is like some event of its service, so that none stands there in vain', () => {
  const vain = listed.filter(({ service, name }) => {
    const like = new RegExp(`^${name.replaceAll('*', '.*')}$`);
    const of = known.filter(({ source }) => source === `${service}.amazonaws.com`);
    return name.includes('*') && !name.startsWith('!') && !of.some((event) => like.test(event.name));
  });
  expect(vain.map(({ service, name }) => `${service}:${name}`)).toEqual([]);
});

test.each(changeParts)('%s holds several changes', (part) => {
  expect(changes.filter((change) => change.part === part).length).toBeGreaterThan(3);
});

test('a verb stands in one family, and means first words of events that Trail knows', () => {
  const verbs = verbFamilies.flatMap(([, names]) => names.split(' '));
  expect(verbs.filter((verb, place) => verbs.indexOf(verb) !== place)).toEqual([]);
  const firsts = new Set(known.map(({ name }) => /^[A-Z][a-z]+/.exec(name)?.[0].toLowerCase()));
  const calls = verbFamilies.flatMap(([, , names]) => names.split(' ').filter((name) => name !== ''));
  expect(calls.filter((call) => !firsts.has(call))).toEqual([]);
});
