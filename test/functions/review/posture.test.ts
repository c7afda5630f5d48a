import { describe, expect, it } from 'vitest';
import { createReviewHandler } from '../../../functions/review/handler.ts';
import { defaultPolicy } from '../../../shared/domain/policy.ts';
import { planPosture } from '../../../shared/domain/posture/plan.ts';
import { markPostureAnnounced } from '../../../shared/domain/posture/record.ts';
import { daysMs, hoursMs } from '../../../shared/domain/time.ts';
import { usageShardOf } from '../../../shared/domain/usage.ts';
import { postureWords } from '../../../shared/words/english/posture.ts';
import { down, start, tunnel } from '../../domain/builders.ts';
import { tunnelKey } from '../../fakes/tunnel-history.ts';
import { createSetting, ipOf, numbered, withOptions } from './setting.ts';

const posture = { task: 'posture' };

const controlled = numbered(1, { tunnels: withOptions(1, { lifecycleControl: true }) });

const linesOf = (setting: ReturnType<typeof createSetting>) => {
  const { message, thread } = setting.announcer.announcements.at(-1) ?? {};
  return [...(message?.todo ?? []), ...(thread ?? []).slice(1).map(({ text }) => text)].join('\n');
};

describe('regions that nobody has named', () => {
  const denied = { reason: 'denied', code: 'UnauthorizedOperation', since: start } as const;
  const setting = () => createSetting([numbered(1), numbered(2, { region: 'eu-central-1' })]);
  const review = async (subject: ReturnType<typeof setting>) => {
    await createReviewHandler({ ...subject.deps, othersWatched: true })(posture);
    return subject.announcer.announcements.at(-1)?.message;
  };

  it('are reviewed where connections are, and named in the digest where they refuse', async () => {
    const subject = setting();
    const regions = [
      { region: 'eu-central-1', holds: 'connections', refusal: undefined },
      { region: 'eu-north-1', holds: 'nothing', refusal: undefined },
      { region: 'sa-east-1', holds: 'unseen', refusal: denied },
    ] as const;
    await subject.records.saveFound({ hub: 'eu-west-1', version: 1, foundAt: start, regions });
    const message = await review(subject);
    expect(message?.facts).toContainEqual(
      expect.objectContaining({ value: 'eu-west-1, us-east-1, eu-central-1' }),
    );
    expect(message?.unread).toEqual([
      postureWords.digest.refusingRegions('sa-east-1 (UnauthorizedOperation)'),
    ]);
  });

  it('are said to be unknown where they could not be found', async () => {
    expect((await review(setting()))?.unread).toEqual([postureWords.digest.othersUnknown]);
  });
});

describe('the review of the set-up', () => {
  it('tells all of it with the first look and after a week, in one message for all regions', async () => {
    const setting = createSetting([numbered(1), numbered(2, { region: 'us-east-1' })]);
    for (let hour = 0; hour < 24 * 8; hour += 1) {
      await setting.handler(posture);
      setting.clock.advance(hoursMs(1));
    }
    expect(setting.told()).toEqual(['notice.posture', 'notice.posture']);
    expect(linesOf(setting)).toContain(`${postureWords.finding['single-gateway'].sentence}: site-1, site-2`);
    expect(setting.postures.saves).toBe(4);
  });

  it('tells at once what has become worse, and nothing of what has become better', async () => {
    const setting = createSetting([numbered(1)]);
    await setting.handler(posture);
    setting.connections.all = [numbered(1, { tunnels: withOptions(1, { ikeVersions: ['ikev1'] }) })];
    setting.clock.advance(hoursMs(1));
    await setting.handler(posture);
    const { sentence, remedy } = postureWords.finding['ikev1-only'];
    expect(linesOf(setting)).toBe(`${sentence}: site-1. ${remedy}`);
    setting.connections.all = [numbered(1)];
    setting.clock.advance(hoursMs(1));
    await setting.handler(posture);
    expect(setting.told()).toHaveLength(2);
  });

  it('knows from the records which tunnels have never been up', async () => {
    const one = numbered(1, { tunnels: [tunnel(ipOf(1, 1)), down(ipOf(1, 2))] });
    const setting = createSetting([one]);
    const shard = usageShardOf(one.connectionId);
    const unused = { [one.connectionId]: [ipOf(1, 2)] };
    await setting.records.saveUsage('eu-west-1', { shard, version: 1, used: {}, unused });
    await setting.handler(posture);
    expect(linesOf(setting)).toContain(postureWords.finding['single-tunnel'].sentence);
  });

  it('joins gateways by tag', async () => {
    const tags = { 'tunnelkeeper:site': 'hq' };
    const setting = createSetting([numbered(1, { tags }), numbered(2, { tags, customerGatewayId: 'cgw-2' })]);
    await setting.handler(posture);
    expect(linesOf(setting)).not.toContain(postureWords.finding['single-gateway'].sentence);
    expect(setting.announcer.announcements[0]?.message.facts[0]).toEqual({
      label: 'Two gateways, static routes',
      value: 'hq',
    });
  });

  it('leaves alone what its owner wants left alone', async () => {
    const setting = createSetting([numbered(1, { tags: { 'tunnelkeeper:watch': 'off' } })]);
    await setting.handler(posture);
    expect(setting.told()).toEqual([]);
  });

  it('can be turned off', async () => {
    const policy = { ...defaultPolicy, review: { ...defaultPolicy.review, digestEveryMs: 0 } };
    const setting = createSetting([numbered(1)], policy);
    await setting.handler(posture);
    expect(setting.connections.calls).toEqual([]);
  });
});

describe('pending maintenance', () => {
  it('is asked of tunnels under lifecycle control only, at most 5 at once', async () => {
    const many = Array.from({ length: 10 }, (_, index) =>
      numbered(index, { tunnels: withOptions(index, { lifecycleControl: true }) }),
    );
    const setting = createSetting([...many, numbered(99)]);
    let atWork = 0;
    let most = 0;
    const { read } = setting.maintenance;
    setting.maintenance.read = async (region, one) => {
      atWork += 1;
      most = Math.max(most, atWork);
      await Promise.resolve();
      const answer = await read(region, one);
      atWork -= 1;
      return answer;
    };
    await setting.handler(posture);
    expect(setting.maintenance.asked).toHaveLength(20);
    expect(most).toBe(5);
  });

  it('is told with its deadline', async () => {
    const setting = createSetting([controlled]);
    const due = { outsideIp: ipOf(1, 1), pending: true, autoAppliedAfter: start + daysMs(2) };
    setting.maintenance.all.set(
      tunnelKey({ connectionId: controlled.connectionId, outsideIp: due.outsideIp }),
      due,
    );
    await setting.handler(posture);
    expect(linesOf(setting)).toContain('site-1 (2026-03-03 03:00 UTC)');
  });

  it('that cannot be read is named, and stays as it was', async () => {
    const setting = createSetting([controlled]);
    const due = { outsideIp: ipOf(1, 1), pending: true, autoAppliedAfter: start + daysMs(30) };
    setting.maintenance.all.set(
      tunnelKey({ connectionId: controlled.connectionId, outsideIp: due.outsideIp }),
      due,
    );
    await setting.handler(posture);
    setting.clock.advance(daysMs(7));
    setting.maintenance.failures.next(new Error('AccessDenied'), 2);
    await setting.handler(posture);
    expect(linesOf(setting)).toContain(postureWords.finding['maintenance-pending'].sentence);
    expect(setting.announcer.announcements.at(-1)?.message.unread).toEqual([
      postureWords.digest.unreadMaintenance('site-1'),
    ]);
    expect(setting.log.messages('warn')).toEqual(['pending maintenance not read']);
  });
});

describe('a region that cannot be read', () => {
  it.each(['customerGateways', 'records'] as const)(
    'because of %s stops no other, is named, and fails the run in the end',
    async (part) => {
      const setting = createSetting([numbered(1), numbered(2, { region: 'us-east-1' })]);
      setting[part].failures.next(new Error('throttled'));
      await expect(setting.handler(posture)).rejects.toThrow('throttled');
      expect(setting.told()).toEqual(['notice.posture']);
      expect(setting.announcer.announcements[0]?.message.unread).toEqual([
        postureWords.digest.unreadRegions('eu-west-1'),
      ]);
      expect(setting.log.messages('error')).toEqual(['region not reviewed']);
    },
  );

  it('because its connections cannot be listed is left to the sweep to tell of', async () => {
    const setting = createSetting([numbered(1), numbered(2, { region: 'us-east-1' })]);
    setting.connections.failures.next(new Error('throttled'));
    await setting.handler(posture);
    expect(setting.announcer.announcements[0]?.message.unread).toEqual([
      postureWords.digest.unreadRegions('eu-west-1'),
    ]);
    expect(setting.log.messages('warn')).toEqual(['region not reviewed']);
  });

  it('has solved nothing', async () => {
    const setting = createSetting([numbered(1)]);
    await setting.handler(posture);
    setting.clock.advance(hoursMs(1));
    setting.connections.failures.next(new Error('throttled'), 2);
    await setting.handler(posture);
    setting.clock.advance(hoursMs(1));
    await setting.handler(posture);
    expect(setting.told()).toEqual(['notice.posture']);
  });
});

describe('what is to be told', () => {
  it('is saved before it is told, and told by the next run', async () => {
    const setting = createSetting([numbered(1)]);
    setting.announcer.failures.next(new Error('SNS is silent'));
    await expect(setting.handler(posture)).rejects.toThrow('SNS is silent');
    expect(setting.postures.stored).toMatchObject({ revision: 1, announcedRevision: 0 });
    setting.clock.advance(hoursMs(1));
    await setting.handler(posture);
    expect(setting.announcer.announcements).toMatchObject([{ revision: 1 }]);
    expect(setting.postures.stored).toMatchObject({ revision: 1, announcedRevision: 1 });
  });

  it('is not told twice by two runs at the same time', async () => {
    const setting = createSetting([numbered(1)]);
    await Promise.all([setting.handler(posture), setting.handler(posture)]);
    expect(setting.told()).toEqual(['notice.posture']);
  });

  it('is left to the run that won the race', async () => {
    const setting = createSetting([numbered(1)]);
    setting.postures.loseNextSave(async (records) => {
      const names = new Map([['vpn-1', 'hq']]);
      const seen = { names, findings: [], sites: [], maintenanceUnread: new Set<string>() };
      const regions = ['eu-west-1', 'us-east-1'].map((region) => ({ region, posture: seen }));
      const { record } = planPosture(undefined, { regions }, defaultPolicy, start);
      await records.save(record);
      await records.save(markPostureAnnounced(record));
    });
    await setting.handler(posture);
    expect(setting.told()).toEqual(['notice.posture']);
    expect(setting.announcer.announcements[0]?.subjectId).toMatch(/\/2$/);
  });
});
