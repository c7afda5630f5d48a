import { describe, expect, it } from 'vitest';
import { logCauseNames } from '../../../../shared/domain/diagnosis/cause-names.ts';
import { causeTraits } from '../../../../shared/domain/diagnosis/log/cause-traits.ts';
import { restartCannotHelp } from '../../../../shared/domain/diagnosis/restart-helps.ts';

describe('whether a restart can help', () => {
  it.each(logCauseNames)('is said alike of %s everywhere', (name) => {
    expect(restartCannotHelp(name)).toBe(causeTraits[name].restart === 'no');
  });

  it.each(['endpoint-replaced', 'bgp-no-routes', 'gateway-wide', 'unknown', '', 'x-authentication'])(
    'is not denied for %j, which is no cause from a log',
    (name) => {
      expect(restartCannotHelp(name)).toBe(false);
    },
  );

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
