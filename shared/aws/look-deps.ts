import { message } from '#words/message';
import type { Policy } from '../domain/policy.ts';
import type { LookDeps } from '../intake/look.ts';
import type { Log, Now } from '../ports/shell.ts';
import { createOwnMetrics } from '../runtime/own-metrics.ts';
import { startTimer } from '../runtime/timer.ts';
import { cloudWatchClients } from './cloudwatch/clients.ts';
import { createTunnelHistory } from './cloudwatch/tunnel-history.ts';
import { dynamoDbClient } from './dynamodb/client.ts';
import { createRecords } from './dynamodb/records.ts';
import { ec2Clients } from './ec2/clients.ts';
import { createConnections } from './ec2/connections.ts';
import { createCustomerGateways } from './ec2/customer-gateways.ts';
import { createAnnouncer } from './sns/announcer.ts';
import { snsClient } from './sns/client.ts';
import { sqsClient } from './sqs/client.ts';
import { createDiagnosisRequests } from './sqs/diagnosis-requests.ts';
import { createRestartRequests } from './sqs/restart-requests.ts';

/** What the environment of an intake function says, under the names of its variables. */
export interface LookEnvironment {
  readonly AWS_REGION: string;
  readonly TABLE_NAME: string;
  readonly TOPIC_ARN: string;
  readonly RESTART_QUEUE_URL: string;
  readonly DIAGNOSIS_QUEUE_URL: string;
  readonly POLICY: Policy;
  readonly ACCOUNT_ID: string;
  readonly RUNBOOK_URL?: string | undefined;
}

/** Everything that a look needs, connected to AWS. */
export const createLookDeps = (env: LookEnvironment, log: Log, now: Now): LookDeps => {
  const ec2 = ec2Clients();
  const sqs = sqsClient(env.AWS_REGION);
  return {
    connections: createConnections(ec2),
    customerGateways: createCustomerGateways(ec2),
    history: createTunnelHistory(cloudWatchClients(), { now }),
    records: createRecords(dynamoDbClient(env.AWS_REGION), { tableName: env.TABLE_NAME, log, now }),
    announcer: createAnnouncer(snsClient(env.AWS_REGION), { topicArn: env.TOPIC_ARN }),
    restartRequests: createRestartRequests(sqs, { queueUrl: env.RESTART_QUEUE_URL }),
    diagnosisRequests: createDiagnosisRequests(sqs, { queueUrl: env.DIAGNOSIS_QUEUE_URL }),
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
