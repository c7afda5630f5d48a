import { tunnelAlarmMark, tunnelAlarmName } from '../../shared/contracts/alarm-name.ts';
import type { EpochMs } from '../../shared/domain/time.ts';

/** A `CloudWatch Alarm State Change` as EventBridge brings it. */
export const alarmEvent = (
  region: string,
  connectionId: string,
  outsideIp: string,
  state: 'ALARM' | 'OK',
  at: EpochMs,
): unknown => ({
  'detail-type': 'CloudWatch Alarm State Change',
  source: 'aws.cloudwatch',
  time: new Date(at).toISOString(),
  region,
  detail: {
    alarmName: tunnelAlarmName(connectionId, outsideIp),
    configuration: { description: `${tunnelAlarmMark}.`, metrics: [] },
    state: { value: state, timestamp: new Date(at).toISOString() },
  },
});

export interface HealthTold {
  readonly region: string;
  readonly accountId: string;
  readonly connectionId: string;
  readonly code: string;
  /** Part of its id. */
  readonly id: string;
  readonly startedAt: EpochMs;
  readonly sentAt: EpochMs;
}

/** In the id of every event that is about the account of somebody else. */
export const foreignMark = 'foreign';

export const replacementCode = 'AWS_VPN_REDUNDANCY_LOSS';

/** An `AWS Health Event` as EventBridge brings it. */
export const healthEvent = (told: HealthTold): unknown => ({
  'detail-type': 'AWS Health Event',
  source: 'aws.health',
  account: told.accountId,
  time: new Date(told.sentAt).toISOString(),
  region: told.region,
  resources: [told.connectionId],
  detail: {
    eventArn: `arn:aws:health:${told.region}::event/VPN/${told.code}/${told.code}-${told.id}`,
    service: 'VPN',
    eventTypeCode: told.code,
    eventTypeCategory: 'accountNotification',
    communicationId: `${told.id}-1`,
    startTime: new Date(told.startedAt).toUTCString(),
    statusCode: 'open',
    eventRegion: told.region,
    eventDescription: [{ language: 'en_US', latestDescription: 'A momentary lapse of redundancy.' }],
    affectedEntities: [{ entityValue: told.connectionId }],
    affectedAccount: told.accountId,
    page: '1',
    totalPages: '1',
  },
});
