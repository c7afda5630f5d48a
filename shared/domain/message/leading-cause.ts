import { causeOrder } from '../diagnosis/cause-order.ts';
import { beforeFallMs } from '../diagnosis/log-cause-of.ts';
import type { Cause, Incident } from '../incident.ts';
import { isDown } from '../lifecycle/tunnels.ts';

/** The cause that explains most of what is the matter now, or was at last. */
export const leadingCause = (incident: Incident): Cause | undefined => {
  const fellAt = Math.min(...incident.tunnels.filter(isDown).map((tunnel) => tunnel.since));
  const present = incident.causes.filter(
    (cause) => !Number.isFinite(fellAt) || cause.at >= fellAt - beforeFallMs,
  );
  return causeOrder
    .map((name) => present.findLast((cause) => cause.name === name))
    .find((cause) => cause !== undefined);
};

/** Tunnels are up, and what passed through them has stopped. */
export const isTraffic = ({ name }: Cause): boolean =>
  name === 'nothing-comes-back' || name === 'nothing-sent-back';

/** No tunnel went down in this incident: traffic alone was away. */
export const isOfTrafficOnly = (incident: Incident): boolean =>
  incident.causes.some(isTraffic) &&
  !incident.falls.some(({ at }) => at >= incident.firstSeenAt - beforeFallMs);
