import { describe, expect, it } from 'vitest';
import { createDiagnoseHandler } from '../../../functions/diagnose/handler.ts';
import { cloudWatchDetailClients } from '../../../shared/aws/cloudwatch/clients.ts';
import { createTunnelMetrics } from '../../../shared/aws/cloudwatch/tunnel-metrics.ts';
import { cloudWatchLogsClients } from '../../../shared/aws/cloudwatch-logs/clients.ts';
import { createTunnelLogs } from '../../../shared/aws/cloudwatch-logs/tunnel-logs.ts';
import { createAttachments } from '../../../shared/aws/ec2/attachments.ts';
import { ec2DetailClients } from '../../../shared/aws/ec2/clients.ts';
import { createConnections } from '../../../shared/aws/ec2/connections.ts';
import { createCustomerGateways } from '../../../shared/aws/ec2/customer-gateways.ts';
import { createPendingMaintenance } from '../../../shared/aws/ec2/pending-maintenance.ts';
import { createRelatedConnections } from '../../../shared/aws/ec2/related-connections.ts';
import { healthClients } from '../../../shared/aws/health/clients.ts';
import { createHealthEvents } from '../../../shared/aws/health/health-events.ts';
import { createAnnouncer } from '../../../shared/aws/sns/announcer.ts';
import { snsClient } from '../../../shared/aws/sns/client.ts';
import type { Connection } from '../../../shared/domain/connection.ts';
import { whileSubscribed } from '../../../shared/intake/evidence/subscription.ts';
import { createLog } from '../../../shared/runtime/log.ts';
import { startAws } from '../../aws/aws-double.ts';
import {
  configurationDocument,
  describedByAws,
  ec2Operations,
  gatewayDescribedByAws,
  presharedKey,
} from '../../aws/ec2-double.ts';
import { createHealthWorld, healthOperations } from '../../aws/health-double.ts';
import { createLogsWorld, logsOperations } from '../../aws/logs-double.ts';
import { createMetricsWorld, metricsOperations } from '../../aws/metrics-double.ts';
import { at, firstIp, gateway } from '../../domain/builders.ts';
import { batch, createSetting, id, outage } from './setting.ts';

const tagged: Connection = { ...outage, name: undefined, tags: { psk: presharedKey } };
const neighbour: Connection = { ...tagged, connectionId: 'vpn-00000000000000002' };

/** Everything that AWS could give away holds the key; the adapters are the real ones. */
const startDiagnosis = async () => {
  const setting = await createSetting([tagged]);
  const logs = createLogsWorld();
  const lines = [
    'AWS tunnel detected a pre-shared key mismatch with cgw: 198.51.100.7',
    `peer sent psk=${presharedKey}`,
    `pre-shared key mismatch, pre_shared_key: "${presharedKey}"`,
    configurationDocument,
  ];
  logs.groups.set(
    'activity',
    lines.map((details) => ({
      streamName: `${id}-${firstIp}`,
      at: at(0),
      message: JSON.stringify({ event_timestamp: at(0) / 1_000, details, pre_shared_key: presharedKey }),
    })),
  );
  const aws = await startAws({
    ec2: {
      ...ec2Operations({
        connections: [tagged, neighbour].map((each) => [each.region, describedByAws(each)]),
        customerGateways: [gatewayDescribedByAws(gateway)],
      }),
      DescribeTransitGatewayAttachments: () => ({ TransitGatewayAttachments: [] }),
    },
    logs: logsOperations(logs),
    monitoring: metricsOperations(createMetricsWorld()),
    health: healthOperations(createHealthWorld()),
    sns: { Publish: () => ({ MessageId: 'message-1' }) },
  });
  const written: string[] = [];
  const log = createLog({ level: 'info', write: (line) => void written.push(line) });
  const ec2 = ec2DetailClients();
  const handler = createDiagnoseHandler({
    ...setting.deps,
    connections: createConnections(ec2),
    announcer: createAnnouncer(snsClient('eu-west-1'), { topicArn: 'arn:aws:sns:eu-west-1:111122223333:t' }),
    log,
    evidence: {
      logs: createTunnelLogs(cloudWatchLogsClients()),
      metrics: createTunnelMetrics(cloudWatchDetailClients()),
      healthEvents: whileSubscribed(createHealthEvents(healthClients()), log),
      attachments: createAttachments(ec2),
      maintenance: createPendingMaintenance(ec2),
      related: createRelatedConnections(ec2, Date.now),
      customerGateways: createCustomerGateways(ec2),
      startTimer: setting.scene.timers.start,
    },
  });
  return {
    aws,
    written,
    incident: setting.incident,
    run: () => handler(batch(setting.body)),
    /** All that has left the function: publications, rows, lines in the log. */
    left: () =>
      JSON.stringify([
        aws.calls.filter(({ operation }) => operation === 'Publish').map(({ input }) => input),
        setting.region.records.savedIncidents,
        written,
      ]),
  };
};

describe('a pre-shared key', () => {
  it('leaves with nothing that the diagnosis tells, keeps or logs', async () => {
    const { run, left, incident, aws } = await startDiagnosis();
    expect(await run()).toEqual({ batchItemFailures: [] });
    expect(incident()?.causes).toMatchObject([{ name: 'pre-shared-key' }]);
    expect(aws.operations()).toContain('Publish');
    expect(left()).toContain('vpn-0a1b2c3d4e5f60718');
    expect(left()).not.toContain(presharedKey);
  });

  it.each([
    ['logs', 'FilterLogEvents'],
    ['ec2', 'DescribeVpnConnections'],
    ['sns', 'Publish'],
  ] as const)('leaves with no error of %s', async (service, operation) => {
    const { run, left, aws } = await startDiagnosis();
    const failure = {
      kind: 'error',
      code: 'InvalidParameter',
      message: presharedKey,
      statusCode: 400,
    } as const;
    aws.fail({ service, operation, when: 'before', failure });
    await run();
    expect(left()).toMatch(/InvalidParameter|could not be read|failed/);
    expect(left()).not.toContain(presharedKey);
  });
});
