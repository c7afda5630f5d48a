import type { ApiChangeSignal, NetworkManagerSignal } from '../../shared/domain/signal.ts';
import { parseVpnChange } from '../../shared/events/vpn-change-event.ts';
import type { Look } from '../../shared/intake/report.ts';
import type { Log, Now } from '../../shared/ports/shell.ts';

export interface VpnChangeDeps {
  readonly look: Look;
  /** The regions that are watched; the first is the hub. */
  readonly regions: readonly string[];
  readonly accountId: string;
  /** The role that our own calls are made with. */
  readonly ownRoleArn: string;
  readonly log: Log;
  readonly now: Now;
}

/** Looks at the connections that have come, gone or been changed, as CloudTrail or Network Manager tells. */
export const createVpnChangeHandler =
  ({ look, regions, accountId, ownRoleArn, log, now }: VpnChangeDeps) =>
  async (input: unknown): Promise<void> => {
    const read = parseVpnChange(input, { accountId, ownRoleArn, receivedAt: now() });
    if ('ignored' in read) {
      log.warn('change ignored', { reason: read.ignored, what: read.what });
      return;
    }
    const { region, signals } = read;
    const connectionIds = signals.map((signal) => signal.connectionId);
    if (region === undefined || !regions.includes(region)) {
      log.warn('change ignored', { reason: 'region-not-watched', region, connectionIds });
      return;
    }
    const { connections } = await look({ region, connectionIds, signals });
    const reasons = new Map(connections.map(({ connectionId, reason }) => [connectionId, reason]));
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
