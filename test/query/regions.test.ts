import { describe, expect, test } from '@jest/globals';
import { defaultRegions, isRegion, readRegion, regions } from '../../src/query/regions.ts';

test('17 commercial Regions are enabled by default, and every Region is listed once', () => {
  expect(defaultRegions).toHaveLength(17);
  expect(new Set(regions).size).toBe(regions.length);
  expect(defaultRegions.every(isRegion)).toBe(true);
  expect(isRegion('us-east-9')).toBe(false);
});

describe('a Region', () => {
  test.each<[text: string, read: string]>([
    ['us-east-1', 'us-east-1'],
    ['US-East-1', 'us-east-1'],
    [' ap-southeast-7 ', 'ap-southeast-7'],
    ['cn-northwest-1', 'cn-northwest-1'],
  ])('%s is read', (text, read) => {
    expect(readRegion(text)).toEqual({ ok: true, value: read });
  });

  test.each<[text: string, closest: string | undefined]>([
    ['us-east1', 'us-east-1'],
    ['useast1', 'us-east-1'],
    ['us-esat-2', 'us-east-2'],
    ['frankfurt', 'eu-central-1'],
    ['Sao Paulo', 'sa-east-1'],
    ['us-east-1,us-east-2', undefined],
    ['mars', undefined],
    ['', undefined],
    ['__proto__', undefined],
  ])('%s is none, and %s is the closest', (text, closest) => {
    const read = readRegion(text);
    expect(read.ok ? null : read.fault).toMatchObject({ id: 'bad-region', facts: [text] });
    expect(read.ok ? null : read.fault.didYouMean).toBe(closest);
  });
});
