import type { Connection, CustomerGateway } from '../../shared/domain/connection.ts';
import type { Connections, CustomerGateways } from '../../shared/ports/aws.ts';
import { createFailures, type Failures } from './failures.ts';

/** Connections in memory: change `all` between looks. */
export interface FakeConnections extends Connections {
  all: readonly Connection[];
  /** Calls that were made: `list` or the ids that were asked for. */
  readonly calls: ('list' | readonly string[])[];
  readonly failures: Failures;
}

export const createFakeConnections = (all: readonly Connection[] = []): FakeConnections => {
  const failures = createFailures();
  const fake: FakeConnections = {
    all,
    calls: [],
    failures,
    list: async (region) => {
      fake.calls.push('list');
      failures.throwIfDue();
      return fake.all.filter((connection) => connection.region === region && connection.state !== 'deleted');
    },
    find: async (region, connectionIds) => {
      if (connectionIds.length === 0) return [];
      fake.calls.push(connectionIds);
      failures.throwIfDue();
      return fake.all.filter(
        (connection) =>
          connection.region === region &&
          connection.state !== 'deleted' &&
          connectionIds.includes(connection.connectionId),
      );
    },
  };
  return fake;
};

export interface FakeCustomerGateways extends CustomerGateways {
  all: readonly CustomerGateway[];
  readonly failures: Failures;
}

export const createFakeCustomerGateways = (all: readonly CustomerGateway[] = []): FakeCustomerGateways => {
  const failures = createFailures();
  const fake: FakeCustomerGateways = {
    all,
    failures,
    find: async (_region, ids) => {
      failures.throwIfDue();
      return fake.all.filter((gateway) => ids.includes(gateway.customerGatewayId));
    },
  };
  return fake;
};
