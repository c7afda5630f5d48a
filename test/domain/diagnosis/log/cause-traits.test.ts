import { describe, expect, it } from 'vitest';
import { causeTraits } from '../../../../shared/domain/diagnosis/log/cause-traits.ts';

describe('a cause', () => {
  it.each([
    ['pre-shared-key', 'configuration', 'no'],
    ['peer-unreachable', 'silence', 'no'],
    ['dead-peer', 'silence', 'maybe'],
    ['ike-sa-deleted', 'deletion', 'yes'],
    ['child-sa-deleted', 'deletion', 'maybe'],
    ['rekey-collision', 'rekey', 'maybe'],
    ['no-negotiation', 'none', 'maybe'],
    ['bgp-routes-withdrawn', 'bgp-configuration', 'no'],
    ['bgp-hold-timer', 'bgp-session', 'no'],
  ] as const)('%s is of %s: %s', (name, kind, restart) => {
    expect(causeTraits[name]).toEqual({ kind, restart });
  });
});
