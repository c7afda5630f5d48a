import { awsCall } from '../../shared/aws/client/aws-call-error.ts';
import type { Connection } from '../../shared/domain/connection.ts';
import { secondsMs } from '../../shared/domain/time.ts';
import { createLog } from '../../shared/runtime/log.ts';
import type { SlackMode } from '../../shared/slack/client.ts';
import type { OpenSlack } from '../../shared/slack/slack-source.ts';
import { createSlackSource } from '../../shared/slack/slack-source.ts';
import type { Fact } from '../facts.ts';
import type { History } from '../kernel/history.ts';
import type { Scheduler } from '../kernel/scheduler.ts';
import { hits } from '../platform/fate.ts';
import type { InForce } from '../platform/in-force.ts';
import type { Container, Invocation } from '../platform/lambda.ts';
import type { Queue } from '../platform/queue.ts';
import { createCharts } from '../ports/charts.ts';
import { createCloudFormationFetch } from '../ports/cloud-formation.ts';
import { createConnections, createCustomerGateways, createTunnelHistory } from '../ports/connections.ts';
import { createEvidence } from '../ports/evidence.ts';
import { createAnnouncer, createDiagnosisRequests, createRestartRequests } from '../ports/outbound.ts';
import { createPostureRecords } from '../ports/posture-records.ts';
import { createQueueControl } from '../ports/queue-control.ts';
import { createRecords } from '../ports/records.ts';
import { createRestartLedger } from '../ports/restart-ledger.ts';
import { createSlackDeliveries } from '../ports/slack-deliveries.ts';
import { createTunnelAlarms } from '../ports/tunnel-alarms.ts';
import { createTunnelRestarter } from '../ports/tunnel-restarter.ts';
import { createSlackFetch } from '../slack/fetch.ts';
import type { Pace } from '../slack/pace.ts';
import { refusalOf } from '../slack/trouble.ts';
import { type SlackAnswer, type SlackCall, shownBy, type Workspace } from '../slack/workspace.ts';
import type { Table } from '../store/table.ts';
import type { AlarmMonitor } from '../world/alarm-monitor.ts';
import { oddViews } from '../world/odd-answers.ts';
import { plantedToken, plantedWebhook } from '../world/planted-secrets.ts';
import { SdkError } from '../world/sdk-error.ts';
import type { World } from '../world/world.ts';
import type { Ports } from './ports.ts';

/** Everything that the functions of one run share. */
export interface Stage {
  readonly seed: number;
  readonly scheduler: Scheduler;
  readonly history: History;
  readonly tell: (fact: Fact) => void;
  readonly inForce: InForce;
  readonly world: World;
  /** That the account has enabled. */
  readonly regions: readonly string[];
  readonly barred: string | undefined;
  readonly monitor: AlarmMonitor;
  readonly table: Table;
  readonly slackMode: SlackMode;
  readonly workspace: Workspace;
  readonly pace: Pace;
  readonly queues: Readonly<Record<'restarts' | 'diagnoses' | 'slack', Queue>>;
  readonly publish: (message: string) => void;
}

/** What each invocation is given to reach the outside by. */
export const createPortsOf = (stage: Stage): ((invocation: Invocation) => Ports) => {
  const { scheduler, history, tell, world, table, queues } = stage;
  const record = (what: string): void => history.add(scheduler.now(), what);
  const aws = {
    connections: world.views,
    gateways: world.gateways,
    lastUpAt: world.lastUpAt,
    logLines: world.logLines,
    traffic: world.traffic,
  };
  return (invocation) => {
    const { call, id, now } = invocation;
    return {
      connections: createConnections(
        { connections: (region) => listedTo(stage, id, region) },
        call,
        (views, region) => tell({ kind: 'described', invocation: id, region, views }),
      ),
      customerGateways: createCustomerGateways(aws, call),
      regionFinder: {
        enabled: () =>
          awsCall(
            'DescribeRegions',
            call('ec2', 'DescribeRegions', () => stage.regions),
          ),
      },
      history: createTunnelHistory(aws, call),
      alarms: createTunnelAlarms(
        (region) => ({ alarms: stage.monitor.alarmsIn(region), foreign: new Set() }),
        () => [],
        call,
      ),
      restarter: createTunnelRestarter(({ connectionId, outsideIp, call: asked }, heard) => {
        const options = asked.method === 'modify' ? asked.options : {};
        world.modify(connectionId, outsideIp, options, { invocation: id, heard });
      }, call),
      records: createRecords({
        table,
        call,
        saving: (incident, saved, heard) =>
          tell({ kind: 'saved', by: { invocation: id, heard }, incident, saved }),
        savingStorms: (record, saved, heard) =>
          tell({ kind: 'storms-saved', by: { invocation: id, heard }, record, saved }),
      }),
      postures: createPostureRecords({ table, call }),
      ledger: createRestartLedger({ table, call }),
      deliveries: createSlackDeliveries({ table, call, now }),
      announcer: createAnnouncer((announcement, message, heard) => {
        const { kind, subjectId, revision } = announcement;
        record(`sns ${kind} ${subjectId} ${revision}`);
        tell({ kind: 'published', by: { invocation: id, heard }, announcement });
        tell({ kind: 'text', where: 'sns', text: message });
        stage.publish(message);
      }, call),
      restartRequests: createRestartRequests(({ deduplicationId, ...request }) => {
        record(`restart requested ${request.outsideIp}`);
        queues.restarts.send(JSON.stringify(request), { group: request.connectionId, deduplicationId });
      }, call),
      diagnosisRequests: createDiagnosisRequests(
        (request) => queues.diagnoses.send(JSON.stringify(request)),
        call,
      ),
      queue: createQueueControl(queues.slack, call),
      openSlack: slackOf(stage, invocation.container),
      ...slackPortsOf(stage, invocation.container),
      charts: createCharts(call),
      evidence: createEvidence(aws, invocation),
      log: createLog({
        level: 'info',
        now,
        write: (line) => {
          record(`${id} log ${line}`);
          tell({ kind: 'text', where: 'log', text: line, invocation: id });
        },
      }),
      ownMetrics: { record: () => {}, publish: () => {} },
    };
  };
};

/** As a rule what there is; but AWS may say less, or what nobody understands. */
const listedTo = (
  { seed, scheduler, history, inForce, world, barred, tell }: Stage,
  invocation: string,
  region: string,
): readonly Connection[] => {
  const now = scheduler.now();
  const isRefused = inForce.of('region-refuses').some(({ fault }) => fault.region === region);
  if (isRefused) tell({ kind: 'region-refused', invocation, region });
  if (isRefused || region === barred) throw new SdkError('UnauthorizedOperation', 403);
  const odd = inForce
    .of('odd-answers')
    .find(({ id, fault }) => hits(seed, id, fault.share, { invocation: `${invocation}/${now}`, number: 0 }));
  if (!odd) return world.views(region);
  history.add(now, `${invocation} DescribeVpnConnections: ${odd.fault.oddity}`);
  return oddViews(region, world.answers(region), odd.fault.oddity);
};

/** A container keeps its client from one invocation to the next; its calls are those of the present one. */
const slackOf = (stage: Stage, container: Container): OpenSlack => {
  const { secret, fetch } = slackPortsOf(stage, container);
  container.openSlack ??= createSlackSource({ readSecret: secret.read, fetch });
  return container.openSlack;
};

const slackPortsOf = (stage: Stage, container: Container): Pick<Ports, 'secret' | 'fetch'> => {
  const read = (): Promise<string> =>
    awsCall(
      'GetSecretValue',
      container.call('secretsmanager', 'GetSecretValue', () =>
        stage.slackMode === 'webhook' ? plantedWebhook : plantedToken,
      ),
    );
  const slackFetch = createSlackFetch(
    (slackCall, heard) => acceptSlack(stage, container.invocation, slackCall, heard),
    (service, operation, effect) => container.call(service, operation, effect),
  );
  return {
    secret: { read, refresh: read },
    fetch: createCloudFormationFetch(slackFetch, (answered) =>
      stage.tell({ kind: 'setup-answered', ...answered }),
    ),
  };
};

const acceptSlack = (stage: Stage, invocation: string, slackCall: SlackCall, heard: boolean): SlackAnswer => {
  stage.tell({ kind: 'text', where: 'slack', text: JSON.stringify(slackCall.body) });
  const given = answerOfSlack(stage, invocation, slackCall, heard);
  const shown = shownBy(slackCall);
  const retryAfterMs = given.retryAfter === null ? undefined : secondsMs(Number(given.retryAfter));
  if (shown)
    stage.tell({
      kind: 'slack-received',
      by: { invocation, heard },
      ...shown,
      retryAfterMs,
      refused: isRefusal(given),
      ...(given.body.includes('edit_window_closed') && { uneditable: String(slackCall.body['ts']) }),
    });
  return given;
};

/** Nothing that waiting would help against. */
const isRefusal = ({ body }: SlackAnswer): boolean => /restricted_action|action_prohibited/.test(body);

const answerOfSlack = (
  { seed, scheduler, history, tell, inForce, pace, workspace }: Stage,
  invocation: string,
  slackCall: SlackCall,
  heard: boolean,
): SlackAnswer => {
  const now = scheduler.now();
  for (const { id, fault } of inForce.of('slack')) {
    if (!hits(seed, id, fault.share, { invocation: `${invocation}/${now}`, number: 0 })) continue;
    const refusal = refusalOf(fault, slackCall);
    if (!refusal) continue;
    history.add(now, `${invocation} slack: ${fault.mode}`);
    // Whoever asks what Slack shows is told nothing.
    if (!shownBy(slackCall)) tell({ kind: 'fate', invocation, service: 'slack', why: fault.mode });
    return refusal;
  }
  const tooOften = pace.judge(slackCall, now);
  if (tooOften) {
    history.add(now, `${invocation} slack: too often`);
    return tooOften;
  }
  return workspace.accept(slackCall, now, (accepted) => {
    history.add(
      now,
      `slack ${accepted.call} ${accepted.threadTs ?? accepted.ts} ${accepted.text.split('\n')[0]}`,
    );
    tell({ kind: 'slack', by: { invocation, heard }, ...accepted });
  });
};
