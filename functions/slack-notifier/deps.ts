import { message } from '#words/message';
import { createCharts } from '../../shared/aws/cloudwatch/charts.ts';
import { cloudWatchDetailClients } from '../../shared/aws/cloudwatch/clients.ts';
import { createOwnAlarms } from '../../shared/aws/cloudwatch/own-alarms.ts';
import { dynamoDbClient } from '../../shared/aws/dynamodb/client.ts';
import { createSlackDeliveries } from '../../shared/aws/dynamodb/slack-deliveries.ts';
import { secretsManagerClient } from '../../shared/aws/secrets-manager/client.ts';
import { createSecret } from '../../shared/aws/secrets-manager/secret.ts';
import { sqsClient } from '../../shared/aws/sqs/client.ts';
import { createQueueControl } from '../../shared/aws/sqs/queue-control.ts';
import { createLog } from '../../shared/runtime/log.ts';
import { createOwnMetrics } from '../../shared/runtime/own-metrics.ts';
import { createSlackSource } from '../../shared/slack/slack-source.ts';
import type { Env } from './env.ts';
import type { SlackNotifierDeps } from './handler.ts';

export const createDeps = (env: Env): SlackNotifierDeps => {
  const region = env.AWS_REGION;
  const log = createLog();
  const cloudWatch = cloudWatchDetailClients();
  const secret = createSecret(secretsManagerClient(region), { secretName: env.SLACK_SECRET_NAME });
  return {
    words: message,
    openSlack: createSlackSource({ readSecret: secret.refresh, fetch, log }),
    charts: createCharts(cloudWatch),
    ownAlarms: createOwnAlarms(cloudWatch),
    accountId: env.ACCOUNT_ID,
    region,
    runbookUrl: env.RUNBOOK_URL,
    deliveries: createSlackDeliveries(dynamoDbClient(region), {
      tableName: env.TABLE_NAME,
      log,
      now: Date.now,
    }),
    queue: createQueueControl(sqsClient(region), {
      queueUrl: env.SLACK_QUEUE_URL,
      deadLetterQueueUrl: env.SLACK_DEAD_LETTER_QUEUE_URL,
    }),
    defaultChannel: env.SLACK_CHANNEL,
    log,
    ownMetrics: createOwnMetrics(),
    now: Date.now,
  };
};
