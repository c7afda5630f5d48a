import { describeSetup, type RegionFound } from '../../shared/domain/message/setup-message.ts';
import { othersOf } from '../../shared/domain/regions/others.ts';
import { inParallel } from '../../shared/intake/in-parallel.ts';
import type { LookReport } from '../../shared/intake/report.ts';
import { renderBlocks } from '../../shared/slack/blocks.ts';
import type { SlackClient } from '../../shared/slack/client.ts';
import { notificationText } from '../../shared/slack/plain.ts';
import { keepAlarms } from '../sweep/upkeep.ts';
import { type FoundNow, lookAround } from './found.ts';
import type { SetupDeps } from './handler.ts';
import { openSlack, wordOf } from './open-slack.ts';
import { reasonOf } from './outcome.ts';
import { SetupError } from './setup-error.ts';

/**
 * Makes sure that people can be told, looks at everything once, says what is watched, and makes the alarms. What is in the
 * way goes to `onFailure`, which may throw it. Alarms come last and are only worth a warning, because the sweep makes them as well.
 */
export const install = async (
  deps: SetupDeps,
  endAt: number,
  onFailure: (failure: SetupError) => void,
): Promise<readonly string[]> => {
  const unlessInTheWay = async <Result>(work: Promise<Result>): Promise<Result | undefined> => {
    try {
      return await work;
    } catch (error) {
      onFailure(error instanceof SetupError ? error : new SetupError(reasonOf(error)));
      return undefined;
    }
  };
  const { regions } = deps;
  const slack = await unlessInTheWay(openSlack(deps));
  const [found, around = nothingFound] = await Promise.all([
    inParallel(regions, regions.length, (region) => unlessInTheWay(sweep(deps, region))),
    unlessInTheWay(lookAround(deps, (region) => lookAtAll(deps, region))),
  ]);
  const named = found.filter((region) => region !== undefined);
  if (slack && named.length > 0) await unlessInTheWay(tell(deps, slack, named, around));
  return (await inParallel(regions, regions.length, (region) => keepOrWarn(deps, region, endAt))).flat();
};

const nothingFound: FoundNow = { reports: new Map(), found: undefined };

const keepOrWarn = async (deps: SetupDeps, region: string, endAt: number): Promise<readonly string[]> => {
  try {
    await keepAlarms(deps, region, endAt);
    return [];
  } catch (error) {
    deps.log.warn('alarms not kept', { region, error });
    return [
      `Alarms of ${region} could not be made yet: ${reasonOf(error)}. The sweep tries again every 15 minutes.`,
    ];
  }
};

const lookAtAll = (deps: SetupDeps, region: string): Promise<LookReport> =>
  deps.look({ region, connectionIds: 'all', signals: [{ kind: 'tick' }] });

const foundIn = (region: string, { connections }: LookReport): RegionFound => ({
  region,
  connections: connections.filter(({ connection }) => connection !== undefined).length,
  outages: connections.filter(({ health }) => health === 'outage').length,
  degraded: connections.filter(({ health }) => health === 'degraded').length,
  unusedTunnels: connections.flatMap(({ unusedTunnels }) => unusedTunnels).length,
});

const sweep = async (deps: SetupDeps, region: string): Promise<RegionFound> => {
  try {
    return foundIn(region, await lookAtAll(deps, region));
  } catch (error) {
    throw new SetupError(
      `Region ${region} cannot be watched: ${reasonOf(error)}. ` +
        'Is it spelt correctly in tunnelkeeper.json, and enabled for the account?',
    );
  }
};

/** Directly, so that a channel that does not take it stops the deployment and not the first alert. */
const tell = async (
  { words, channel, accountId, slackOnly, regionFinder }: SetupDeps,
  slack: SlackClient,
  named: readonly RegionFound[],
  { reports, found }: FoundNow,
): Promise<void> => {
  const others = regionFinder && othersOf(found);
  const inUse = [...reports].map(([region, report]) => foundIn(region, report));
  const message = describeSetup({ named, found: inUse, others }, { accountId, slackOnly }, words);
  const outcome = await slack.send({
    call: 'post',
    channel,
    text: notificationText(message),
    blocks: renderBlocks(message),
  });
  if (outcome.outcome === 'delivered') return;
  throw new SetupError(
    `Slack does not take messages for the channel ${channel}: ${wordOf(outcome)}. ` +
      'Check slack.channel in tunnelkeeper.json, and invite the app into the channel.',
  );
};
