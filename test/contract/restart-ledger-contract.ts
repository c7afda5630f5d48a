import { expect, it } from 'vitest';
import { hoursMs, minutesMs } from '../../shared/domain/time.ts';
import type { RestartLedger } from '../../shared/ports/records.ts';
import { start } from '../domain/builders.ts';

const reserve = (ledger: RestartLedger, attemptId: string, limit: number, at = start) =>
  ledger.reserve({ attemptId, at }, limit, at - hoursMs(1));

/** What every implementation of `RestartLedger` promises. */
export const runRestartLedgerContract = (makeLedger: () => RestartLedger | Promise<RestartLedger>) => {
  it('gives places up to the limit', async () => {
    const ledger = await makeLedger();
    expect(await reserve(ledger, 'a', 2)).toBe('reserved');
    expect(await reserve(ledger, 'b', 2)).toBe('reserved');
    expect(await reserve(ledger, 'c', 2)).toBe('exhausted');
  });

  it('gives the same attempt one place only', async () => {
    const ledger = await makeLedger();
    for (const _ of [1, 2, 3]) expect(await reserve(ledger, 'a', 2)).toBe('reserved');
    expect(await reserve(ledger, 'b', 2)).toBe('reserved');
    expect(await reserve(ledger, 'a', 2)).toBe('reserved');
  });

  it('frees a place once the call is an hour old', async () => {
    const ledger = await makeLedger();
    await reserve(ledger, 'a', 1);
    expect(await reserve(ledger, 'b', 1, start + minutesMs(59))).toBe('exhausted');
    expect(await reserve(ledger, 'b', 1, start + minutesMs(60))).toBe('reserved');
  });

  it('gives no more places than there are to those who ask at the same moment', async () => {
    const ledger = await makeLedger();
    const results = await Promise.all(['a', 'b', 'c', 'd', 'e'].map((id) => reserve(ledger, id, 3)));
    expect([...results].sort()).toEqual(['exhausted', 'exhausted', 'reserved', 'reserved', 'reserved']);
  });
};
