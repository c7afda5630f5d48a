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

/** An `AWS Health Event` that tells of a replaced endpoint. */
export const replacementEvent = (
  region: string,
  accountId: string,
  connectionId: string,
  startedAt: EpochMs,
  sentAt: EpochMs,
): unknown => ({
  'detail-type': 'AWS Health Event',
  source: 'aws.health',
  account: accountId,
  time: new Date(sentAt).toISOString(),
  region,
  resources: [connectionId],
  detail: {
    eventArn: `arn:aws:health:${region}::event/VPN/AWS_VPN_REDUNDANCY_LOSS/AWS_VPN_REDUNDANCY_LOSS-${startedAt}`,
    service: 'VPN',
    eventTypeCode: 'AWS_VPN_REDUNDANCY_LOSS',
    eventTypeCategory: 'accountNotification',
    communicationId: `${connectionId}-${startedAt}-1`,
    startTime: new Date(startedAt).toUTCString(),
    statusCode: 'open',
    eventRegion: region,
    eventDescription: [{ language: 'en_US', latestDescription: 'A momentary lapse of redundancy.' }],
    affectedEntities: [{ entityValue: connectionId }],
    affectedAccount: accountId,
    page: '1',
    totalPages: '1',
  },
});
