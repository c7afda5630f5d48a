import { ec2Clients } from '../../shared/aws/ec2/clients.ts';
import { createConnections } from '../../shared/aws/ec2/connections.ts';

export const connections = createConnections(ec2Clients());
