import * as z from 'zod/mini';
import type { Announcement } from '../../shared/contracts/announcement.ts';
import type { MessageCatalogue } from '../../shared/domain/message/catalogue.ts';
import type { Message } from '../../shared/domain/message/message.ts';

/** What CloudWatch publishes to SNS; everything but name and state may be missing. */
const Alarm = z.object({
  AlarmName: z.string(),
  NewStateValue: z.enum(['ALARM', 'OK', 'INSUFFICIENT_DATA']),
  AlarmDescription: z.nullish(z.string()),
  NewStateReason: z.nullish(z.string()),
  StateChangeTime: z.nullish(z.string()),
  AWSAccountId: z.nullish(z.string()),
  AlarmArn: z.nullish(z.string()),
});

type Alarm = z.infer<typeof Alarm>;

/** The description of an alarm begins with how bad it is: `[warning] …`. */
const severityOf = ({ NewStateValue, AlarmDescription }: Alarm): Message['severity'] => {
  if (NewStateValue === 'OK') return 'resolved';
  const isWarning = NewStateValue === 'INSUFFICIENT_DATA' || AlarmDescription?.startsWith('[warning]');
  return isWarning ? 'warning' : 'critical';
};

/** An alarm on Tunnelkeeper itself, which comes over the same topic, as a message of its own. */
export const announcementOfAlarm = (value: unknown, words: MessageCatalogue): Announcement | undefined => {
  const parsed = Alarm.safeParse(value);
  if (!parsed.success) return undefined;
  const alarm = parsed.data;
  return {
    format: 'tunnelkeeper/announcement/1',
    kind: 'notice.own-alarm',
    subjectId: `alarm/${alarm.AlarmName.slice(0, 255)}/${(alarm.StateChangeTime ?? '').slice(0, 40)}`,
    revision: 1,
    region: regionOf(alarm) ?? 'unknown',
    connectionId: undefined,
    channel: undefined,
    message: messageOf(alarm, words),
    thread: [],
    chart: undefined,
  };
};

/** `arn:aws:cloudwatch:eu-west-1:111122223333:alarm:…`: the field `Region` holds a name for people instead. */
const regionOf = (alarm: Alarm): string | undefined => alarm.AlarmArn?.split(':')[3] || undefined;

const messageOf = (alarm: Alarm, { connection, own, titles }: MessageCatalogue): Message => {
  const { label } = connection;
  const region = regionOf(alarm);
  const runbook = alarm.AlarmDescription?.match(/https:\/\/\S+/u)?.[0];
  return {
    severity: severityOf(alarm),
    headline: own.alarm[alarm.NewStateValue](alarm.AlarmName),
    summary: alarm.NewStateReason ?? '',
    facts: [
      ...(alarm.AWSAccountId ? [{ label: label.account, value: alarm.AWSAccountId }] : []),
      ...(region ? [{ label: label.region, value: region }] : []),
    ],
    tunnels: [],
    cause: undefined,
    done: [],
    todo: alarm.NewStateValue !== 'OK' && alarm.AlarmDescription ? [alarm.AlarmDescription] : [],
    findings: [],
    unread: [],
    titles,
    links: runbook ? [{ label: label.runbookLink, url: runbook }] : [],
  };
};
