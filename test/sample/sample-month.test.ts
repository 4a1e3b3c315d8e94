import { describe, expect, test } from '@jest/globals';
import { dev, partner, prod } from '../../src/sample/company.ts';
import { ahead, sampleMonth } from '../../src/sample/sample-month.ts';
import { readRecord } from '../../src/trail/read-record.ts';

const now = Date.parse('2026-11-20T09:30:00Z');
const minute = 60_000;
const day = 24 * 60 * minute;
/** All of it, newest first. */
const wholeMonth = (at: number, seed = 1) =>
  sampleMonth(at, seed)
    .flatMap((part) => part.deliveries())
    .sort((one, other) => other.time - one.time);
const month = wholeMonth(now);
const idsOf = (deliveries: typeof month) => new Set(deliveries.map(({ record }) => record.eventID));

describe('a month of the made-up company', () => {
  test('is the same for the same seed and time, and another for another seed', () => {
    expect(JSON.stringify(wholeMonth(now))).toBe(JSON.stringify(month));
    const [ids, others] = [idsOf(month), idsOf(wholeMonth(now, 2))];
    expect([...others].filter((id) => ids.has(id)).length).toBeLessThan(10);
  });

  test('keeps each day as it was when the clock moves on', () => {
    const later = new Map(wholeMonth(now + day / 2).map((delivery) => [delivery.record.eventID, delivery]));
    const deployments = month.filter(
      ({ record, time }) => record.userIdentity.userName === 'ci-deployer' && time > now - 20 * day,
    );
    expect(deployments.length).toBeGreaterThan(50);
    expect(
      deployments.filter(({ record }) => later.get(record.eventID)?.record.eventTime !== record.eventTime),
    ).toEqual([]);
  });

  test('is made of parts that say truly when they are and which events are in them', () => {
    for (const part of sampleMonth(now)) {
      for (const { time, eventName } of part.deliveries()) {
        expect(time >= part.start && time < part.end).toBe(true);
        if (part.events !== null) expect([...part.events]).toContain(eventName);
      }
    }
  });

  test('holds about 20,000 records, newest first, each with an ID of its own', () => {
    const arrived = month.filter(({ arrives }) => arrives <= now);
    expect(arrived.length).toBeGreaterThan(18_000);
    expect(arrived.length).toBeLessThan(22_000);
    expect(idsOf(month).size).toBe(month.length);
    expect(month.every(({ time }, index) => index === 0 || time <= (month[index - 1]?.time ?? 0))).toBe(true);
  });

  test('reaches back thirty days, ends minutes ago as far as it has arrived, and goes on for twelve hours', () => {
    const arrived = month.filter(({ arrives }) => arrives <= now);
    const newest = arrived[0]?.time ?? 0;
    expect(newest).toBeLessThanOrEqual(now - 2 * minute);
    expect(newest).toBeGreaterThan(now - 30 * minute);
    expect(month.at(-1)?.time).toBeLessThan(now - 29 * day);
    expect(month.at(-1)?.time).toBeGreaterThanOrEqual(now - 30 * day);
    expect(month[0]?.time).toBeGreaterThan(now + ahead - 60 * minute);
  });

  test('every record reads, and names somebody, an event, a Region and a configured account', () => {
    for (const { record, time } of month) {
      const event = readRecord(record);
      expect(event).toMatchObject({ understood: true, time });
      expect([prod, dev]).toContain(event.account);
      expect(event.principal.name).not.toBe('unknown');
    }
  });
});

describe('nothing in it is real', () => {
  const text = JSON.stringify(month);

  test('account IDs are those of AWS’s documentation', () => {
    const accounts = new Set(text.match(/(?<![\w-])\d{12}(?![\w-])/g));
    expect([...accounts].filter((id) => ![prod, dev, partner].includes(id))).toEqual([]);
  });

  test('addresses are private or set aside for documentation', () => {
    const documented = /^(?:192\.0\.2|198\.51\.100|203\.0\.113)\.\d+$|^10\.\d+\.\d+\.\d+$|^0\.0\.0\.0$|^2001:db8:/;
    const service = /^[\w-]+\.amazonaws\.com$/;
    const addresses = new Set(month.map(({ record }) => record.sourceIPAddress));
    expect([...addresses].filter((address) => !documented.test(address) && !service.test(address))).toEqual([]);
    const elsewhere = month.map(({ record }) => JSON.stringify({ ...record, userAgent: '' })).join();
    const found = new Set(elsewhere.match(/(?<![\w.])\d{1,3}(?:\.\d{1,3}){3}(?![\w.])/g));
    expect([...found].filter((address) => !documented.test(address))).toEqual([]);
  });

  test('access keys show that they are none, and hosts are AWS’s own or made for examples', () => {
    const keys = new Set(text.match(/\bA(?:KIA|SIA)[A-Z0-9]{12,}/g));
    expect([...keys].filter((key) => !/^A[KS]IA[A-Z0-9]{9}EXAMPLE$/.test(key) && !/EXAMPLE/.test(key))).toEqual([]);
    const hosts = new Set([...text.matchAll(/https?:\/\/([\w.-]+)/g)].map(([, host]) => host));
    expect([...hosts].sort()).toEqual(['console.aws.amazon.com', 'evil.example', 'www.terraform.io']);
  });
});
