import { describe, expect, test } from '@jest/globals';
import { resolveService } from '../../../src/query/names/resolve-service.ts';

describe('a service', () => {
  test.each<[typed: string, sources: string[]]>([
    ['chatbot', ['chatbot.amazonaws.com']],
    ['ChatBot', ['chatbot.amazonaws.com']],
    ['chatbot.amazonaws.com', ['chatbot.amazonaws.com']],
    ['CHATBOT.AMAZONAWS.COM', ['chatbot.amazonaws.com']],
    ['cloudwatch', ['monitoring.amazonaws.com']],
    ['monitoring', ['monitoring.amazonaws.com']],
    ['tag', ['tagging.amazonaws.com']],
    ['email', ['ses.amazonaws.com']],
    ['ses', ['ses.amazonaws.com']],
    ['eventbridge', ['events.amazonaws.com']],
    ['stepfunctions', ['states.amazonaws.com']],
    ['elb', ['elasticloadbalancing.amazonaws.com']],
    ['opensearch', ['es.amazonaws.com', 'opensearch.amazonaws.com']],
    ['mq', ['amazonmq.amazonaws.com', 'mq.amazonaws.com']],
    ['notifications-contacts', ['notifications-contacts.amazonaws.com']],
    ['servicecatalog-appregistry', ['servicecatalog-appregistry.amazonaws.com']],
    ['brand-new.amazonaws.com', ['brand-new.amazonaws.com']],
    ['s3.amazonaws.com.cn', ['s3.amazonaws.com.cn']],
  ])('%s is logged as %j', (typed, sources) => {
    expect(resolveService(typed)).toEqual({ ok: true, value: sources });
  });

  test.each([
    ['chatbott', 'chatbot'],
    ['lamda', 'lambda'],
    ['cloudtrial', 'cloudtrail'],
  ])('%s is unknown and closest to %s', (typed, closest) => {
    const read = resolveService(typed);
    expect(read.ok ? [] : read.fault.closest).toContain(closest);
  });

  test.each(['', ' ', '__proto__', '🦄', 'a b', '.amazonaws.com'])('%j is unknown, without an exception', (typed) => {
    expect(resolveService(typed).ok).toBe(false);
  });
});
