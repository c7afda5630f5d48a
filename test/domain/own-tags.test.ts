import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { channelOf } from '../../shared/domain/message/channel.ts';
import { mistakenTags } from '../../shared/domain/own-tags.ts';
import { connection } from './builders.ts';

describe('the tags of a connection', () => {
  it.each([
    ['tunnelkeeper:restart', 'on'],
    ['tunnelkeeper:restart', ' OFF '],
    ['tunnelkeeper:watch', 'off'],
    ['tunnelkeeper:channel', '#vpn-alerts'],
    ['tunnelkeeper:channel', ' C0123456789'],
    ['tunnelkeeper:site', 'anything at all'],
    ['Name', 'hq'],
    ['team:tunnelkeeper:restart', 'maybe'],
  ])('are understood: %s=%s', (key, value) => {
    expect(mistakenTags({ [key]: value })).toEqual([]);
  });

  it.each([
    ['tunnelkeeper:restart', 'yes'],
    ['tunnelkeeper:restart', 'only on'],
    ['tunnelkeeper:restart', 'on Mondays'],
    ['tunnelkeeper:restart', ''],
    ['tunnelkeeper:watch', 'no'],
  ])('may have a value that means nothing: %s=%s', (key, value) => {
    expect(mistakenTags({ [key]: value })).toEqual([
      { key, value, mistake: 'unknown-value', allowed: ['on', 'off'] },
    ]);
  });

  it.each(['vpn-alerts', '#VPN', 'C1', ''])('may name no channel: %s', (value) => {
    expect(mistakenTags({ 'tunnelkeeper:channel': value })).toMatchObject([
      { mistake: 'unknown-value', allowed: ['C0123456789', '#name'] },
    ]);
    expect(channelOf(connection({ tags: { 'tunnelkeeper:channel': value } }))).toBeUndefined();
  });

  it.each(['tunnelkeeper:restarts', 'Tunnelkeeper:restart', 'tunnelkeeper:', 'tunnelkeeper:constructor'])(
    'may have a key that means nothing: %s',
    (key) => {
      expect(mistakenTags({ [key]: 'off' })).toMatchObject([{ key, value: 'off', mistake: 'unknown-key' }]);
    },
  );

  it('of others are none of our business', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.string()), (tags) => {
        const others = Object.keys(tags).filter((key) => !key.toLowerCase().startsWith('tunnelkeeper:'));
        const theirs = Object.fromEntries(others.map((key) => [key, tags[key] ?? '']));
        expect(mistakenTags(theirs)).toEqual([]);
      }),
    );
  });
});
