import { describe, expect, it } from 'vitest';
import { deliver } from '../../../functions/slack-notifier/deliver.ts';
import { showChart } from '../../../functions/slack-notifier/show-chart.ts';
import { AwsCallError } from '../../../shared/aws/client/aws-call-error.ts';
import type { Announcement } from '../../../shared/contracts/announcement.ts';
import type { SlackMode } from '../../../shared/slack/client.ts';
import type { SlackOutcome } from '../../../shared/slack/outcome.ts';
import { createFakeCharts } from '../../fakes/charts.ts';
import { incidentAnnouncement } from './announcements.ts';
import { channel, setUp } from './set-up.ts';

const chart = { region: 'eu-west-1', title: 'Tunnels of vpn-1', widget: '{"metrics":[]}' };
const announced = (change: Partial<Announcement> = {}) => incidentAnnouncement({ chart, ...change });
const { subjectId } = announced();

const awsError = (code: string, statusCode?: number) =>
  new AwsCallError('GetMetricWidgetImage', { code, statusCode, requestId: undefined });

/** A message that has been delivered, and what its chart needs. */
const start = async (mode: SlackMode = 'bot') => {
  const scene = setUp(mode);
  const charts = createFakeCharts();
  const deps = { ...scene.deps, charts, openSlack: async () => scene.slack };
  await deliver(deps, announced());
  const again = async (revision: number) => {
    await deliver(deps, announced({ revision }));
    await showChart(deps, announced({ revision }));
  };
  return {
    ...scene,
    deps,
    charts,
    again,
    recorded: async () => (await scene.deliveries.load(subjectId))?.chart,
    warned: () => scene.log.entries.filter(({ message }) => message === 'chart not shown'),
  };
};

describe('showing a chart', () => {
  it('draws it and shows it in the thread, in the channel that took the message, once', async () => {
    const { deps, charts, slack, recorded, again } = await start();
    await showChart(deps, announced());
    await again(2);
    expect(charts.drawn).toEqual([['eu-west-1', '{"metrics":[]}']]);
    expect(slack.messages[0]?.files).toMatchObject([
      {
        channel,
        threadTs: slack.messages[0]?.ts,
        filename: 'vpn-0123456789abcdef0.png',
        title: 'Tunnels of vpn-1',
        bytes: new TextEncoder().encode('{"metrics":[]}'),
      },
    ]);
    expect(slack.uploads[0]?.altText).toMatch(/^Tunnels of vpn-1; .*\d+\.\d+\.\d+\.\d+ /);
    expect(await recorded()).toBe('shown');
  });

  it.each<[string, Partial<Announcement>, SlackMode]>([
    ['an announcement without one', { chart: undefined }, 'bot'],
    ['a webhook, which takes no files', {}, 'webhook'],
    ['a subject that has no message', { subjectId: 'other' }, 'bot'],
  ])('draws nothing for %s', async (_, change, mode) => {
    const { deps, charts, slack, warned } = await start(mode);
    await showChart(deps, announced(change));
    expect([charts.drawn, slack.uploads, warned()]).toEqual([[], [], []]);
  });

  it('keeps what else is on record, and blocks nobody', async () => {
    const { deps, deliveries } = await start();
    const before = await deliveries.load(subjectId);
    await showChart(deps, announced());
    expect(await deliveries.load(subjectId)).toMatchObject({
      ...before,
      version: expect.any(Number),
      chart: 'shown',
      leaseUntil: 0,
    });
  });

  it('cuts words of others to what Slack takes, and to one line', async () => {
    const { deps, slack } = await start();
    const title = `a\nb\u0007${'🙂'.repeat(2_000)}`;
    await showChart(deps, announced({ chart: { ...chart, title }, connectionId: undefined }));
    const [file] = slack.uploads;
    expect(file?.filename).toBe('tunnels.png');
    expect(file?.title).toMatch(/^a b 🙂+…$/u);
    expect([...(file?.title ?? '')]).toHaveLength(200);
    expect([...(file?.altText ?? '')]).toHaveLength(900);
  });
});

describe('a chart that fails', () => {
  const transient: [string, SlackOutcome][] = [
    ['rate-limited', { outcome: 'rate-limited', retryAfterMs: 30_000 }],
    ['timeout', { outcome: 'unavailable', reason: 'timeout' }],
    ['server-error', { outcome: 'unavailable', reason: 'server-error' }],
  ];
  it.each(transient)('with %s is tried once more with the next announcement', async (reason, outcome) => {
    const { deps, slack, again, warned, recorded } = await start();
    slack.answerNextUpload(outcome);
    await showChart(deps, announced());
    expect(warned()).toMatchObject([{ level: 'warn', facts: { subjectId, reason, final: false } }]);
    expect(await recorded()).toBeUndefined();
    await again(2);
    expect(slack.messages[0]?.files).toHaveLength(1);
    expect(await recorded()).toBe('shown');
  });

  it.each<[string, SlackOutcome]>([
    ['missing_scope', { outcome: 'refused', error: 'missing_scope' }],
    ['not_in_channel', { outcome: 'refused', error: 'not_in_channel' }],
    ['thread_not_found', { outcome: 'message-gone', error: 'thread_not_found' }],
  ])('with %s is given up', async (reason, outcome) => {
    const { deps, slack, again, warned, recorded } = await start();
    slack.answerNextUpload(outcome);
    await showChart(deps, announced());
    await again(2);
    expect(warned()).toMatchObject([{ facts: { reason, final: true } }]);
    expect(slack.uploads).toHaveLength(1);
    expect(await recorded()).toBe('given-up');
  });

  it.each([
    ['ThrottlingException', 400, false],
    ['Throttling', 400, false],
    ['InternalServiceFault', 500, false],
    ['TimeoutError', undefined, false],
    ['AccessDenied', 403, true],
    ['AccessDeniedException', 400, true],
    ['InvalidParameterValue', 400, true],
  ])('to be drawn with %s (%s) is final: %s', async (code, statusCode, final) => {
    const { deps, charts, slack, again, warned, recorded } = await start();
    charts.failNext(awsError(code, statusCode));
    await showChart(deps, announced());
    expect(warned()).toMatchObject([{ facts: { reason: code, final } }]);
    expect(await recorded()).toBe(final ? 'given-up' : undefined);
    await again(2);
    expect(slack.uploads).toHaveLength(final ? 0 : 1);
  });

  it('in a way that nobody expected is a line in the log and no more', async () => {
    const { deps, deliveries, warned } = await start();
    const openSlack = async () => Promise.reject(new Error('the secret cannot be read'));
    await showChart({ ...deps, openSlack }, announced());
    deliveries.failures.next(new Error('DynamoDB is away'));
    await showChart(deps, announced());
    expect(warned()).toMatchObject([
      { facts: { reason: 'unexpected-error' } },
      { facts: { reason: 'unexpected-error' } },
    ]);
  });
});

describe('two at the same time', () => {
  it('show it once', async () => {
    const { deps, slack } = await start();
    await Promise.all([showChart(deps, announced()), showChart(deps, announced())]);
    expect(slack.uploads).toHaveLength(1);
  });

  it('gives way to whoever is delivering, and leaves it to the next announcement', async () => {
    const { deps, deliveries, slack, clock, warned, again } = await start();
    const stored = await deliveries.load(subjectId);
    if (!stored) throw new Error('not delivered');
    const held = { ...stored, version: stored.version + 1, leaseUntil: clock.now() + 30_000 };
    await deliveries.save(held);
    await showChart(deps, announced());
    expect(await deliveries.load(subjectId)).toEqual(held);
    expect(warned()).toMatchObject([{ facts: { reason: 'lease-held' } }]);
    clock.advance(30_000);
    await again(2);
    expect(slack.uploads).toHaveLength(1);
  });

  it('never disturbs a delivery that begins while it is drawn or uploaded', async () => {
    const { deps, slack, charts } = await start();
    const outcomes: unknown[] = [];
    const deliverMeanwhile = async (revision: number) => {
      outcomes.push(await deliver(deps, announced({ revision })));
    };
    const slowCharts = {
      draw: async (region: string, widget: string) => {
        await deliverMeanwhile(2);
        return charts.draw(region, widget);
      },
    };
    const upload: typeof slack.upload = async (file) => {
      await deliverMeanwhile(3);
      return slack.upload(file);
    };
    await showChart({ ...deps, charts: slowCharts }, announced());
    expect(slack.uploads).toHaveLength(0);
    await showChart({ ...deps, openSlack: async () => ({ ...slack, upload }) }, announced({ revision: 2 }));
    expect(outcomes).toEqual([
      { outcome: 'delivered', reason: 'newer-revision' },
      { outcome: 'delivered', reason: 'newer-revision' },
    ]);
    await showChart(deps, announced({ revision: 3 }));
    expect(slack.messages[0]?.files).toHaveLength(1);
  });

  it('may lose a picture where the function ends in the middle, and never shows it twice', async () => {
    const { deps, slack, again } = await start();
    const crash = new Error('the function was ended');
    const upload: typeof slack.upload = async (file) => {
      await slack.upload(file);
      throw crash;
    };
    await showChart({ ...deps, openSlack: async () => ({ ...slack, upload }) }, announced());
    await again(2);
    expect(slack.messages[0]?.files).toHaveLength(1);
  });
});
