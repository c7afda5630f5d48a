import { describe, expect, it } from 'vitest';
import { connectionId, region, stage } from './fixture.ts';

const sent = (form: 'newest' | '2022', delivery: object = {}) => {
  const { world, events } = stage();
  const news = world.health.complete({
    eventTypeCode: 'AWS_VPN_REDUNDANCY_LOSS',
    region,
    connectionIds: [connectionId],
  });
  world.health.deliver(news, { form, ...delivery });
  const [event] = events;
  if (!event) throw new Error('no event');
  return event;
};

describe('a Health event', () => {
  it('of the newest form has the keys of the documented sample, and no resources', () => {
    const event = sent('newest');
    expect(Object.keys(event).sort()).toEqual(
      ['version', 'id', 'detail-type', 'source', 'account', 'time', 'region', 'detail'].sort(),
    );
    expect(Object.keys(event.detail as object).sort()).toEqual(
      [
        ...['eventArn', 'service', 'eventTypeCode', 'eventTypeCategory', 'eventScopeCode', 'communicationId'],
        ...[
          'startTime',
          'lastUpdatedTime',
          'statusCode',
          'eventRegion',
          'eventDescription',
          'affectedEntities',
        ],
        ...['affectedAccount', 'page', 'totalPages', 'backupEvent', 'personas', 'actionability'],
      ].sort(),
    );
    expect(event.detail).toMatchObject({
      service: 'VPN',
      page: '1',
      backupEvent: 'false',
      startTime: 'Mon, 2 Mar 2026 03:00:00 GMT',
      affectedEntities: [
        { entityValue: `arn:aws:ec2:${region}:123456789012:vpn-connection/${connectionId}` },
      ],
    });
  });

  it('of 2022 has the keys of the captured ones: bare ids, resources, and half of the fields', () => {
    const event = sent('2022');
    expect(event.resources).toEqual([connectionId]);
    expect(Object.keys(event.detail as object).sort()).toEqual(
      [
        ...['affectedEntities', 'eventArn', 'eventDescription', 'eventTypeCategory', 'eventTypeCode'],
        ...['service', 'startTime'],
      ].sort(),
    );
    expect(JSON.stringify(event.detail)).toContain('\\\\n');
  });

  it('shares its communication id with its backup copy, which comes on another bus with another id', () => {
    const original = sent('newest');
    const copy = sent('newest', { backup: true });
    expect(copy).toMatchObject({ region: 'us-west-2', detail: { backupEvent: 'true', eventRegion: region } });
    expect(copy.id).not.toBe(original.id);
    expect((copy.detail as { communicationId: string }).communicationId).toBe(
      (original.detail as { communicationId: string }).communicationId,
    );
  });
});
