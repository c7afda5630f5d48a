import { diagnosis } from '#words/diagnosis';
import { message } from '#words/message';
import { postureWords } from '#words/posture';
import { cloudWatchDetailClients } from '../../shared/aws/cloudwatch/clients.ts';
import { createTunnelMetrics } from '../../shared/aws/cloudwatch/tunnel-metrics.ts';
import { cloudWatchLogsClients } from '../../shared/aws/cloudwatch-logs/clients.ts';
import { createTunnelLogs } from '../../shared/aws/cloudwatch-logs/tunnel-logs.ts';
import { dynamoDbClient } from '../../shared/aws/dynamodb/client.ts';
import { createRecords } from '../../shared/aws/dynamodb/records.ts';
import { createAttachments } from '../../shared/aws/ec2/attachments.ts';
import { ec2Clients, ec2DetailClients } from '../../shared/aws/ec2/clients.ts';
import { createConnections } from '../../shared/aws/ec2/connections.ts';
import { createCustomerGateways } from '../../shared/aws/ec2/customer-gateways.ts';
import { createPendingMaintenance } from '../../shared/aws/ec2/pending-maintenance.ts';
import { createRelatedConnections } from '../../shared/aws/ec2/related-connections.ts';
import { healthClients } from '../../shared/aws/health/clients.ts';
import { createHealthEvents } from '../../shared/aws/health/health-events.ts';
import { createAnnouncer } from '../../shared/aws/sns/announcer.ts';
import { snsClient } from '../../shared/aws/sns/client.ts';
import type { EvidenceDeps } from '../../shared/intake/evidence/read-evidence.ts';
import { whileSubscribed } from '../../shared/intake/evidence/subscription.ts';
import type { Log } from '../../shared/ports/shell.ts';
import { createLog } from '../../shared/runtime/log.ts';
import { createOwnMetrics } from '../../shared/runtime/own-metrics.ts';
import { startTimer } from '../../shared/runtime/timer.ts';
import type { DiagnoseDeps } from './diagnose.ts';
import type { Env } from './env.ts';

export const createDeps = (env: Env): DiagnoseDeps => {
  const log = createLog();
  const now = Date.now;
  return {
    connections: createConnections(ec2Clients()),
    records: createRecords(dynamoDbClient(env.AWS_REGION), { tableName: env.TABLE_NAME, log, now }),
    announcer: createAnnouncer(snsClient(env.AWS_REGION), { topicArn: env.TOPIC_ARN }),
    evidence: createEvidenceDeps(log),
    words: message,
    diagnosisWords: diagnosis,
    postureWords,
    accountId: env.ACCOUNT_ID,
    runbookUrl: env.RUNBOOK_URL,
    log,
    ownMetrics: createOwnMetrics(),
    now,
  };
};

const createEvidenceDeps = (log: Log): EvidenceDeps => {
  const ec2 = ec2DetailClients();
  return {
    logs: createTunnelLogs(cloudWatchLogsClients()),
    metrics: createTunnelMetrics(cloudWatchDetailClients()),
    healthEvents: whileSubscribed(createHealthEvents(healthClients()), log),
    attachments: createAttachments(ec2),
    maintenance: createPendingMaintenance(ec2),
    related: createRelatedConnections(ec2, Date.now),
    customerGateways: createCustomerGateways(ec2),
    startTimer,
  };
};
