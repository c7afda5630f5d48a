import * as z from 'zod/mini';
import type { Announcement } from '../../shared/contracts/announcement.ts';
import {
  announcementOfSelfAlarms,
  type SelfAlarm,
  type SelfAlarmContext,
} from '../../shared/domain/message/self-alarms.ts';
import { minutesMs } from '../../shared/domain/time.ts';
import type { OwnAlarms } from '../../shared/ports/aws.ts';
import type { Log } from '../../shared/ports/shell.ts';

/** What CloudWatch publishes to SNS; everything but name and state may be missing. */
const Alarm = z.object({
  AlarmName: z.string(),
  NewStateValue: z.enum(['ALARM', 'OK', 'INSUFFICIENT_DATA']),
  OldStateValue: z.nullish(z.string()),
  StateChangeTime: z.nullish(z.string()),
  AlarmConfigurationUpdatedTimestamp: z.nullish(z.string()),
  InsufficientDataActions: z.nullish(z.array(z.string())),
});

/** Silence counts from then on; an alarm that is `OK` sooner after it was made has got its first data. */
const firstDataMs = minutesMs(15);

/** The alarms as they are now, and what a message about them says besides. */
export interface SelfAlarmsNow extends SelfAlarmContext {
  readonly listed: readonly SelfAlarm[];
}

/** An alarm on Tunnelkeeper itself, which comes over the same topic, told with all the others as they stand now. */
export const announcementOfAlarm = (value: unknown, alarms: SelfAlarmsNow): Announcement | undefined => {
  const parsed = Alarm.safeParse(value);
  if (!parsed.success) return undefined;
  const { AlarmName: name, NewStateValue, StateChangeTime } = parsed.data;
  const changedAt = Date.parse(StateChangeTime ?? '');
  const alarm: SelfAlarm = {
    name,
    state: stateOf[NewStateValue],
    since: Number.isNaN(changedAt) ? alarms.now : changedAt,
  };
  return announcementOfSelfAlarms(
    alarms.listed,
    { news: 'changed', alarm, isFirstState: isFirstState(parsed.data) },
    alarms,
  );
};

/** An alarm notifies of its first good state as of any other. */
const isFirstState = ({
  NewStateValue,
  OldStateValue,
  StateChangeTime,
  AlarmConfigurationUpdatedTimestamp: madeAt,
  InsufficientDataActions,
}: z.infer<typeof Alarm>): boolean => {
  if (NewStateValue !== 'OK' || OldStateValue !== 'INSUFFICIENT_DATA') return false;
  return (
    !InsufficientDataActions?.length ||
    Date.parse(StateChangeTime ?? '') - Date.parse(madeAt ?? '') < firstDataMs
  );
};

/** Alarms publish silence only where it is the fault. */
const stateOf = { ALARM: 'raised', INSUFFICIENT_DATA: 'silent', OK: 'ok' } as const;

export interface SelfAlarmsDeps extends Omit<SelfAlarmContext, 'now'> {
  readonly ownAlarms: OwnAlarms;
  readonly log: Log;
  readonly now: () => number;
}

/** Asked only where one of the bodies is about an alarm. Without an answer, each is told as if it were the only one. */
export const selfAlarmsNow = async (
  deps: SelfAlarmsDeps,
  bodies: readonly string[],
): Promise<SelfAlarmsNow> => {
  const context = { ...deps, now: deps.now() };
  if (!bodies.some((body) => body.includes('AlarmName'))) return { ...context, listed: [] };
  try {
    return { ...context, listed: await deps.ownAlarms.list(deps.region) };
  } catch (error) {
    deps.log.warn('alarms on Tunnelkeeper itself not listed', { error });
    return { ...context, listed: [] };
  }
};
