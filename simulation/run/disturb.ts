import type { Incident } from '../../shared/domain/incident.ts';
import type { EpochMs } from '../../shared/domain/time.ts';
import { type Estate, regionOf } from '../estate/estate.ts';
import type { Stage } from '../functions/ports-of.ts';
import type { Disturbance, FalseSignal, WorldEvent } from '../plan/disturbance.ts';
import type { Bus } from '../platform/bus.ts';
import { foreignMark, healthEvent } from '../world/events.ts';
import { happen } from '../world/happen.ts';
import { startAt } from './run.ts';

/** The account of somebody else. */
const foreignAccountId = '999988887777';

interface Disturbed {
  readonly estate: Estate;
  readonly plan: readonly (Disturbance | undefined)[];
}

/** Puts down everything of the plan that happens at one moment. What lasts is looked up where it matters. */
export const disturb = (stage: Stage & { bus: Bus }, { estate, plan }: Disturbed): void => {
  const { scheduler, history, world } = stage;
  plan.forEach((event, index) => {
    if (!event || !('atMs' in event)) return;
    scheduler.at(startAt + event.atMs, () => {
      history.add(scheduler.now(), `#${index} ${JSON.stringify(event)}`);
      if (isSignal(event)) signal(stage, estate, event, scheduler.now());
      else happen(world, estate, event, scheduler.now());
    });
  });
};

const isSignal = (event: WorldEvent | FalseSignal): event is FalseSignal =>
  event.kind === 'restart-requested' || event.kind === 'health-told';

const signal = (
  { table, queues, bus, tell }: Stage & { bus: Bus },
  estate: Estate,
  event: FalseSignal,
  now: EpochMs,
): void => {
  const connection = estate.connections[event.connection];
  if (!connection) return;
  const { connectionId } = connection;
  const region = regionOf(estate, connectionId);
  const { accountId } = estate;
  if (event.kind === 'restart-requested') {
    const incident = table.read<Incident>(`${region}/INCIDENT`, connectionId);
    const outsideIp = connection.tunnels[event.tunnel]?.outsideIp;
    if (!incident || !outsideIp) return;
    const request = { region, connectionId, outsideIp, incidentId: incident.incidentId };
    const deduplicationId = `asked/${now}`;
    queues.restarts.send(JSON.stringify(request), { group: connectionId, deduplicationId });
    return;
  }
  const id = `${event.foreign ? foreignMark : 'told'}-${connectionId}-${now}`;
  const account = event.foreign ? foreignAccountId : accountId;
  const told = {
    region,
    accountId: account,
    connectionId,
    code: event.code,
    id,
    startedAt: now,
    sentAt: now,
  };
  const { code, foreign } = event;
  tell({ kind: 'health-sent', id: `health:${id}`, connectionId, code, startedAt: now, foreign });
  bus.event('health-event', `health:${id}`, healthEvent(told));
};
