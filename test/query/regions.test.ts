import { describe, expect, test } from '@jest/globals';
import { defaultRegions, isRegion, readRegions, regions } from '../../src/query/regions.ts';

test('17 commercial Regions are enabled by default, and every Region is listed once', () => {
  expect(defaultRegions).toHaveLength(17);
  expect(new Set(regions).size).toBe(regions.length);
  expect(defaultRegions.every(isRegion)).toBe(true);
  expect(isRegion('us-east-9')).toBe(false);
});

describe('a list of Regions', () => {
  test.each<[text: string, read: string[]]>([
    ['us-east-1', ['us-east-1']],
    ['US-East-1', ['us-east-1']],
    ['us-east-1,us-east-2', ['us-east-1', 'us-east-2']],
    ['us-east-1, us-east-2', ['us-east-1', 'us-east-2']],
    ['us-east-1,us-east-1,', ['us-east-1']],
    ['ap-southeast-7,me-south-1', ['ap-southeast-7', 'me-south-1']],
    ['cn-northwest-1', ['cn-northwest-1']],
  ])('%s is read', (text, read) => {
    expect(readRegions(text)).toEqual({ ok: true, value: read });
  });

  test.each<[text: string, closest: string | undefined]>([
    ['us-east1', 'us-east-1'],
    ['useast1', 'us-east-1'],
    ['us-esat-2', 'us-east-2'],
    ['frankfurt', 'eu-central-1'],
    ['Sao Paulo', 'sa-east-1'],
    ['mars', undefined],
    ['__proto__', undefined],
  ])('%s is no Region, and %s is the closest', (text, closest) => {
    const read = readRegions(text);
    expect(read.ok ? null : read.fault).toMatchObject({ id: 'bad-region', facts: [text.toLowerCase()] });
    expect(read.ok ? null : read.fault.didYouMean).toBe(closest);
  });

  test('of nothing needs a value', () => {
    const read = readRegions(' , ');
    expect(read.ok ? null : read.fault.id).toBe('value-missing');
  });
});
