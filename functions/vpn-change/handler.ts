import type { ApiChangeSignal, NetworkManagerSignal } from '../../shared/domain/signal.ts';
import { connectionIdsAt } from '../../shared/domain/whereabouts.ts';
import { parseVpnChange } from '../../shared/events/vpn-change-event.ts';
import { isWatched, type WatchDeps } from '../../shared/intake/found-regions.ts';
import type { Look } from '../../shared/intake/report.ts';
import type { Connections } from '../../shared/ports/aws.ts';
import type { Log, Now } from '../../shared/ports/shell.ts';

export interface VpnChangeDeps extends WatchDeps {
  readonly look: Look;
  /** Where connections are looked for that an event does not name. */
  readonly connections: Pick<Connections, 'list'>;
  readonly accountId: string;
  /** The role that our own calls are made with. */
  readonly ownRoleArn: string;
  readonly log: Log;
  readonly now: Now;
}

/** Looks at the connections that have come, gone or been changed, as CloudTrail or Network Manager tells. */
export const createVpnChangeHandler =
  (deps: VpnChangeDeps) =>
  async (input: unknown): Promise<void> => {
    const { look, connections, accountId, ownRoleArn, log, now } = deps;
    const read = parseVpnChange(input, { accountId, ownRoleArn, receivedAt: now() });
    if ('ignored' in read) {
      log.warn('change ignored', { reason: read.ignored, what: read.what });
      return;
    }
    const { region } = read;
    if (region === undefined || !(await isWatched(deps, region))) {
      const about =
        'signals' in read
          ? { connectionIds: read.signals.map(({ connectionId }) => connectionId) }
          : { what: read.what, ...read.where };
      log.warn('change ignored', { reason: 'region-not-watched', region, ...about });
      return;
    }
    const signals =
      'signals' in read
        ? read.signals
        : connectionIdsAt(read.where, await connections.list(region)).map(read.signalOf);
    if ('where' in read && signals.length === 0) {
      log.info('change ignored', { reason: 'no-such-connection', region, what: read.what, ...read.where });
      return;
    }
    const connectionIds = signals.map((signal) => signal.connectionId);
    const report = await look({ region, connectionIds, signals });
    const reasons = new Map(report.connections.map(({ connectionId, reason }) => [connectionId, reason]));
    for (const signal of signals) {
      const reason = reasons.get(signal.connectionId);
      log.info('change looked into', { region, ...factsOf(signal), reason });
    }
  };

/** What the log may hold of it: never the event itself, which may hold keys. */
const factsOf = (signal: ApiChangeSignal | NetworkManagerSignal): Readonly<Record<string, unknown>> => {
  const { kind, connectionId } = signal;
  if (kind === 'network-manager') {
    return { kind, connectionId, news: signal.news, outsideIp: signal.outsideIp };
  }
  const { operation, changeId, by, outsideIp } = signal.change;
  return {
    kind,
    connectionId,
    operation,
    changeId,
    byKind: by.kind,
    by: by.name,
    own: signal.isOwn,
    outsideIp,
  };
};
