import type { Announcement } from '../../shared/contracts/announcement.ts';
import type { Chart } from '../../shared/domain/diagnosis/explanation.ts';
import type { Charts } from '../../shared/ports/diagnosis.ts';
import type { SlackDeliveries, SlackDelivery } from '../../shared/ports/records.ts';
import type { Log, Now } from '../../shared/ports/shell.ts';
import type { OpenSlack } from '../../shared/slack/slack-source.ts';
import { type ChartFailure, drawFailure, uploadFailure } from './chart-failure.ts';
import { chartFile } from './chart-file.ts';

export interface ShowChartDeps {
  readonly openSlack: OpenSlack;
  readonly charts: Charts;
  readonly deliveries: SlackDeliveries;
  readonly log: Log;
  readonly now: Now;
}

/**
 * Shows a chart in the thread of a message that has been delivered, once per subject. It only adds to what has been told,
 * so nothing waits for it: it holds no lease, gives way to whoever is delivering, and fails with a line in the log.
 */
export const showChart = async (deps: ShowChartDeps, announcement: Announcement): Promise<void> => {
  const { chart, subjectId } = announcement;
  if (!chart) return;
  try {
    const failure = await tryToShow(deps, announcement, chart);
    if (failure)
      deps.log.warn('chart not shown', { subjectId, reason: failure.reason, final: failure.isFinal });
  } catch (error) {
    deps.log.warn('chart not shown', { subjectId, reason: 'unexpected-error', error });
  }
};

const busy: ChartFailure = { reason: 'lease-held', isFinal: false };

const tryToShow = async (
  deps: ShowChartDeps,
  announcement: Announcement,
  chart: Chart,
): Promise<ChartFailure | undefined> => {
  const slack = await deps.openSlack();
  if (slack.mode !== 'bot') return undefined;
  const stored = await deps.deliveries.load(announcement.subjectId);
  const { ts, channel } = stored ?? {};
  if (!stored || ts === undefined || channel === undefined || stored.chart !== undefined) return undefined;
  const picture = await draw(deps, chart);
  if ('reason' in picture) {
    if (picture.isFinal) await settle(deps, stored, 'given-up');
    return picture;
  }
  // Given up until it is shown: whatever ends here, the picture is not shown twice.
  const claimed = await settle(deps, stored, 'given-up');
  if (!claimed) return busy;
  const file = chartFile(announcement, chart, picture.bytes);
  const failure = uploadFailure(await slack.upload({ ...file, channel, threadTs: ts }));
  if (!failure) await settle(deps, claimed, 'shown');
  else if (!failure.isFinal) await settle(deps, claimed, undefined);
  return failure;
};

const draw = async (
  { charts }: ShowChartDeps,
  { region, widget }: Chart,
): Promise<{ readonly bytes: Uint8Array } | ChartFailure> => {
  try {
    return { bytes: await charts.draw(region, widget) };
  } catch (error) {
    return drawFailure(error);
  }
};

/** Undefined if somebody is delivering, or has meanwhile: then they go on undisturbed, and the chart stays as it was. */
const settle = async (
  { deliveries, now }: ShowChartDeps,
  delivery: SlackDelivery,
  chart: SlackDelivery['chart'],
): Promise<SlackDelivery | undefined> => {
  if (delivery.leaseUntil > now()) return undefined;
  const next: SlackDelivery = { ...delivery, chart, version: delivery.version + 1 };
  return (await deliveries.save(next)) === 'saved' ? next : undefined;
};
