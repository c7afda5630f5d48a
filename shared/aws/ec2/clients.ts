import { EC2Client } from '@aws-sdk/client-ec2';
import { type ClientConfig, clientConfig, withoutKeptConnections } from '../client/client-config.ts';
import { type ClientOf, clientsByRegion } from '../client/clients-by-region.ts';
import { detailClientConfig } from '../client/detail-client-config.ts';
import { withoutConfigurations } from './without-configurations.ts';

/** 1,000 connections, each with its configuration document, are about 10 MB. */
const describeTimeoutMs = 20_000;

const restartTimeoutMs = 15_000;

const clients = (configOf: (region: string) => ClientConfig): ClientOf<EC2Client> =>
  clientsByRegion((region) => withoutConfigurations(new EC2Client(configOf(region))));

export const ec2Clients = (): ClientOf<EC2Client> =>
  clients((region) => clientConfig(region, describeTimeoutMs));

/** For the one call that must not be repeated: it carries no client token, so a retry could be a second restart. */
export const ec2RestartClients = (requestTimeoutMs = restartTimeoutMs): ClientOf<EC2Client> =>
  clients((region) => ({
    ...withoutKeptConnections(clientConfig(region, requestTimeoutMs)),
    maxAttempts: 1,
  }));

/** For calls that only add detail. */
export const ec2DetailClients = (): ClientOf<EC2Client> => clients(detailClientConfig);
