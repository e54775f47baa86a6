import type { KnownBlock } from '@slack/types';
import { describe, expect, test } from 'vitest';
import { sendableMessage } from '../../../bots/slack/sendable.ts';
import { validateBlocks } from '../../../bots/slack/validate-blocks.ts';
import { refusalOf } from '../../stand-ins/slack/block-rules.ts';

const BROKEN: Readonly<Record<string, readonly KnownBlock[]>> = {
  'more than 50 blocks': Array.from({ length: 51 }, () => header('Seats')),
  'a header over 150 characters': [header('x'.repeat(151))],
  'an empty header': [header('')],
  'a button label over 75 characters': [actions([button({ text: 'x'.repeat(76) })])],
  'a button value over 2,000 characters': [actions([button({ value: 'x'.repeat(2001) })])],
  'more than 25 buttons in a row': [actions(Array.from({ length: 26 }, (_, nth) => button({ id: `press:${nth}` })))],
  'a row of no buttons': [actions([])],
  'a block id twice': [
    { ...header('One'), block_id: 'same' },
    { ...header('Two'), block_id: 'same' },
  ],
  'an empty rich text': [
    { type: 'rich_text', elements: [{ type: 'rich_text_section', elements: [{ type: 'text', text: '' }] }] },
  ],
  'two tables': [table(1, 1), table(1, 1)],
  'a table of 101 rows': [table(101, 1)],
  'a table of 21 columns': [table(1, 21)],
  'an empty cell': [{ type: 'table', rows: [[{ type: 'raw_text', text: '' }]] }],
  'too much text together': Array.from({ length: 10 }, () => paragraph('x'.repeat(1400))),
};

describe('what Slack refuses', () => {
  test.each(Object.entries(BROKEN))('%s', (_what, blocks) => {
    expect(validateBlocks(blocks)).not.toEqual([]);
    expect(refusalOf(blocks)).toBeDefined();
  });

  test('goes out as plain text, and an alert is raised', () => {
    const alerts: unknown[] = [];

    const sent = sendableMessage((alert) => alerts.push(alert), { text: 'Seats', blocks: [header('')] });

    expect(sent).toEqual({ text: 'Seats', blocks: [] });
    expect(alerts).toEqual([{ kind: 'blocks-refused', problems: ['blocks[0].text: empty'] }]);
  });
});

function header(text: string): KnownBlock {
  return { type: 'header', text: { type: 'plain_text', text } };
}

function paragraph(text: string): KnownBlock {
  return { type: 'rich_text', elements: [{ type: 'rich_text_section', elements: [{ type: 'text', text }] }] };
}

function actions(elements: Extract<KnownBlock, { type: 'actions' }>['elements']): KnownBlock {
  return { type: 'actions', elements };
}

function button({ text = 'Approve', value = 'id', id = 'press:0' }) {
  return { type: 'button', text: { type: 'plain_text', text }, value, action_id: id } as const;
}

function table(rows: number, columns: number): KnownBlock {
  return {
    type: 'table',
    rows: Array.from({ length: rows }, () => Array.from({ length: columns }, () => ({ type: 'raw_text', text: 'x' }))),
  };
}
