import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { clientConfig } from '../client/client-config.ts';

/** The client of the one table, in the hub's region. */
export const dynamoDbClient = (region: string): DynamoDBClient => new DynamoDBClient(clientConfig(region));
