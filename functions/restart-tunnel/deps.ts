import { message } from '#words/message';
import { cloudWatchClients, cloudWatchDetailClients } from '../../shared/aws/cloudwatch/clients.ts';
import { createTunnelHistory } from '../../shared/aws/cloudwatch/tunnel-history.ts';
import { createTunnelMetrics } from '../../shared/aws/cloudwatch/tunnel-metrics.ts';
import { cloudWatchLogsClients } from '../../shared/aws/cloudwatch-logs/clients.ts';
import { createTunnelLogs } from '../../shared/aws/cloudwatch-logs/tunnel-logs.ts';
import { dynamoDbClient } from '../../shared/aws/dynamodb/client.ts';
import { createRecords } from '../../shared/aws/dynamodb/records.ts';
import { createRestartLedger } from '../../shared/aws/dynamodb/restart-ledger.ts';
import { ec2Clients, ec2RestartClients } from '../../shared/aws/ec2/clients.ts';
import { createConnections } from '../../shared/aws/ec2/connections.ts';
import { createCustomerGateways } from '../../shared/aws/ec2/customer-gateways.ts';
import { createTunnelRestarter } from '../../shared/aws/ec2/tunnel-restarter.ts';
import { createAnnouncer } from '../../shared/aws/sns/announcer.ts';
import { snsClient } from '../../shared/aws/sns/client.ts';
import { createLog } from '../../shared/runtime/log.ts';
import { createOwnMetrics } from '../../shared/runtime/own-metrics.ts';
import { startTimer } from '../../shared/runtime/timer.ts';
import type { Env } from './env.ts';
import type { RestartDeps } from './restart.ts';

export const createDeps = (env: Env): RestartDeps => {
  const log = createLog();
  const now = Date.now;
  const ec2 = ec2Clients();
  const dynamoDb = dynamoDbClient(env.AWS_REGION);
  return {
    connections: createConnections(ec2),
    customerGateways: createCustomerGateways(ec2),
    history: createTunnelHistory(cloudWatchClients(), { now }),
    records: createRecords(dynamoDb, { tableName: env.TABLE_NAME, log, now }),
    ledger: createRestartLedger(dynamoDb, { tableName: env.TABLE_NAME, log, now }),
    restarter: createTunnelRestarter(ec2RestartClients()),
    metrics: createTunnelMetrics(cloudWatchDetailClients()),
    logs: createTunnelLogs(cloudWatchLogsClients()),
    announcer: createAnnouncer(snsClient(env.AWS_REGION), { topicArn: env.TOPIC_ARN }),
    startTimer,
    words: message,
    policy: env.POLICY,
    accountId: env.ACCOUNT_ID,
    runbookUrl: env.RUNBOOK_URL,
    log,
    ownMetrics: createOwnMetrics(),
    now,
  };
};
