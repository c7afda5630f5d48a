import type { EvidenceDeps } from '../../shared/intake/evidence/read-evidence.ts';
import type {
  Connections,
  CustomerGateways,
  RegionFinder,
  TunnelAlarms,
  TunnelHistory,
  TunnelRestarter,
} from '../../shared/ports/aws.ts';
import type { Charts } from '../../shared/ports/diagnosis.ts';
import type { Announcer, DiagnosisRequests, RestartRequests } from '../../shared/ports/outbound.ts';
import type { PostureRecords } from '../../shared/ports/posture.ts';
import type { QueueControl } from '../../shared/ports/queue.ts';
import type { Records, RestartLedger, SlackDeliveries } from '../../shared/ports/records.ts';
import type { Secret } from '../../shared/ports/secret.ts';
import type { Log, OwnMetrics } from '../../shared/ports/shell.ts';
import type { OpenSlack } from '../../shared/slack/slack-source.ts';

/** Everything outside that a function may reach, as one invocation reaches it. */
export interface Ports {
  readonly connections: Connections;
  readonly customerGateways: CustomerGateways;
  readonly regionFinder: RegionFinder;
  readonly history: TunnelHistory;
  readonly alarms: TunnelAlarms;
  readonly restarter: TunnelRestarter;
  readonly records: Records;
  readonly postures: PostureRecords;
  readonly ledger: RestartLedger;
  readonly deliveries: SlackDeliveries;
  readonly announcer: Announcer;
  readonly restartRequests: RestartRequests;
  readonly diagnosisRequests: DiagnosisRequests;
  readonly queue: QueueControl;
  readonly openSlack: OpenSlack;
  readonly secret: Secret;
  readonly fetch: typeof fetch;
  readonly charts: Charts;
  readonly evidence: EvidenceDeps;
  readonly log: Log;
  readonly ownMetrics: OwnMetrics;
}
