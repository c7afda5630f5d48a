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
