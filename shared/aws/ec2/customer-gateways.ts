import {
  DescribeCustomerGatewaysCommand,
  type EC2Client,
  type CustomerGateway as Ec2CustomerGateway,
} from '@aws-sdk/client-ec2';
import type { CustomerGateway } from '../../domain/connection.ts';
import type { CustomerGateways } from '../../ports/aws.ts';
import { awsCall } from '../client/aws-call-error.ts';
import { chunks } from '../client/chunks.ts';
import type { ClientOf } from '../client/clients-by-region.ts';
import { valuesPerFilter } from './filters.ts';
import { mapTags, nameOf } from './map-tags.ts';

export const createCustomerGateways = (ec2: ClientOf<EC2Client>): CustomerGateways => ({
  find: async (region, customerGatewayIds) => {
    const found = await Promise.all(
      chunks([...new Set(customerGatewayIds)], valuesPerFilter).map((ids) => describe(ec2(region), ids)),
    );
    return found.flat();
  },
});

const describe = async (client: EC2Client, ids: readonly string[]): Promise<readonly CustomerGateway[]> => {
  const answer = await awsCall(
    'DescribeCustomerGateways',
    client.send(
      new DescribeCustomerGatewaysCommand({ Filters: [{ Name: 'customer-gateway-id', Values: [...ids] }] }),
    ),
  );
  return (answer.CustomerGateways ?? [])
    .filter((gateway) => gateway.CustomerGatewayId && gateway.State !== 'deleted')
    .map(mapCustomerGateway);
};

/** AWS numbers above 2,147,483,647 come in a field of their own. */
const mapCustomerGateway = (gateway: Ec2CustomerGateway): CustomerGateway => ({
  customerGatewayId: gateway.CustomerGatewayId ?? '',
  name: nameOf(mapTags(gateway.Tags)),
  deviceName: gateway.DeviceName || undefined,
  ipAddress: gateway.IpAddress || undefined,
  asn: gateway.BgpAsnExtended || gateway.BgpAsn || undefined,
  certificateArn: gateway.CertificateArn || undefined,
});
