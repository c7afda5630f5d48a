import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addressKey, sameAddress } from '../../shared/domain/address.ts';

describe('an address', () => {
  it.each([
    ['2001:db8::1', '2001:0DB8:0:0:0:0:0:0001'],
    ['::', '0:0:0:0:0:0:0:0'],
    ['[2001:db8::1]', ' 2001:db8:0::1 '],
    ['::ffff:203.0.113.7', '203.0.113.7'],
    ['::FFFF:cb00:7107', '203.0.113.7'],
    ['64:ff9b::203.0.113.7', '64:ff9b::cb00:7107'],
  ])('%s is %s', (one, other) => {
    expect(sameAddress(one, other)).toBe(true);
  });

  it.each([
    ['2001:db8::1', '2001:db8::2'],
    ['203.0.113.7', '203.0.113.70'],
    ['::203.0.113.7', '203.0.113.7'],
    ['2001:db8::1::2', '2001:db8::1:0:2'],
    ['1:2:3:4:5:6:7:8:9', '1:2:3:4:5:6:7:8'],
    ['::ffff:203.0.113.700', '203.0.113.700'],
    ['', '::'],
    ['2001:db8::g', '2001:db8::'],
  ])('%s is not %s', (one, other) => {
    expect(sameAddress(one, other)).toBe(false);
  });

  it('is the same however its groups are written', () => {
    const groups = fc.array(fc.integer({ min: 0, max: 0xffff }), { minLength: 8, maxLength: 8 });
    fc.assert(
      fc.property(groups, fc.array(fc.boolean(), { minLength: 8, maxLength: 8 }), (values, wide) => {
        const short = values.map((value) => value.toString(16));
        const other = short.map((text, index) => (wide[index] ? text.padStart(4, '0').toUpperCase() : text));
        return (
          sameAddress(short.join(':'), other.join(':')) &&
          addressKey(addressKey(short.join(':'))) === addressKey(other.join(':'))
        );
      }),
    );
  });
});
