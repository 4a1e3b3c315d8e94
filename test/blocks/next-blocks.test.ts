import { describe, expect, test } from '@jest/globals';
import { renderAnswer } from '../../src/blocks/answer.ts';
import { consoleUrl, renderDetails } from '../../src/blocks/details.ts';
import { renderForm } from '../../src/blocks/form.ts';
import { renderHome } from '../../src/blocks/home.ts';
import { renderReadings } from '../../src/blocks/readings.ts';
import { liveSequences } from '../../src/playground/slack/block-kit/live-sequences.ts';
import { validateView } from '../../src/playground/slack/validate-message.ts';
import type { Next } from '../../src/questions/next.ts';
import { refusals } from './refusals.ts';
import { flood, hostile, sampleAnswer, sampleAnswers, sampleEvent } from './sample-answers.ts';
import { sampleShapes } from './sample-questions.ts';

const next = (command: string, id: Next['id'] = 'failures'): Next => ({ id, label: hostile, command });

describe('Buttons under an answer', () => {
  test.each(Object.entries(sampleAnswers))('are taken by Slack under %s, however long', (_name, answer) => {
    for (const length of [20, 500, 1990, 3000]) {
      const ids = ['failures', 'principal', 'address', 'session', 'around', 'back', 'share', 'export'] as const;
      const all = ids.map((id) => next(`who ${'x'.repeat(length)}`, id));
      expect(refusals(renderAnswer(answer, { next: all, understood: flood, zone: 'Europe/Berlin' }))).toEqual([]);
    }
  });

  test('that are too long for Slack are left out', () => {
    const shown = JSON.stringify(
      renderAnswer(sampleAnswer(), { next: [next('x'.repeat(2001)), next('who X', 'back')] }),
    );
    expect(shown).not.toContain('xxx');
    expect(shown).toContain('"value":"who X"');
  });

  test('asking back are taken by Slack, whatever was said', () => {
    const readings = Array.from({ length: 9 }, () => ({ says: hostile, command: flood }));
    expect(refusals(renderReadings(hostile, readings))).toEqual([]);
  });
});

describe('Windows and the Home tab', () => {
  test('details of an event are taken by Slack, and only the console is linked', () => {
    const record = { userAgent: flood, eventName: hostile };
    const events = [sampleEvent({ userAgent: flood, name: hostile, record }), sampleEvent()];
    for (const event of events) {
      const view = renderDetails(sampleAnswer({ events: [event], record: event.record }), new Map());
      expect(validateView(view)).toBeUndefined();
      expect(liveSequences({ ...view }).map(({ sequence }) => sequence)).toEqual([`<${consoleUrl(event)}>`]);
    }
  });

  test.each([
    ['us-east-2', 'https://us-east-2.console.aws.amazon.com/cloudtrailv2/home?region=us-east-2#/events/a-1'],
    ['cn-north-1', 'https://cn-north-1.console.amazonaws.cn/cloudtrailv2/home?region=cn-north-1#/events/a-1'],
    [
      'us-gov-west-1',
      'https://us-gov-west-1.console.amazonaws-us-gov.com/cloudtrailv2/home?region=us-gov-west-1#/events/a-1',
    ],
    [
      'eusc-de-east-1',
      'https://eusc-de-east-1.console.amazonaws-eusc.eu/cloudtrailv2/home?region=eusc-de-east-1#/events/a-1',
    ],
    [
      'ap-southeast-9',
      'https://ap-southeast-9.console.aws.amazon.com/cloudtrailv2/home?region=ap-southeast-9#/events/a-1',
    ],
    ['us-iso-east-1', null],
    ['evil.example/', null],
    ['', null],
  ])('the console’s page of an event in %s', (region, url) => {
    expect(consoleUrl({ id: 'a-1', region })).toBe(url);
  });

  test('the form and the Home tab are taken by Slack', () => {
    const choices = {
      shapes: sampleShapes,
      regions: Array.from({ length: 150 }, (_, at) => `r${at}`),
      accounts: [flood, 'b', 'c'],
    };
    expect(validateView(renderForm(choices, '{}'))).toBeUndefined();
    const recent = Array.from({ length: 9 }, (_, at) => ({ command: `${at} ${hostile}`.slice(0, 1900), time: 0 }));
    expect(validateView(renderHome({ shapes: sampleShapes, recent, health: null }))).toBeUndefined();
  });
});
