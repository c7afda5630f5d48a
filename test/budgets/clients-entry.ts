/** The clients as adapters make them, with every command that adapters send, so that a test can bundle them. */
export {
  DeleteAlarmsCommand,
  DescribeAlarmsCommand,
  GetMetricDataCommand,
  GetMetricWidgetImageCommand,
  ListMetricsCommand,
  PutMetricAlarmCommand,
  PutMetricDataCommand,
} from '@aws-sdk/client-cloudwatch';
export { FilterLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs';
export { GetItemCommand, PutItemCommand, QueryCommand } from '@aws-sdk/client-dynamodb';
export {
  DescribeCustomerGatewaysCommand,
  DescribeTransitGatewayAttachmentsCommand,
  DescribeVpnConnectionsCommand,
  EC2Client,
  GetVpnTunnelReplacementStatusCommand,
  ModifyVpnTunnelOptionsCommand,
} from '@aws-sdk/client-ec2';
export { DescribeEventDetailsCommand, DescribeEventsCommand } from '@aws-sdk/client-health';
export { GetSecretValueCommand } from '@aws-sdk/client-secrets-manager';
export { PublishCommand } from '@aws-sdk/client-sns';
export { ChangeMessageVisibilityCommand, SendMessageCommand } from '@aws-sdk/client-sqs';
export { clientConfig } from '../../shared/aws/client/client-config.ts';
export { cloudWatchClients } from '../../shared/aws/cloudwatch/clients.ts';
export { cloudWatchLogsClients } from '../../shared/aws/cloudwatch-logs/clients.ts';
export { dynamoDbClient } from '../../shared/aws/dynamodb/client.ts';
export { ec2Clients, ec2RestartClients } from '../../shared/aws/ec2/clients.ts';
export { healthClients } from '../../shared/aws/health/clients.ts';
export { secretsManagerClient } from '../../shared/aws/secrets-manager/client.ts';
export { snsClient } from '../../shared/aws/sns/client.ts';
export { sqsClient } from '../../shared/aws/sqs/client.ts';
