import { expect, it } from 'vitest';
import { daysMs, type EpochMs, hoursMs } from '../../shared/domain/time.ts';
import type { TunnelHistory, TunnelRef } from '../../shared/ports/aws.ts';

export interface TunnelHistorySubject {
  readonly history: TunnelHistory;
  readonly now: EpochMs;
  /** The metric was above 0 then. */
  wasUp(tunnel: TunnelRef, at: EpochMs): void | Promise<void>;
  /** The metric was 0 then. */
  wasDown(tunnel: TunnelRef, at: EpochMs): void | Promise<void>;
  /** The metric has no data point. Absent: there always is one. */
  hasNothing?(tunnel: TunnelRef): void | Promise<void>;
}

const region = 'eu-west-1';
const connectionId = 'vpn-00000000000000001';
const first: TunnelRef = { connectionId, outsideIp: '203.0.113.1' };
const second: TunnelRef = { connectionId, outsideIp: '2001:db8::2' };

/** What every implementation of `TunnelHistory` promises. */
export const runTunnelHistoryContract = (
  makeSubject: () => TunnelHistorySubject | Promise<TunnelHistorySubject>,
) => {
  it('knows which tunnels were up since then', async () => {
    const { history, now, wasUp } = await makeSubject();
    await wasUp(second, now - daysMs(13));
    expect(await history.shownSince(region, [first, second], now - daysMs(14))).toMatchObject({
      up: [second],
    });
  });

  it('knows a tunnel that was up a moment ago', async () => {
    const { history, now, wasUp } = await makeSubject();
    await wasUp(first, now - hoursMs(1));
    expect(await history.shownSince(region, [first], now - daysMs(14))).toEqual({ up: [first], neverUp: [] });
  });

  it('leaves out what was up only long before', async () => {
    const { history, now, wasUp } = await makeSubject();
    await wasUp(first, now - daysMs(20));
    expect(await history.shownSince(region, [first], now - daysMs(14))).toMatchObject({ up: [] });
  });

  it('knows one that was down all the time from one of which there is nothing', async () => {
    const { history, now, wasDown, hasNothing } = await makeSubject();
    await wasDown(first, now - daysMs(2));
    if (!hasNothing) return;
    await hasNothing(second);
    expect(await history.shownSince(region, [first, second], now - daysMs(14))).toEqual({
      up: [],
      neverUp: [first],
    });
  });

  it('takes more tunnels than fit in one question', async () => {
    const { history, now, wasUp } = await makeSubject();
    const many = Array.from({ length: 600 }, (_, index) => ({
      connectionId,
      outsideIp: `198.51.${Math.floor(index / 250)}.${index % 250}`,
    }));
    const up = [0, 249, 250, 599].map((index) => many[index]).filter((tunnel) => tunnel !== undefined);
    for (const tunnel of up) await wasUp(tunnel, now - daysMs(1));
    expect(await history.shownSince(region, many, now - daysMs(14))).toMatchObject({ up });
  });

  it('says nothing of no tunnels', async () => {
    const { history, now } = await makeSubject();
    expect(await history.shownSince(region, [], now - daysMs(14))).toEqual({ up: [], neverUp: [] });
  });
};
