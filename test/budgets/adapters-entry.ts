/** Every adapter, so that a test can bundle them as functions are bundled. */
export * from '../../shared/aws/cloudwatch/clients.ts';
export * from '../../shared/aws/cloudwatch/tunnel-alarms.ts';
export * from '../../shared/aws/dynamodb/client.ts';
export * from '../../shared/aws/dynamodb/records.ts';
export * from '../../shared/aws/ec2/clients.ts';
export * from '../../shared/aws/ec2/connections.ts';
export * from '../../shared/aws/ec2/tunnel-restarter.ts';
export * from '../../shared/aws/secrets-manager/client.ts';
export * from '../../shared/aws/secrets-manager/secret.ts';
export * from '../../shared/aws/sns/announcer.ts';
export * from '../../shared/aws/sns/client.ts';
export * from '../../shared/aws/sqs/client.ts';
export * from '../../shared/aws/sqs/restart-requests.ts';
