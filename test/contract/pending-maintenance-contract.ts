import { expect, it } from 'vitest';
import type { TunnelMaintenance } from '../../shared/domain/diagnosis/evidence.ts';
import type { TunnelRef } from '../../shared/ports/aws.ts';
import type { PendingMaintenance } from '../../shared/ports/diagnosis.ts';
import { at } from '../domain/builders.ts';

export interface PendingMaintenanceSubject {
  readonly maintenance: PendingMaintenance;
  place(tunnel: TunnelRef, maintenance: TunnelMaintenance): void;
  /** The next call is refused by AWS. */
  refuseNext(): void;
}

export const region = 'eu-west-1';
export const tunnel: TunnelRef = { connectionId: 'vpn-00000000000000001', outsideIp: '203.0.113.1' };
const { outsideIp } = tunnel;

/** What every implementation of `PendingMaintenance` promises. */
export const runPendingMaintenanceContract = (
  makeSubject: () => PendingMaintenanceSubject | Promise<PendingMaintenanceSubject>,
) => {
  it.each<[string, TunnelMaintenance]>([
    ['waits, with the time at which AWS applies it', { outsideIp, pending: true, autoAppliedAfter: at(600) }],
    ['waits without a deadline', { outsideIp, pending: true, autoAppliedAfter: undefined }],
    ['does not wait', { outsideIp, pending: false, autoAppliedAfter: undefined }],
  ])('tells that maintenance %s', async (_name, placed) => {
    const { maintenance, place } = await makeSubject();
    place(tunnel, placed);
    expect(await maintenance.read(region, tunnel)).toEqual(placed);
  });

  it('does not mistake one tunnel for the other', async () => {
    const { maintenance, place } = await makeSubject();
    place(tunnel, { outsideIp, pending: true, autoAppliedAfter: at(600) });
    const other = { ...tunnel, outsideIp: '203.0.113.2' };
    expect(await maintenance.read(region, other)).toMatchObject({ outsideIp: '203.0.113.2', pending: false });
  });

  it('says so when AWS refuses', async () => {
    const { maintenance, refuseNext } = await makeSubject();
    refuseNext();
    await expect(maintenance.read(region, tunnel)).rejects.toMatchObject({
      name: 'AwsCallError',
      code: 'UnauthorizedOperation',
    });
  });
};
