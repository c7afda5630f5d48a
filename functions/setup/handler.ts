import type { StartTimer } from '../../shared/intake/evidence/reading.ts';
import type { ReachDeps } from '../../shared/intake/region-reach.ts';
import type { Look } from '../../shared/intake/report.ts';
import type { FoundDeps } from '../sweep/found.ts';
import type { UpkeepDeps } from '../sweep/upkeep.ts';
import { install } from './install.ts';
import { leaveRegions } from './leave-regions.ts';
import type { OpenSlackDeps } from './open-slack.ts';
import { outcomeOfFailure, reasonOf, type SetupOutcome } from './outcome.ts';
import { removeAlarms } from './remove-alarms.ts';
import { isOfSuccess, readRequest, type SetupRequest } from './request.ts';
import { respond } from './respond.ts';
import { refuseSecondHub, type SecondHubDeps } from './second-hub.ts';

export interface SetupDeps extends UpkeepDeps, OpenSlackDeps, FoundDeps, ReachDeps, SecondHubDeps {
  readonly look: Look;
  readonly channel: string;
  /** Slack may be the only way to hear of an outage. */
  readonly slackOnly: boolean;
  readonly tableName: string;
  readonly startTimer: StartTimer;
}

/** What the function needs of the Lambda context. */
export interface SetupContext {
  getRemainingTimeInMillis(): number;
}

/** For the answer to CloudFormation, which may take several attempts. */
const reserveMs = 60_000;

/**
 * Called by CloudFormation when Tunnelkeeper is deployed, changed or removed. It always answers, and refuses nothing but
 * to begin: a refused change or removal would leave a stack that can neither go on nor back.
 */
export const createSetupHandler =
  (deps: SetupDeps) =>
  async (input: unknown, context: SetupContext): Promise<void> => {
    const request = readRequest(input);
    const leftMs = context.getRemainingTimeInMillis() - reserveMs;
    const outcome = await withinTime(deps, request, leftMs, carryOut(deps, request, deps.now() + leftMs));
    deps.log[levelOf(outcome)]('setup', { request: request.RequestType, ...outcome });
    await respond(deps, request, outcome);
  };

const levelOf = (outcome: SetupOutcome): 'info' | 'warn' | 'error' => {
  if (!outcome.ok) return 'error';
  return outcome.warnings.length === 0 ? 'info' : 'warn';
};

const carryOut = async (deps: SetupDeps, request: SetupRequest, endAt: number): Promise<SetupOutcome> => {
  try {
    return { ok: true, warnings: await workOf(deps, request, endAt) };
  } catch (error) {
    return outcomeOfFailure(request, reasonOf(error), deps);
  }
};

/** What is left of a stopped attempt comes to nothing: the function is frozen once it has answered. */
const withinTime = (
  deps: SetupDeps,
  request: SetupRequest,
  leftMs: number,
  work: Promise<SetupOutcome>,
): Promise<SetupOutcome> =>
  new Promise((resolve) => {
    const stop = deps.startTimer(leftMs, () => {
      const reason = `Setting up was not done within ${Math.round(leftMs / 1_000)} seconds.`;
      resolve(outcomeOfFailure(request, reason, deps));
    });
    void work.then((outcome) => {
      stop();
      resolve(outcome);
    });
  });

const workOf = async (deps: SetupDeps, request: SetupRequest, endAt: number): Promise<readonly string[]> => {
  switch (request.RequestType) {
    case 'Create':
      await refuseSecondHub(deps);
      return install(deps, endAt, (failure) => {
        throw failure;
      });
    case 'Update': {
      const left = regionsLeft(deps, request);
      const unwatched = await unwatchedOf(deps, left);
      const warnings: string[] = [];
      await leaveRegions(deps, { left, unwatched }, endAt, warnings, async () => {
        warnings.push(...(await install(deps, endAt, (failure) => warnings.push(failure.message))));
      });
      return warnings;
    }
    case 'Delete':
      if (isOfSuccess(request)) return removeAlarms(deps, deps.regions);
      deps.log.info('nothing to remove: the creation did not succeed');
      return [];
  }
};

/** Regions that were named before this update and are no longer: they have no alarms any more. */
const regionsLeft = ({ regions }: SetupDeps, { OldResourceProperties }: SetupRequest): readonly string[] =>
  (OldResourceProperties?.regions ?? []).filter((region) => !regions.includes(region));

/** Of these, the ones that nobody looks at any more, by whatever name: where it is not known which are found, none. */
const unwatchedOf = async (
  { regionFinder, log }: SetupDeps,
  left: readonly string[],
): Promise<readonly string[]> => {
  if (!regionFinder || left.length === 0) return left;
  try {
    const found = await regionFinder.enabled();
    return left.filter((region) => !found.includes(region));
  } catch (error) {
    log.warn('regions not found', { error });
    return [];
  }
};
