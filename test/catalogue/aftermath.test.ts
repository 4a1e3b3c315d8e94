import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { becameOf, sequelsOfCall, thingOf } from '../../src/catalogue/aftermath.ts';
import { goneWith, inversePairs, onlyOnes, settings, switches, turns } from '../../src/catalogue/inverse-calls.ts';
import { sequelsOf } from '../../src/catalogue/sequels.ts';
import { loggedAs } from '../../src/query/names/event-index.ts';
import type { TrailEvent } from '../../src/trail/event.ts';
import { readRecord } from '../../src/trail/read-record.ts';
import { record } from '../records/make.ts';

const exists = (name: string, source: string) => loggedAs(name, source).length > 0;

function became(done: TrailEvent | undefined, later: readonly TrailEvent[]) {
  if (done === undefined) throw new Error('There is no call.');
  const sequels = sequelsOfCall(done, exists);
  return sequels === null ? null : becameOf(done, sequels, later);
}

const call = (source: string, eventName: string, request: unknown, more: object = {}) =>
  readRecord(record({ source, eventName, request, ...more }));

describe('What undoes a call is known by its name', () => {
  const undoing = (name: string, service: string) =>
    sequelsOf({ name, source: `${service}.amazonaws.com` }, exists)
      ?.calls.filter(({ does }) => does !== 'sets anew')
      .map((sequel) => sequel.name)
      .sort() ?? null;

  test.each([
    ['cloudtrail', 'StopLogging', ['StartLogging']],
    ['cloudtrail', 'DeleteTrail', ['CreateTrail']],
    ['iam', 'CreateAccessKey', ['DeleteAccessKey', 'DeleteUser', 'UpdateAccessKey']],
    ['iam', 'DeactivateMFADevice', ['DeleteUser', 'EnableMFADevice']],
    ['iam', 'EnableMFADevice', ['DeactivateMFADevice', 'DeleteUser']],
    ['ec2', 'AuthorizeSecurityGroupIngress', ['DeleteSecurityGroup', 'RevokeSecurityGroupIngress']],
    ['ec2', 'CreateImage', ['DeregisterImage']],
    ['kms', 'DisableKey', ['EnableKey']],
    ['kms', 'ScheduleKeyDeletion', ['CancelKeyDeletion']],
    ['s3', 'PutBucketPolicy', ['DeleteBucket', 'DeleteBucketPolicy']],
    ['s3', 'DeleteBucketPolicy', ['PutBucketPolicy']],
    ['iam', 'AttachRolePolicy', ['DeletePolicy', 'DeleteRole', 'DetachRolePolicy']],
    ['iam', 'AddUserToGroup', ['DeleteGroup', 'DeleteUser', 'RemoveUserFromGroup']],
    ['lambda', 'CreateFunction20150331', ['DeleteFunction']],
    ['lambda', 'AddPermission20150331v2', ['DeleteFunction', 'RemovePermission']],
    ['cloudfront', 'CreateDistribution2020_05_31', ['DeleteDistribution']],
    ['elasticloadbalancing', 'RegisterTargets', ['DeregisterTargets']],
    ['iam', 'TagRole', ['UntagRole']],
    ['s3', 'PutAccountPublicAccessBlock', ['DeleteAccountPublicAccessBlock']],
    ['monitoring', 'DeleteAlarms', ['PutCompositeAlarm', 'PutMetricAlarm']],
    ['s3', 'ListBuckets', null],
    ['dynamodb', 'PutItem', null],
    ['ssm', 'SendCommand', null],
  ])('%s %s', (service, name, names) => {
    expect(undoing(name, service)).toEqual(names);
  });

  test('in both versions that Lambda and CloudFront log it in', () => {
    expect(loggedAs('DeleteFunction', 'lambda.amazonaws.com').sort()).toEqual([
      'DeleteFunction',
      'DeleteFunction20150331',
    ]);
    expect(loggedAs('DeleteBucket', 'iam.amazonaws.com')).toEqual([]);
  });

  test('and no name in the catalogue is one that its service has not', () => {
    const names = [inversePairs, goneWith, onlyOnes, switches, turns, settings].flatMap((list) =>
      Object.entries(list).flatMap(([service, all]) => all.split(/[\s>/+]+/).map((name) => [service, name] as const)),
    );
    const unknown = names.filter(([service, name]) => !exists(name, `${service}.amazonaws.com`));
    expect(unknown).toEqual([]);
  });
});

/** What is done to one of two trails, and whether it worked. */
const step = fc.record({
  verb: fc.constantFrom('StopLogging', 'StartLogging', 'UpdateTrail', 'DescribeTrails'),
  trail: fc.constantFrom('audit', 'main'),
  asArn: fc.boolean(),
  worked: fc.boolean(),
});

test('of any calls to two trails, each is undone by the first that undoes it, and done again by the last that is not', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 14 }), fc.infiniteStream(fc.nat()), (steps, shuffle) => {
      const events = steps.map(({ verb, trail, asArn, worked }, at) => {
        const name = asArn ? `arn:aws:cloudtrail:us-east-1:111122223333:trail/${trail}` : trail;
        const more = { time: Date.UTC(2026, 10, 20) + at * 1000, ...(worked ? {} : { error: 'AccessDenied' }) };
        return call('cloudtrail', verb, { name }, more);
      });
      const shuffled = events.map((event) => ({ event, key: shuffle.next().value ?? 0 }));
      shuffled.sort((one, other) => one.key - other.key);
      steps.forEach(({ verb, trail, worked }, at) => {
        const told = became(
          events[at],
          shuffled.map(({ event }) => event),
        );
        if (!worked || verb === 'DescribeTrails') {
          expect(told).toBeNull();
          return;
        }
        const later = steps.map((one, place) => ({ ...one, place })).slice(at + 1);
        const mine = later.filter((one) => one.worked && one.trail === trail);
        if (verb === 'UpdateTrail') {
          const again = mine.find((one) => one.verb === verb);
          expect(told).toMatchObject(
            again ? { kind: 'changed again', by: { event: events[again.place] } } : { kind: 'still' },
          );
          return;
        }
        const opposite = verb === 'StopLogging' ? 'StartLogging' : 'StopLogging';
        const first = mine.find((one) => one.verb === opposite);
        if (first === undefined) {
          expect(told).toEqual({ kind: 'still' });
          return;
        }
        const switched = mine
          .filter((one) => one.verb === verb || one.verb === opposite)
          .filter(({ place }) => place > first.place);
        const last = switched.at(-1);
        const since = switched.slice(switched.findLastIndex((one) => one.verb === opposite) + 1);
        expect(told).toMatchObject({ kind: 'undone', by: { event: events[first.place] } });
        const again = last?.verb === verb ? since.at(-1) : undefined;
        const event = told !== null && 'again' in told ? (told.again?.event ?? null) : null;
        expect(event).toBe(again === undefined ? null : events[again.place]);
      });
    }),
    { numRuns: 300 },
  );
});

const ports = fc.uniqueArray(fc.constantFrom(22, 80, 443), { minLength: 1, maxLength: 3 });
const ingress = fc.record({ opens: fc.boolean(), group: fc.constantFrom('sg-1', 'sg-2'), ports, flat: fc.boolean() });

test('of any rules of two groups, a call is undone when the last of its rules is revoked, and partly before', () => {
  fc.assert(
    fc.property(fc.array(ingress, { maxLength: 12 }), (steps) => {
      const events = steps.map(({ opens, group, ports: all, flat }, at) => {
        const rule = (port: number) => ({ ipProtocol: 'tcp', fromPort: port, toPort: port });
        const one = flat && all.length === 1 ? { ipPermissions: {}, ...rule(all[0] ?? 0), cidrIp: '0.0.0.0/0' } : null;
        const items = all.map((port) => ({ ...rule(port), ipRanges: { items: [{ cidrIp: '0.0.0.0/0' }] } }));
        const request = { groupId: group, ...(one ?? { ipPermissions: { items } }) };
        const name = opens ? 'AuthorizeSecurityGroupIngress' : 'RevokeSecurityGroupIngress';
        return call('ec2', name, request, { time: Date.UTC(2026, 10, 20) + at * 1000 });
      });
      steps.forEach(({ opens, group, ports: mine }, at) => {
        if (!opens) return;
        const left = new Set(mine);
        let partly: number | null = null;
        let undone: number | null = null;
        steps.slice(at + 1).forEach((one, more) => {
          if (one.opens || one.group !== group || undone !== null) return;
          const hit = one.ports.filter((port) => mine.includes(port));
          for (const port of hit) left.delete(port);
          if (hit.length > 0 && left.size === 0) undone = at + 1 + more;
          else if (hit.length > 0) partly = at + 1 + more;
        });
        const told = became(events[at], events);
        if (undone !== null) expect(told).toMatchObject({ kind: 'undone', by: { event: events[undone] } });
        else if (partly !== null) expect(told).toMatchObject({ kind: 'partly undone', by: { event: events[partly] } });
        else expect(told).toEqual({ kind: 'still' });
      });
    }),
    { numRuns: 300 },
  );
});

describe('Whatever a record holds', () => {
  test('what it names is read, and held against another', () => {
    const json = fc.jsonValue({ maxDepth: 6 });
    const names = fc.constantFrom(
      'CreateTags',
      'RevokeSecurityGroupIngress',
      'ModifySnapshotAttribute',
      'DeleteRolePolicy',
    );
    fc.assert(
      fc.property(names, json, json, json, json, (eventName, a, b, c, d) => {
        const done = call('ec2', eventName, a, { response: b });
        const later = call('ec2', eventName, c, { response: d, time: Date.UTC(2027, 0, 1) });
        expect(() => became(done, [later])).not.toThrow();
        expect(() => thingOf(done)).not.toThrow();
      }),
    );
  });

  test('what names more than is kept is said nothing of, however much it is', () => {
    const ids = Array.from({ length: 20_000 }, (_, at) => ({ instanceId: `i-${at}` }));
    const done = call('ec2', 'RunInstances', {}, { response: { instancesSet: { items: ids } } });
    const later = Array.from({ length: 1000 }, (_, at) =>
      call(
        'ec2',
        'TerminateInstances',
        { instancesSet: { items: ids.slice(0, 500) } },
        { time: Date.UTC(2026, 11, 1) + at },
      ),
    );
    const start = performance.now();
    expect(became(done, later)).toBeNull();
    expect(performance.now() - start).toBeLessThan(2000);
  });

  test('keys such as __proto__ and text that is too long are nothing', () => {
    const request = JSON.parse(`{"name":"audit","__proto__":{"name":"x"},"trailName":"${'x'.repeat(5000)}"}`);
    const done = call('cloudtrail', 'StopLogging', request);
    expect([...(done.changed?.asked.keys() ?? [])]).toContain('name');
    expect(done.changed?.asked.has('trailname')).toBe(false);
  });

  test('nothing is kept of reads, failures and secrets', () => {
    expect(call('s3', 'ListBuckets', { bucketName: 'x' }).changed).toBeUndefined();
    expect(call('s3', 'DeleteBucket', { bucketName: 'x' }, { error: 'AccessDenied' }).changed).toBeUndefined();
    const made = call('iam', 'CreateAccessKey', null, {
      response: {
        accessKey: { accessKeyId: 'AKIAI44QH8DHBEXAMPLE', secretAccessKey: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY' },
      },
    });
    expect(JSON.stringify([...(made.changed?.given ?? [])])).toBe('[["accesskeyid",["AKIAI44QH8DHBEXAMPLE"]]]');
  });
});
