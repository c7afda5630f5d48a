import type { MessageCatalogue } from '../../shared/domain/message/catalogue.ts';
import type { Look } from '../../shared/intake/report.ts';
import type { FoundDeps } from '../sweep/found.ts';
import type { UpkeepDeps } from '../sweep/upkeep.ts';
import { install } from './install.ts';
import type { OpenSlackDeps } from './open-slack.ts';
import { removeAlarms } from './remove-alarms.ts';
import { readRequest, type SetupRequest } from './request.ts';
import { respond, type SetupResult } from './respond.ts';

export interface SetupDeps extends UpkeepDeps, OpenSlackDeps, FoundDeps {
  readonly look: Look;
  readonly words: MessageCatalogue;
  readonly channel: string;
  /** Slack may be the only way to hear of an outage. */
  readonly slackOnly: boolean;
  readonly accountId: string;
}

/** What the function needs of the Lambda context. */
export interface SetupContext {
  getRemainingTimeInMillis(): number;
}

/** For the answer to CloudFormation. */
const reserveMs = 30_000;

/** Called by CloudFormation when Tunnelkeeper is deployed, changed or removed. It always answers. */
export const createSetupHandler =
  (deps: SetupDeps) =>
  async (input: unknown, context: SetupContext): Promise<void> => {
    const request = readRequest(input);
    const endAt = deps.now() + context.getRemainingTimeInMillis() - reserveMs;
    const result = await carryOut(deps, request, endAt);
    deps.log[result.ok ? 'info' : 'error']('setup', { request: request.RequestType, ...result });
    await respond(deps.fetch, request, result);
  };

const carryOut = async (deps: SetupDeps, request: SetupRequest, endAt: number): Promise<SetupResult> => {
  try {
    if (request.RequestType === 'Delete') await removeAlarms(deps, deps.regions);
    else {
      await removeAlarms(deps, regionsLeft(deps, request));
      await install(deps, endAt);
    }
    return { ok: true };
  } catch (error) {
    return { ok: false, reason: error instanceof Error ? error.message : String(error) };
  }
};

/** Regions that were watched before this update and are no longer. */
const regionsLeft = ({ regions }: SetupDeps, { OldResourceProperties }: SetupRequest): readonly string[] =>
  (OldResourceProperties?.regions ?? []).filter((region) => !regions.includes(region));
