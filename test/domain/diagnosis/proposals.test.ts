import { describe, expect, it } from 'vitest';
import type { TunnelOptions } from '../../../shared/domain/connection.ts';
import { allowedIn } from '../../../shared/domain/diagnosis/proposals.ts';
import { firstIp, options, tunnel } from '../builders.ts';

const phase = (dhGroups: readonly number[]) => ({
  encryption: ['AES128', 'AES256'],
  integrity: ['SHA2-256'],
  dhGroups,
});
const having = (change: Partial<TunnelOptions>) => tunnel(firstIp, { options: { ...options, ...change } });
const phase1 = (dhGroups: readonly number[], ikeVersions: readonly string[] = ['ikev2']): string =>
  allowedIn('proposal-phase-1', having({ phase1: phase(dhGroups), ikeVersions }));

describe('what AWS allows', () => {
  it('is listed for the phase that failed, with ranges of DH groups', () => {
    expect(phase1([2, 14, 15, 16, 20, 19], ['ikev1', 'ikev2'])).toBe(
      'AES128, AES256; SHA2-256; DH 2, 14–16, 19–20; IKEv1, IKEv2',
    );
    expect(phase1([], [])).toBe('AES128, AES256; SHA2-256');
    expect(phase1([20, 2, 14], [])).toBe('AES128, AES256; SHA2-256; DH 2, 14, 20');
    const many = { ...phase([]), integrity: ['SHA2-256', 'SHA2-384'] };
    expect(allowedIn('proposal-phase-2', having({ phase2: many }))).toBe(
      'AES128, AES256; SHA2-256, SHA2-384',
    );
    expect(allowedIn('proposal-phase-2', having({ phase1: phase([2]), phase2: phase([1, 5]) }))).toBe(
      'AES128, AES256; SHA2-256; DH 1, 5',
    );
  });

  it('is not said where AWS does not say it, or it is not the question', () => {
    const silent = { encryption: [], integrity: [], dhGroups: [14] };
    expect(allowedIn('proposal-phase-1', having({ phase1: silent }))).toBe('');
    expect(allowedIn('proposal-phase-1', having({ phase1: { ...silent, encryption: ['AES256'] } }))).toBe('');
    expect(allowedIn('proposal-phase-1', having({ phase1: { ...silent, integrity: ['SHA1'] } }))).toBe('');
    expect(allowedIn('proposal-phase-1', tunnel(firstIp, { options: undefined }))).toBe('');
    expect(allowedIn('proposal-phase-1', undefined)).toBe('');
    expect(allowedIn('pre-shared-key', having({ phase1: phase([14]) }))).toBe('');
  });
});
