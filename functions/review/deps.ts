import { message } from '#words/message';
import { postureWords } from '#words/posture';
import { cloudWatchClients } from '../../shared/aws/cloudwatch/clients.ts';
import { createTunnelMetrics } from '../../shared/aws/cloudwatch/tunnel-metrics.ts';
import { dynamoDbClient } from '../../shared/aws/dynamodb/client.ts';
import { createPostureRecords } from '../../shared/aws/dynamodb/posture-records.ts';
import { createRecords } from '../../shared/aws/dynamodb/records.ts';
import { ec2Clients } from '../../shared/aws/ec2/clients.ts';
import { createConnections } from '../../shared/aws/ec2/connections.ts';
import { createCustomerGateways } from '../../shared/aws/ec2/customer-gateways.ts';
import { createPendingMaintenance } from '../../shared/aws/ec2/pending-maintenance.ts';
import { createAnnouncer } from '../../shared/aws/sns/announcer.ts';
import { snsClient } from '../../shared/aws/sns/client.ts';
import { createLog } from '../../shared/runtime/log.ts';
import { startTimer } from '../../shared/runtime/timer.ts';
import type { Env } from './env.ts';
import type { ReviewDeps } from './handler.ts';

export const createDeps = (env: Env): ReviewDeps => {
  const log = createLog();
  const now = Date.now;
  const ec2 = ec2Clients();
  const table = { tableName: env.TABLE_NAME, log, now };
  const dynamoDb = dynamoDbClient(env.AWS_REGION);
  return {
    connections: createConnections(ec2),
    customerGateways: createCustomerGateways(ec2),
    maintenance: createPendingMaintenance(ec2),
    metrics: createTunnelMetrics(cloudWatchClients()),
    records: createRecords(dynamoDb, table),
    postures: createPostureRecords(dynamoDb, table),
    announcer: createAnnouncer(snsClient(env.AWS_REGION), { topicArn: env.TOPIC_ARN }),
    startTimer,
    words: message,
    postureWords,
    policy: env.POLICY,
    regions: env.REGIONS,
    othersWatched: env.OTHER_REGIONS === 'watched',
    accountId: env.ACCOUNT_ID,
    runbookUrl: env.RUNBOOK_URL,
    slackOnly: env.SLACK_ONLY !== undefined,
    log,
    now,
  };
};
