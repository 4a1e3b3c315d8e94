import { describe, expect, test } from '@jest/globals';
import {
  closestRegion,
  defaultRegions,
  defaultRegionsOf,
  homeRegion,
  isRegion,
  looksLikeRegion,
  partitionOf,
  readRegion,
  regions,
  regionTable,
} from '../../src/query/regions.ts';

test('17 commercial Regions are enabled by default, and every Region is listed once', () => {
  expect(defaultRegions).toHaveLength(17);
  expect(defaultRegions[0]).toBe('us-east-1');
  expect(new Set(regions).size).toBe(regions.length);
  expect(defaultRegions.every(isRegion)).toBe(true);
  expect(isRegion('us-east-9')).toBe(false);
});

test('every Region has a city of its own, and none is a partition’s pseudo-Region', () => {
  expect(new Set(regionTable.map(({ city }) => city)).size).toBe(regionTable.length);
  expect(regions.filter((code) => code.includes('global'))).toEqual([]);
});

describe('a partition', () => {
  test.each([
    ['us-east-1', 'aws', 'us-east-1'],
    ['ap-southeast-9', 'aws', 'us-east-1'],
    ['us-gov-east-1', 'aws-us-gov', 'us-gov-west-1'],
    ['us-gov-north-3', 'aws-us-gov', 'us-gov-west-1'],
    ['cn-northwest-1', 'aws-cn', 'cn-north-1'],
    ['eusc-de-east-1', 'aws-eusc', 'eusc-de-east-1'],
    ['us-iso-west-1', 'aws-iso', 'us-iso-east-1'],
    ['us-isob-east-1', 'aws-iso-b', 'us-isob-east-1'],
    ['eu-isoe-west-1', 'aws-iso-e', 'eu-isoe-west-1'],
    ['us-isof-east-1', 'aws-iso-f', 'us-isof-south-1'],
  ])('is told by its Region %s: %s, whose IAM is in %s', (region, partition, home) => {
    expect(partitionOf(region)).toBe(partition);
    expect(homeRegion(partition)).toBe(home);
  });

  test('that is not the main one has all its Regions without opting in', () => {
    expect(defaultRegionsOf('aws-us-gov').sort()).toEqual(['us-gov-east-1', 'us-gov-west-1']);
    expect(defaultRegionsOf('aws-cn').sort()).toEqual(['cn-north-1', 'cn-northwest-1']);
    expect(defaultRegionsOf('aws-eusc')).toEqual(['eusc-de-east-1']);
    expect(defaultRegionsOf('aws-new')).toEqual([]);
  });
});

describe('a Region', () => {
  test.each<[text: string, read: string]>([
    ['us-east-1', 'us-east-1'],
    ['US-East-1', 'us-east-1'],
    [' ap-southeast-7 ', 'ap-southeast-7'],
    ['cn-northwest-1', 'cn-northwest-1'],
    ['eusc-de-east-1', 'eusc-de-east-1'],
    ['us-iso-west-1', 'us-iso-west-1'],
  ])('%s is read', (text, read) => {
    expect(readRegion(text)).toEqual({ ok: true, value: read });
    expect(isRegion(read)).toBe(true);
  });

  test.each(['us-south-9', 'ap-southeast-9', 'us-gov-central-1', 'eusc-de-west-2', 'US-EAST-3', 'us-midlands-1'])(
    '%s is read, though it is newer than AWS’s list',
    (text) => {
      expect(readRegion(text)).toEqual({ ok: true, value: text.toLowerCase() });
      expect(isRegion(text.toLowerCase())).toBe(false);
    },
  );

  test('is told by its looks only where its words are AWS’s', () => {
    expect(['us-east-1', 'us-south-9', 'eusc-de-west-2'].filter(looksLikeRegion)).toHaveLength(3);
    expect(
      ['us-prod-1', 'us-east', 'xx-east-1', 'us-east-1.evil.example', 'aws-global'].filter(looksLikeRegion),
    ).toEqual([]);
  });

  test.each<[text: string, closest: string | undefined]>([
    ['us-east1', 'us-east-1'],
    ['useast1', 'us-east-1'],
    ['us-esat-2', 'us-east-2'],
    ['us-esat-1', 'us-east-1'],
    ['eu-wset-3', 'eu-west-3'],
    ['us-east-1a', 'us-east-1'],
    ['frankfurt', 'eu-central-1'],
    ['Sao Paulo', 'sa-east-1'],
    ['us-east-1,us-east-2', undefined],
    ['us-e_st-1/@evil', undefined],
    ['mars', undefined],
    ['', undefined],
    ['__proto__', undefined],
  ])('%s is none, and %s is the closest', (text, closest) => {
    const read = readRegion(text);
    expect(read.ok ? null : read.fault).toMatchObject({ id: 'bad-region', facts: [text] });
    expect(read.ok ? null : read.fault.didYouMean).toBe(closest);
  });

  test('that AWS does not have has a closest one that it has', () => {
    expect(closestRegion('ap-southeast-9')).toMatch(/^ap-southeast-\d$/);
    expect(closestRegion('us-south-9')).toBeUndefined();
  });
});
