import { announcementOfSelfAlarms } from '../../shared/domain/message/self-alarms.ts';
import { type EpochMs, hoursMs, minutesMs } from '../../shared/domain/time.ts';
import type { AnnounceDeps } from '../../shared/intake/announce.ts';
import type { OwnAlarms } from '../../shared/ports/aws.ts';

export interface SelfAlarmDeps extends Omit<AnnounceDeps, 'records'> {
  readonly ownAlarms: OwnAlarms;
  /** Where the alarms on Tunnelkeeper itself are. */
  readonly hubRegion: string;
}

/** How often this is asked (`rate(15 minutes)`). */
const everyMs = minutesMs(15);

const remindEveryMs = hoursMs(4);

/**
 * CloudWatch says once that an alarm is raised; what lasts is said again every four hours. Nothing is remembered for it: a run
 * that is left out, or takes place twice, costs or repeats one reminder.
 */
export const remindOfSelfAlarms = async (deps: SelfAlarmDeps): Promise<void> => {
  const { ownAlarms, hubRegion: region, log } = deps;
  try {
    const at = Math.floor(deps.now() / everyMs) * everyMs;
    const alarms = await ownAlarms.list(region);
    if (!alarms.some(({ state, since }) => state !== 'ok' && isDue(since, at))) return;
    const announcement = announcementOfSelfAlarms(
      alarms,
      { news: 'lasting', at },
      { ...deps, region, now: at },
    );
    if (!announcement) return;
    await deps.announcer.announce(announcement);
    log.info('announced', { subjectId: announcement.subjectId, kind: announcement.kind });
  } catch (error) {
    log.warn('no reminder of alarms on Tunnelkeeper itself', { error });
  }
};

const isDue = (since: EpochMs, at: EpochMs): boolean =>
  Math.floor((at - since) / remindEveryMs) > Math.floor((at - everyMs - since) / remindEveryMs) &&
  at - since >= remindEveryMs;
