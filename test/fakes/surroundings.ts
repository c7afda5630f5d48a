import type { Connection } from '../../shared/domain/connection.ts';
import type { Attachment, TunnelMaintenance } from '../../shared/domain/diagnosis/evidence.ts';
import type { Attachments, PendingMaintenance, RelatedConnections } from '../../shared/ports/diagnosis.ts';
import { createFailures, type Failures } from './failures.ts';
import { tunnelKey } from './tunnel-history.ts';

export interface FakeAttachments extends Attachments {
  find: Attachments['find'];
  /** By connection id. */
  readonly all: Map<string, Attachment>;
  readonly asked: string[];
  readonly failures: Failures;
}

export const createFakeAttachments = (): FakeAttachments => {
  const failures = createFailures();
  const fake: FakeAttachments = {
    all: new Map(),
    asked: [],
    failures,
    find: async (_region, connectionId) => {
      fake.asked.push(connectionId);
      failures.throwIfDue();
      const attachment = fake.all.get(connectionId);
      return attachment?.state === 'deleted' ? undefined : attachment;
    },
  };
  return fake;
};

export interface FakePendingMaintenance extends PendingMaintenance {
  read: PendingMaintenance['read'];
  /** By `tunnelKey`. */
  readonly all: Map<string, TunnelMaintenance>;
  readonly asked: string[];
  readonly failures: Failures;
}

export const createFakePendingMaintenance = (): FakePendingMaintenance => {
  const failures = createFailures();
  const fake: FakePendingMaintenance = {
    all: new Map(),
    asked: [],
    failures,
    read: async (_region, tunnel) => {
      fake.asked.push(tunnel.outsideIp);
      failures.throwIfDue();
      const none = { outsideIp: tunnel.outsideIp, pending: false, autoAppliedAfter: undefined };
      return fake.all.get(tunnelKey(tunnel)) ?? none;
    },
  };
  return fake;
};

export interface FakeRelatedConnections extends RelatedConnections {
  find: RelatedConnections['find'];
  all: readonly Connection[];
  readonly failures: Failures;
}

export const createFakeRelatedConnections = (): FakeRelatedConnections => {
  const failures = createFailures();
  const fake: FakeRelatedConnections = {
    all: [],
    failures,
    find: async (connection) => {
      failures.throwIfDue();
      return fake.all.filter(
        (other) =>
          other.region === connection.region &&
          other.connectionId !== connection.connectionId &&
          other.state !== 'deleted' &&
          haveSomethingInCommon(connection, other),
      );
    },
  };
  return fake;
};

const commonTargets: ReadonlySet<string> = new Set(['transit-gateway', 'virtual-private-gateway']);

const haveSomethingInCommon = (one: Connection, other: Connection): boolean => {
  const site = one.tags['tunnelkeeper:site'];
  return (
    (one.customerGatewayId !== '' && one.customerGatewayId === other.customerGatewayId) ||
    (commonTargets.has(one.target.kind) && one.target.id === other.target.id) ||
    (site !== undefined && site !== '' && site === other.tags['tunnelkeeper:site'])
  );
};
