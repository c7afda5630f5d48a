import { expect, it } from 'vitest';
import type { CustomerGateway } from '../../shared/domain/connection.ts';
import type { CustomerGateways } from '../../shared/ports/aws.ts';
import { gateway } from '../domain/builders.ts';

export interface CustomerGatewaysSubject {
  readonly gateways: CustomerGateways;
  place(gateways: readonly CustomerGateway[]): void | Promise<void>;
}

const region = 'eu-west-1';

/** What every implementation of `CustomerGateways` promises. */
export const runCustomerGatewaysContract = (
  makeSubject: () => CustomerGatewaysSubject | Promise<CustomerGatewaysSubject>,
) => {
  it('finds those that exist as they are', async () => {
    const { gateways, place } = await makeSubject();
    const other = { ...gateway, customerGatewayId: 'cgw-00000000000000002' };
    await place([gateway, other]);
    expect(await gateways.find(region, [gateway.customerGatewayId, 'cgw-0000000000000dead'])).toEqual([
      gateway,
    ]);
  });

  it('shows a gateway without an address, a name or an AS number', async () => {
    const { gateways, place } = await makeSubject();
    const bare: CustomerGateway = { ...gateway, name: undefined, ipAddress: undefined, asn: undefined };
    await place([bare]);
    expect(await gateways.find(region, [bare.customerGatewayId])).toEqual([bare]);
  });

  it('finds none when none is asked for', async () => {
    const { gateways, place } = await makeSubject();
    await place([gateway]);
    expect(await gateways.find(region, [])).toEqual([]);
  });
};
