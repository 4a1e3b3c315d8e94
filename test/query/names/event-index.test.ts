import { expect, test } from '@jest/globals';
import { dataEvents } from '../../../src/plan/cover.ts';
import { actionsByService } from '../../../src/query/names/actions.generated.ts';
import { addedEvents } from '../../../src/query/names/added-events.ts';
import { eventIndex, eventSources, serviceAliases } from '../../../src/query/names/event-index.ts';
import { operationNames, renamedEvents } from '../../../src/query/names/renamed-events.ts';

const lines = actionsByService.split('\n').map((line) => line.split(' '));
const actions = new Set(lines.flatMap(([service, ...names]) => names.map((name) => `${service}:${name}`)));

test('the generated index is in order, so that the same data gives the same bytes', () => {
  const services = lines.map(([service]) => service);
  expect(services).toEqual([...services].sort());
  for (const [, ...names] of lines) expect(names).toEqual([...names].sort());
  expect(actions.size).toBeGreaterThan(20_000);
});

test('every hand-kept table names services that exist', () => {
  const { services } = eventIndex();
  const named = [
    ...addedEvents.keys(),
    ...dataEvents.keys(),
    ...eventSources.keys(),
    ...serviceAliases.values(),
    ...[...renamedEvents.keys(), ...operationNames.keys()].map((key) => key.split(':')[0] ?? ''),
  ];
  expect(named.filter((service) => !services.has(service))).toEqual([]);
});

test('what is renamed exists in IAM, and what is an operation of the API does not', () => {
  expect([...renamedEvents.keys()].filter((key) => !actions.has(key))).toEqual([]);
  expect([...operationNames.keys()].filter((key) => actions.has(key))).toEqual([]);
});

test('every data event is a known event of its service', () => {
  const { bySpelling } = eventIndex();
  const sharing = new Set(['s3-object-lambda', 's3-outposts', 's3express']);
  const own = [...dataEvents].filter(([service]) => !sharing.has(service));
  const unknown = own.flatMap(([service, names]) =>
    names
      .split(/\s+/)
      .filter((name) => !bySpelling.get(name.toLowerCase())?.some((event) => event.service === service)),
  );
  expect(unknown).toEqual([]);
});
