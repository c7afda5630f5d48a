import { describe } from 'vitest';
import { ec2Clients } from '../../shared/aws/ec2/clients.ts';
import { createCustomerGateways } from '../../shared/aws/ec2/customer-gateways.ts';
import { startAws } from '../aws/aws-double.ts';
import { type Ec2World, ec2Operations, gatewayDescribedByAws } from '../aws/ec2-double.ts';
import { createFakeCustomerGateways } from '../fakes/connections.ts';
import { type CustomerGatewaysSubject, runCustomerGatewaysContract } from './customer-gateways-contract.ts';

const fake = (): CustomerGatewaysSubject => {
  const gateways = createFakeCustomerGateways();
  return {
    gateways,
    place: (all) => {
      gateways.all = all;
    },
  };
};

const onEc2 = async (): Promise<CustomerGatewaysSubject> => {
  const world: Ec2World = { connections: [], customerGateways: [] };
  await startAws({ ec2: ec2Operations(world) });
  return {
    gateways: createCustomerGateways(ec2Clients()),
    place: (all) => {
      world.customerGateways = all.map(gatewayDescribedByAws);
    },
  };
};

describe('customer gateways: the fake', () => runCustomerGatewaysContract(fake));
describe('customer gateways: EC2', () => runCustomerGatewaysContract(onEc2));
