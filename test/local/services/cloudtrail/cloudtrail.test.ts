import {
  CloudTrailClient,
  DescribeTrailsCommand,
  GetEventSelectorsCommand,
  GetTrailStatusCommand,
} from '@aws-sdk/client-cloudtrail';
import { describe, expect, it } from 'vitest';
import {
  type CloudTrailOptions,
  createCloudTrailService,
} from '../../../../local/services/cloudtrail/service.ts';
import { accountId, errorOf, startWire } from '../../wire/wire-fixture.ts';

const here = 'eu-central-1';

const open = async (options: Partial<CloudTrailOptions> = {}) => {
  const wire = await startWire([createCloudTrailService({ homeRegion: here, ...options })]);
  return new CloudTrailClient({ ...wire.client(), maxAttempts: 1 });
};

const arnIn = (region: string) => `arn:aws:cloudtrail:${region}:${accountId}:trail/management-events`;

describe('the trail', () => {
  it('logs the management events of every region', async () => {
    const client = await open();
    const { trailList } = await client.send(new DescribeTrailsCommand({}));
    expect(trailList).toMatchObject([
      { Name: 'management-events', TrailARN: arnIn(here), IsMultiRegionTrail: true, HomeRegion: here },
    ]);
    const status = await client.send(new GetTrailStatusCommand({ Name: arnIn(here) }));
    expect(status.IsLogging).toBe(true);
    const { EventSelectors } = await client.send(
      new GetEventSelectorsCommand({ TrailName: 'management-events' }),
    );
    expect(EventSelectors).toMatchObject([{ ReadWriteType: 'All', IncludeManagementEvents: true }]);
  });

  it('shows in other regions too, where only its ARN names it', async () => {
    const client = await open({ homeRegion: 'us-east-1' });
    expect((await client.send(new DescribeTrailsCommand({}))).trailList).toHaveLength(1);
    expect(
      (await client.send(new DescribeTrailsCommand({ includeShadowTrails: false }))).trailList,
    ).toHaveLength(0);
    expect((await client.send(new GetTrailStatusCommand({ Name: arnIn('us-east-1') }))).IsLogging).toBe(true);
    expect(
      await errorOf(client.send(new GetTrailStatusCommand({ Name: 'management-events' }))),
    ).toMatchObject({ name: 'TrailNotFoundException' });
  });

  it('may be stopped, or not be there', async () => {
    const stopped = await open({ trail: 'stopped' });
    expect((await stopped.send(new GetTrailStatusCommand({ Name: arnIn(here) }))).IsLogging).toBe(false);
    const none = await open({ trail: 'none' });
    expect((await none.send(new DescribeTrailsCommand({}))).trailList).toEqual([]);
  });
});
