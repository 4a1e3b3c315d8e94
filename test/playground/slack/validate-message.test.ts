import { describe, expect, test } from '@jest/globals';
import { liveSequences } from '../../../src/playground/slack/block-kit/live-sequences.ts';
import { validateMessage, validateView } from '../../../src/playground/slack/validate-message.ts';

const text = 'fallback';
const x = (length: number) => 'x'.repeat(length);
const section = (words: string) => ({ type: 'section', text: { type: 'mrkdwn', text: words } });
const raw = (words: string) => ({ type: 'raw_text', text: words });
const button = (actionId: string, more = {}) => ({
  type: 'button',
  action_id: actionId,
  text: { type: 'plain_text', text: 'More' },
  ...more,
});
const rich = (...elements: unknown[]) => ({
  type: 'rich_text',
  elements: [{ type: 'rich_text_section', elements }],
});
const chart = (categories: string[], labels: string[]) => ({
  type: 'data_visualization',
  title: 'Calls',
  chart: {
    type: 'bar',
    series: [{ name: 'calls', data: labels.map((label) => ({ label, value: 1 })) }],
    axis_config: { categories },
  },
});

const errorOf = (...blocks: unknown[]) => validateMessage({ text, blocks })?.error;

describe('a message is taken', () => {
  test.each([
    ['with text alone', { text }],
    ['with blocks alone', { blocks: [section('hello')] }],
    ['with 50 blocks', { text, blocks: Array.from({ length: 50 }, () => ({ type: 'divider' })) }],
    [
      'with a table of 100 rows',
      { text, blocks: [{ type: 'table', rows: Array.from({ length: 100 }, () => [raw('a'), raw('b')]) }] },
    ],
    [
      'with a number, rich text and a skipped column in a table',
      {
        text,
        blocks: [
          {
            type: 'table',
            column_settings: [null, { align: 'right', is_wrapped: true }],
            rows: [
              [{ type: 'raw_number', value: 3, text: '3' }, rich({ type: 'text', text: 'a', style: { code: true } })],
            ],
          },
        ],
      },
    ],
    [
      'with a date',
      {
        text,
        blocks: [rich({ type: 'date', timestamp: 1_795_000_000, format: '{date_num} {time}', fallback: 'then' })],
      },
    ],
    [
      'with JSON in a preformatted part',
      {
        text,
        blocks: [
          {
            type: 'rich_text',
            elements: [{ type: 'rich_text_preformatted', elements: [{ type: 'text', text: '{}' }] }],
          },
        ],
      },
    ],
    [
      'with the same action in two blocks',
      {
        text,
        blocks: [
          { type: 'actions', elements: [button('a')] },
          { type: 'actions', elements: [button('a')] },
        ],
      },
    ],
    ['with a chart', { text, blocks: [chart(['mon', 'tue'], ['mon', 'tue'])] }],
  ])('%s', (_, message) => {
    expect(validateMessage(message)).toBeUndefined();
  });
});

describe('a message is refused', () => {
  test.each([
    ['without anything', {}, 'no_text'],
    ['with blank text', { text: ' ' }, 'no_text'],
    ['with text of 40,001 characters', { text: x(40_001) }, 'msg_too_long'],
    ['with blocks that are no list', { text, blocks: 'blocks' }, 'invalid_blocks_format'],
    ['with 51 blocks', { text, blocks: Array.from({ length: 51 }, () => ({ type: 'divider' })) }, 'invalid_blocks'],
    [
      'with more than 13,200 characters in its blocks',
      { text, blocks: Array.from({ length: 5 }, () => section(x(2641))) },
      'msg_blocks_too_long',
    ],
    [
      'with two tables',
      { text, blocks: [1, 2].map(() => ({ type: 'table', rows: [[raw('a')]] })) },
      'invalid_attachments',
    ],
  ])('%s', (_, message, error) => {
    expect(validateMessage(message)?.error).toBe(error);
  });

  test.each([
    ['of an unknown type', { type: 'banner' }],
    ['for modals only', { type: 'alert', text: { type: 'plain_text', text: 'a' } }],
    ['with a field Slack does not know', { type: 'divider', colour: 'red' }],
    ['with an empty text', section('')],
    ['with 3,001 characters in a section', section(x(3001))],
    ['with neither text nor fields in a section', { type: 'section' }],
    [
      'with 11 fields',
      { type: 'section', fields: Array.from({ length: 11 }, () => ({ type: 'plain_text', text: 'a' })) },
    ],
    ['with mrkdwn in a header', { type: 'header', text: { type: 'mrkdwn', text: 'a' } }],
    ['with 151 characters in a header', { type: 'header', text: { type: 'plain_text', text: x(151) } }],
    [
      'with 11 elements in a context',
      { type: 'context', elements: Array.from({ length: 11 }, () => ({ type: 'mrkdwn', text: 'a' })) },
    ],
    [
      'with 26 elements in actions',
      { type: 'actions', elements: Array.from({ length: 26 }, (_, n) => button(`a${n}`)) },
    ],
    [
      'with 76 characters on a button',
      { type: 'actions', elements: [button('a', { text: { type: 'plain_text', text: x(76) } })] },
    ],
    ['with 2,001 characters behind a button', { type: 'actions', elements: [button('a', { value: x(2001) })] }],
    ['with one action_id twice', { type: 'actions', elements: [button('a'), button('a')] }],
    [
      'with six options in an overflow menu',
      {
        type: 'actions',
        elements: [
          {
            type: 'overflow',
            options: Array.from({ length: 6 }, () => ({ text: { type: 'plain_text', text: 'a' }, value: 'a' })),
          },
        ],
      },
    ],
    ['with an empty rich text leaf', rich({ type: 'text', text: '' })],
    ['with a rich text leaf outside a section', { type: 'rich_text', elements: [{ type: 'text', text: 'a' }] }],
    [
      'with a mention in a preformatted part',
      {
        type: 'rich_text',
        elements: [{ type: 'rich_text_preformatted', elements: [{ type: 'user', user_id: 'U1' }] }],
      },
    ],
    ['with 101 rows', { type: 'table', rows: Array.from({ length: 101 }, () => [raw('a')]) }],
    ['with 21 cells in a row', { type: 'table', rows: [Array.from({ length: 21 }, () => raw('a'))] }],
    ['with an empty cell', { type: 'table', rows: [[raw('')]] }],
    ['with a mrkdwn cell', { type: 'table', rows: [[{ type: 'mrkdwn', text: 'a' }]] }],
    ['with 10,001 characters in a table', { type: 'table', rows: [[raw(x(10_001))]] }],
    ['without a caption for a data table', { type: 'data_table', rows: [[raw('a')], [raw('b')]] }],
    ['without a point for a category', chart(['mon', 'tue'], ['mon'])],
    ['with 21 categories', chart(Array.from({ length: 21 }, String), Array.from({ length: 21 }, String))],
    ['with a name of 21 characters in a chart', chart([x(21)], [x(21)])],
  ])('for a block %s', (_, block) => {
    expect(errorOf(block)).toBe('invalid_blocks');
  });

  test('for a block_id used twice, a third chart, and markdown of 12,001 characters in all', () => {
    expect(errorOf({ type: 'divider', block_id: 'a' }, { type: 'divider', block_id: 'a' })).toBe('invalid_blocks');
    const pie = {
      type: 'data_visualization',
      title: 'a',
      chart: { type: 'pie', segments: [{ label: 'a', value: 1 }] },
    };
    expect(errorOf(pie, pie)).toBeUndefined();
    expect(errorOf(pie, pie, pie)).toBe('invalid_blocks');
    expect(errorOf({ type: 'markdown', text: x(6000) }, { type: 'markdown', text: x(6001) })).toBe('invalid_blocks');
  });

  test('with the place of the fault', () => {
    const refusal = validateMessage({ text, blocks: [{ type: 'divider' }, section('')] });
    expect(refusal?.messages).toEqual([expect.stringContaining('[json-pointer:/blocks/1/text/text]')]);
  });
});

describe('a view', () => {
  const title = { type: 'plain_text', text: 'Trail' };

  test('is taken with 100 blocks, a short title and an alert', () => {
    const blocks = [{ type: 'alert', text: title }, ...Array.from({ length: 99 }, () => ({ type: 'divider' }))];
    expect(validateView({ type: 'modal', title, blocks })).toBeUndefined();
  });

  test.each([
    ['a title of 25 characters', { type: 'modal', title: { type: 'plain_text', text: x(25) }, blocks: [] }],
    ['101 blocks', { type: 'home', blocks: Array.from({ length: 101 }, () => ({ type: 'divider' })) }],
    ['a table', { type: 'modal', title, blocks: [{ type: 'table', rows: [[raw('a')]] }] }],
    ['3,001 characters of metadata', { type: 'modal', title, blocks: [], private_metadata: x(3001) }],
    [
      'an input and no submit',
      {
        type: 'modal',
        title,
        blocks: [{ type: 'input', label: title, element: { type: 'plain_text_input' } }],
      },
    ],
  ])('is refused with %s', (_, view) => {
    expect(validateView(view)?.error).toBe('invalid_arguments');
  });
});

describe('live sequences', () => {
  const sequences = (message: Record<string, unknown>) => liveSequences(message).map((one) => one.sequence);
  const all = '<!channel> <!here> <!everyone> <@U1> <#C1> <!subteam^S1> <http://evil|console>';

  test('are found in mrkdwn and in the text of a message', () => {
    expect(sequences({ text: all })).toHaveLength(7);
    expect(sequences({ blocks: [section(all)] })).toHaveLength(7);
    expect(sequences({ blocks: [{ type: 'context', elements: [{ type: 'mrkdwn', text: '<@U1>' }] }] })).toEqual([
      '<@U1>',
    ]);
    expect(
      sequences({ blocks: [rich({ type: 'user', user_id: 'U1' }, { type: 'link', url: 'http://a' })] }),
    ).toHaveLength(2);
  });

  test('are inert in plain text, raw text and rich text leaves, and when escaped', () => {
    const blocks = [
      { type: 'header', text: { type: 'plain_text', text: all } },
      { type: 'table', rows: [[raw(all)]] },
      rich({ type: 'text', text: all }),
      section(all.replaceAll('<', '&lt;').replaceAll('>', '&gt;')),
    ];
    expect(sequences({ text: '&lt;!channel&gt;', blocks })).toEqual([]);
  });

  test('are not dates, unless the date is a link', () => {
    expect(sequences({ text: '<!date^1795000000^{date_num} {time_secs}|then>' })).toEqual([]);
    expect(sequences({ text: '<!date^1795000000^{date}^https://example.com|then>' })).toHaveLength(1);
  });
});
