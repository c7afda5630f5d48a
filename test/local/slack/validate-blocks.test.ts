import { describe, expect, it } from 'vitest';
import { validateBlocks } from '../../../local/slack/validate-blocks.ts';

const mrkdwn = (length: number) => ({ type: 'mrkdwn', text: 'x'.repeat(length) });
const plain = (length: number) => ({ type: 'plain_text', text: 'x'.repeat(length) });
const section = { type: 'section', text: mrkdwn(10) };
const button = (labelLength: number, more = {}) => ({ type: 'button', text: plain(labelLength), ...more });
const urlOf = (length: number) => 'https://example.com/'.padEnd(length, 'x');
const times = <T>(count: number, one: T): T[] => new Array(count).fill(one);

describe('Slack takes what is at its limit, and refuses one more', () => {
  it.each([
    ['blocks', times(50, { type: 'divider' }), times(51, { type: 'divider' })],
    ['section text', [{ type: 'section', text: mrkdwn(3_000) }], [{ type: 'section', text: mrkdwn(3_001) }]],
    ['header text', [{ type: 'header', text: plain(150) }], [{ type: 'header', text: plain(151) }]],
    [
      'number of fields',
      [{ type: 'section', fields: times(10, mrkdwn(5)) }],
      [{ type: 'section', fields: times(11, mrkdwn(5)) }],
    ],
    [
      'field text',
      [{ type: 'section', fields: [mrkdwn(2_000)] }],
      [{ type: 'section', fields: [mrkdwn(2_001)] }],
    ],
    [
      'context elements',
      [{ type: 'context', elements: times(10, mrkdwn(5)) }],
      [{ type: 'context', elements: times(11, mrkdwn(5)) }],
    ],
    [
      'actions',
      [{ type: 'actions', elements: times(25, button(5)) }],
      [{ type: 'actions', elements: times(26, button(5)) }],
    ],
    [
      'button text',
      [{ type: 'actions', elements: [button(75)] }],
      [{ type: 'actions', elements: [button(76)] }],
    ],
    [
      'button url',
      [{ type: 'actions', elements: [button(5, { url: urlOf(3_000) })] }],
      [{ type: 'actions', elements: [button(5, { url: urlOf(3_001) })] }],
    ],
    [
      'button value',
      [{ ...section, accessory: button(5, { value: 'x'.repeat(2_000) }) }],
      [{ ...section, accessory: button(5, { value: 'x'.repeat(2_001) }) }],
    ],
    ['block id', [{ ...section, block_id: 'x'.repeat(255) }], [{ ...section, block_id: 'x'.repeat(256) }]],
  ])('%s', (_what, fine, tooMuch) => {
    expect(validateBlocks(fine)).toEqual({ kind: 'fine' });
    expect(validateBlocks(tooMuch)).toMatchObject({ kind: 'refused', error: 'invalid_blocks' });
  });

  it('counts code points, not code units', () => {
    expect(
      validateBlocks([{ type: 'header', text: { type: 'plain_text', text: '🟢'.repeat(150) } }]),
    ).toEqual({ kind: 'fine' });
  });

  it('refuses a message whose blocks are too long together', () => {
    expect(validateBlocks(times(5, { type: 'section', text: mrkdwn(2_900) }))).toMatchObject({
      error: 'msg_blocks_too_long',
    });
  });
});

describe('Slack refuses', () => {
  it.each([
    ['a section without text or fields', { type: 'section' }, 'must define either `text` or `fields`'],
    ['an empty text', { type: 'section', text: mrkdwn(0) }, 'must be more than 0 characters'],
    ['a header in mrkdwn', { type: 'header', text: mrkdwn(5) }, 'must be one of plain_text'],
    ['a header without text', { type: 'header' }, 'missing required field: text'],
    ['no context elements', { type: 'context', elements: [] }, 'no fewer than 1 items allowed'],
    [
      'a property it does not know',
      { type: 'divider', colour: 'red' },
      'invalid additional property: colour',
    ],
    ['a block it does not know', { type: 'banner' }, 'unsupported type: banner'],
    [
      'an address that is none',
      { type: 'actions', elements: [button(5, { url: 'here' })] },
      'must be a valid URL',
    ],
  ])('%s', (_what, block, complaint) => {
    const verdict = validateBlocks([block]);
    expect(verdict.kind === 'refused' && verdict.messages.join(' ')).toContain(complaint);
  });

  it('blocks that are no list', () => {
    expect(validateBlocks('[{}]')).toMatchObject({ error: 'invalid_blocks_format' });
  });
});
