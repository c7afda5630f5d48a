import { type EpochMs, minutesMs, secondsMs } from '../../time.ts';
import type { LogGroupReading } from '../evidence.ts';
import { logGroupOf } from '../log-group.ts';
import type { Said } from './course.ts';
import type { LoggedTunnel } from './verdict.ts';

/** Lines take a while to arrive. */
const patienceMs = minutesMs(2);

/** The record may know the fall to the second only. */
const fallSlackMs = secondsMs(5);

/** Nobody negotiates: the tunnel is down, its activity is logged, the log could be read, and holds nothing since the fall. */
export const isSilent = (
  readings: readonly LogGroupReading[],
  tunnel: LoggedTunnel,
  course: readonly Said[],
  now: EpochMs,
): boolean =>
  tunnel.state === 'down' &&
  now - tunnel.since >= patienceMs &&
  !course.some(({ event }) => event.kind === 'activity' && event.at >= tunnel.since - fallSlackMs) &&
  isActivityRead(readings, tunnel, course);

const isActivityRead = (
  readings: readonly LogGroupReading[],
  { activityLog }: LoggedTunnel,
  course: readonly Said[],
): boolean => {
  if (activityLog === 'off') return false;
  if (activityLog === undefined) {
    // What could be read may be the log of BGP alone.
    return course.length === 0 && readings.length > 0 && readings.every(isRead);
  }
  const { name } = logGroupOf(activityLog.logGroupArn);
  return readings.some((reading) => reading.logGroup === name && isRead(reading));
};

const isRead = ({ lines }: LogGroupReading): boolean => 'value' in lines;
