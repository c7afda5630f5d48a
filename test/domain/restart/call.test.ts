import { describe, expect, it } from 'vitest';
import type { TunnelOptions } from '../../../shared/domain/connection.ts';
import type { RestartAttempt } from '../../../shared/domain/incident.ts';
import { optionsBefore, restartCallFor } from '../../../shared/domain/restart/call.ts';
import { firstIp, options, secondIp, tunnel } from '../builders.ts';
import { restartCase } from './cases.ts';

const untouched: Partial<TunnelOptions> = { startupAction: 'add', dpdTimeoutAction: 'clear' };
const asWanted: Partial<TunnelOptions> = { startupAction: 'start', dpdTimeoutAction: 'restart' };
const of = (change: Partial<TunnelOptions>) => tunnel(firstIp, { options: { ...options, ...change } });

const call = (
  change: Partial<TunnelOptions>,
  method: 'initiate' | 'keep' = 'initiate',
  ...restarts: readonly Partial<RestartAttempt>[]
) => restartCallFor(restartCase({ restarts }).incident, of(change), { method });

const inVain = { hadEffect: false } as const;

describe('what AWS is asked to do', () => {
  it('is to change what is not so already, and nothing else', () => {
    expect(call(untouched)).toEqual({
      method: 'modify',
      options: { startupAction: 'start', dpdTimeoutAction: 'restart' },
    });
    expect(call({ ...asWanted, startupAction: 'add' })).toEqual({
      method: 'modify',
      options: { startupAction: 'start' },
    });
    expect(call({ ...asWanted, dpdTimeoutAction: 'none' })).toEqual({
      method: 'modify',
      options: { dpdTimeoutAction: 'restart' },
    });
  });

  it('is to take the DPD time-out once more, where nothing else differs', () => {
    expect(call(asWanted)).toEqual({ method: 'modify', options: { dpdTimeoutSeconds: 40 } });
  });

  it('has the DPD time-out moved, where the last call was of no effect', () => {
    expect(call(asWanted, 'initiate', inVain)).toEqual({
      method: 'modify',
      options: { dpdTimeoutSeconds: 41 },
    });
    expect(call(untouched, 'initiate', inVain)).toEqual({
      method: 'modify',
      options: { startupAction: 'start', dpdTimeoutAction: 'restart', dpdTimeoutSeconds: 41 },
    });
    expect(call(untouched, 'initiate', { ...inVain, outsideIp: secondIp })).toEqual(call(untouched));
  });

  it('leaves all other options as they are, where they are to be kept', () => {
    for (const change of [untouched, asWanted, { ...asWanted, lifecycleControl: true }]) {
      expect(call(change, 'keep')).toEqual({ method: 'modify', options: { dpdTimeoutSeconds: 40 } });
    }
  });

  it('is a replacement under lifecycle control, where AWS starts IKE afterwards', () => {
    expect(call({ ...untouched, lifecycleControl: true, startupAction: 'start' })).toEqual({
      method: 'replace',
    });
    expect(call({ ...untouched, lifecycleControl: true })).toEqual(call(untouched));
  });

  it('is no second replacement, where the first was of no effect', () => {
    const controlled = { ...asWanted, lifecycleControl: true };
    const replacement = { sent: { method: 'replace' } } as const;
    expect(call(controlled, 'initiate', { ...replacement, ...inVain })).toEqual(
      call(asWanted, 'initiate', inVain),
    );
    expect(call(controlled, 'initiate', replacement)).toEqual({ method: 'replace' });
    expect(call(controlled, 'initiate', inVain)).toEqual({ method: 'replace' });
  });

  it('is known without options too', () => {
    const bare = tunnel(firstIp, { options: undefined });
    const sent = restartCallFor(restartCase().incident, bare, { method: 'initiate' });
    expect(sent).toEqual({
      method: 'modify',
      options: { startupAction: 'start', dpdTimeoutAction: 'restart' },
    });
    expect(optionsBefore(bare, sent)).toBeUndefined();
  });
});

describe('what has to be put back', () => {
  it('is what the call changes, as it was', () => {
    expect(optionsBefore(of(untouched), call(untouched))).toEqual(untouched);
    expect(optionsBefore(of(untouched), call(untouched, 'initiate', inVain))).toEqual({
      ...untouched,
      dpdTimeoutSeconds: 40,
    });
  });

  it('is nothing, where nothing is changed', () => {
    expect(optionsBefore(of(asWanted), call(asWanted))).toBeUndefined();
    expect(optionsBefore(of(asWanted), { method: 'replace' })).toBeUndefined();
    const same = {
      method: 'modify',
      options: { startupAction: 'start', dpdTimeoutAction: 'restart' },
    } as const;
    expect(optionsBefore(of(asWanted), same)).toBeUndefined();
  });
});
