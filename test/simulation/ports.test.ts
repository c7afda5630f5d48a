import { describe } from 'vitest';
import type { Connection, CustomerGateway } from '../../shared/domain/connection.ts';
import type { EpochMs } from '../../shared/domain/time.ts';
import type { TunnelAlarm } from '../../shared/ports/aws.ts';
import { createHistory } from '../../simulation/kernel/history.ts';
import { createScheduler } from '../../simulation/kernel/scheduler.ts';
import { createQueue } from '../../simulation/platform/queue.ts';
import { type Caller, directCaller } from '../../simulation/platform/service.ts';
import { createCharts } from '../../simulation/ports/charts.ts';
import {
  createConnections,
  createCustomerGateways,
  createTunnelHistory,
} from '../../simulation/ports/connections.ts';
import {
  createAnnouncer,
  createDiagnosisRequests,
  createRestartRequests,
} from '../../simulation/ports/outbound.ts';
import { createRecords } from '../../simulation/ports/records.ts';
import { createRestartLedger } from '../../simulation/ports/restart-ledger.ts';
import { createSlackDeliveries } from '../../simulation/ports/slack-deliveries.ts';
import { type AlarmBook, createTunnelAlarms } from '../../simulation/ports/tunnel-alarms.ts';
import { createTunnelRestarter } from '../../simulation/ports/tunnel-restarter.ts';
import { createTable } from '../../simulation/store/table.ts';
import { SdkError } from '../../simulation/world/sdk-error.ts';
import { runAnnouncerContract } from '../contract/announcer-contract.ts';
import { runChartsContract } from '../contract/charts-contract.ts';
import { runConnectionsContract } from '../contract/connections-contract.ts';
import { runCustomerGatewaysContract } from '../contract/customer-gateways-contract.ts';
import { runDiagnosisRequestsContract } from '../contract/diagnosis-requests-contract.ts';
import { runRecordsContract } from '../contract/records-contract.ts';
import { runRestartLedgerContract } from '../contract/restart-ledger-contract.ts';
import { runRestartRequestsContract } from '../contract/restart-requests-contract.ts';
import { runSlackDeliveriesContract } from '../contract/slack-deliveries-contract.ts';
import { runTunnelAlarmsContract } from '../contract/tunnel-alarms-contract.ts';
import { runTunnelHistoryContract } from '../contract/tunnel-history-contract.ts';
import { runTunnelRestarterContract } from '../contract/tunnel-restarter-contract.ts';
import { start } from '../domain/builders.ts';
import { createFakeClock } from '../fakes/clock.ts';
import { tunnelKey } from '../fakes/tunnel-history.ts';

/** The simulated ports, without any fault, keep the promises of the real adapters. */

/** Fails the next call, without effect, when it is told to. */
const failingCaller = () => {
  let error: Error | undefined;
  const call: Caller = async (_service, _operation, effect) => {
    const due = error;
    error = undefined;
    if (due) throw due;
    return effect(true);
  };
  return { call, failNext: (code: string) => (error = new SdkError(code, 403)) };
};

describe('connections: simulated', () =>
  runConnectionsContract(() => {
    let all: readonly Connection[] = [];
    let requests = 0;
    const view = {
      connections: (region: string) => {
        requests += 1;
        return all.filter((connection) => connection.region === region);
      },
    };
    return {
      connections: createConnections(view, directCaller),
      place: (placed) => {
        all = placed;
      },
      requests: () => requests,
    };
  }));

describe('customer gateways: simulated', () =>
  runCustomerGatewaysContract(() => {
    let all: readonly CustomerGateway[] = [];
    return {
      gateways: createCustomerGateways({ gateways: () => all }, directCaller),
      place: (placed) => {
        all = placed;
      },
    };
  }));

describe('tunnel history: simulated', () =>
  runTunnelHistoryContract(() => {
    const lastUp = new Map<string, EpochMs>();
    return {
      history: createTunnelHistory({ lastUpAt: (tunnel) => lastUp.get(tunnelKey(tunnel)) }, directCaller),
      now: start,
      wasDown: () => {},
      wasUp: (tunnel, at) => {
        lastUp.set(tunnelKey(tunnel), at);
      },
    };
  }));

describe('tunnel alarms: simulated', () =>
  runTunnelAlarmsContract(() => {
    const books = new Map<string, AlarmBook & { readonly foreign: Set<string> }>();
    const dimensions = new Map<string, Readonly<Record<string, string>>[]>();
    const bookOf = (region: string) => {
      const book = books.get(region) ?? {
        alarms: new Map<string, TunnelAlarm>(),
        foreign: new Set<string>(),
      };
      books.set(region, book);
      return book;
    };
    return {
      alarms: createTunnelAlarms(bookOf, (region) => dimensions.get(region) ?? [], directCaller),
      placeForeign: (region, alarmName) => {
        bookOf(region).foreign.add(alarmName);
      },
      isForeign: (region, alarmName) => !bookOf(region).alarms.has(alarmName),
      listMetric: (region, listed) => {
        dimensions.set(region, [...(dimensions.get(region) ?? []), listed]);
      },
    };
  }));

describe('tunnel restarter: simulated', () =>
  runTunnelRestarterContract(() => {
    const errors: Error[] = [];
    let requests = 0;
    const modify = (): void => {
      requests += 1;
      const error = errors.shift();
      if (error) throw error;
    };
    return {
      restarter: createTunnelRestarter(modify, directCaller),
      answerNext: (outcome) => {
        if (outcome.call === 'accepted') return;
        errors.push(new SdkError(outcome.errorCode, outcome.call === 'uncertain' ? 500 : 400));
      },
      requests: () => requests,
    };
  }));

describe('records: simulated', () =>
  runRecordsContract(() => {
    const clock = createFakeClock(start);
    return { records: createRecords({ table: createTable(clock), call: directCaller }), clock };
  }));

describe('restart ledger: simulated', () =>
  runRestartLedgerContract(() =>
    createRestartLedger({ table: createTable({ now: () => start }), call: directCaller }),
  ));

describe('Slack deliveries: simulated', () =>
  runSlackDeliveriesContract(() => {
    const clock = createFakeClock(start);
    const table = createTable(clock);
    return { deliveries: createSlackDeliveries({ table, call: directCaller, now: clock.now }), clock };
  }));

describe('announcer: simulated', () =>
  runAnnouncerContract(() => {
    const messages: string[] = [];
    const { call, failNext } = failingCaller();
    return {
      announcer: createAnnouncer((_announcement, message) => messages.push(message), call),
      published: () => messages.map((message) => JSON.parse(JSON.parse(message).sqs)),
      failNext: () => failNext('AuthorizationError'),
    };
  }));

const queueOf = (fifo: boolean) =>
  createQueue(
    {
      name: 'queue',
      consumer: 'restart-tunnel',
      visibilityMs: 1_000,
      retentionMs: 100_000,
      maxReceiveCount: 3,
      batchSize: 1,
      maxConcurrency: 1,
      fifo,
    },
    {
      scheduler: createScheduler(start),
      history: createHistory(),
      tell: () => {},
      lambda: () => {
        throw new Error('Nothing is due in this test.');
      },
    },
  );

describe('charts: simulated', () =>
  runChartsContract(() => {
    const { call, failNext } = failingCaller();
    return { charts: createCharts(call), refuseNext: () => failNext('AccessDenied') };
  }));

describe('restart requests: simulated', () =>
  runRestartRequestsContract(() => {
    const queue = queueOf(true);
    return {
      restartRequests: createRestartRequests(({ deduplicationId, ...request }) => {
        queue.send(JSON.stringify(request), { group: request.connectionId, deduplicationId });
      }, directCaller),
      queued: () => [...queue.messages.values()].map(({ body }) => JSON.parse(body)),
    };
  }));

describe('diagnosis requests: simulated', () =>
  runDiagnosisRequestsContract(() => {
    const queue = queueOf(false);
    const { call, failNext } = failingCaller();
    return {
      diagnosisRequests: createDiagnosisRequests((request) => queue.send(JSON.stringify(request)), call),
      queued: () => [...queue.messages.values()].map(({ body }) => JSON.parse(body)),
      refuseNext: () => failNext('AccessDenied'),
    };
  }));
