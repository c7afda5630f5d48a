import { AwsCallError } from '../../shared/aws/client/aws-call-error.ts';
import type { Secret } from '../../shared/ports/secret.ts';
import type { Log } from '../../shared/ports/shell.ts';
import { checkToken } from '../../shared/slack/check-token.ts';
import { createSlackClient, type SlackClient } from '../../shared/slack/client.ts';
import {
  parseSlackCredentials,
  type SlackCredentials,
  SlackCredentialsError,
} from '../../shared/slack/credentials.ts';
import type { SlackOutcome } from '../../shared/slack/outcome.ts';
import { SetupError } from './setup-error.ts';

export interface OpenSlackDeps {
  readonly secret: Secret;
  readonly secretName: string;
  readonly hubRegion: string;
  readonly fetch: typeof fetch;
  readonly log: Log;
}

/** Slack, opened with the secret; or why nobody could be told of anything. */
export const openSlack = async (deps: OpenSlackDeps): Promise<SlackClient> => {
  const credentials = await readCredentials(deps);
  const { unused } = credentials;
  if (unused) deps.log.warn('part of the slack secret not used', { unused });
  if (credentials.kind === 'bot') {
    const outcome = await checkToken(deps, credentials);
    if (outcome.outcome !== 'delivered') {
      throw new SetupError(
        `Slack does not take the token in the secret ${deps.secretName}: ${wordOf(outcome)}. ${adviceOn(outcome)}`,
      );
    }
  }
  return createSlackClient({ credentials, fetch: deps.fetch });
};

const readCredentials = async ({
  secret,
  secretName,
  hubRegion,
}: OpenSlackDeps): Promise<SlackCredentials> => {
  try {
    return parseSlackCredentials(await secret.refresh());
  } catch (error) {
    if (error instanceof SlackCredentialsError) throw new SetupError(`${error.message} (${secretName})`);
    const code = error instanceof AwsCallError ? error.code : 'unknown error';
    throw new SetupError(
      `The Slack secret ${secretName} cannot be read in ${hubRegion}: ${code}. ` +
        `Create it with: aws secretsmanager create-secret --region ${hubRegion} --name ${secretName} --secret-string xoxb-…`,
    );
  }
};

/** Slack's own word, or ours for its silence. */
export const wordOf = (outcome: SlackOutcome): string => {
  switch (outcome.outcome) {
    case 'refused':
    case 'invalid-blocks':
    case 'message-gone':
      return outcome.error;
    case 'unavailable':
      return outcome.reason;
    default:
      return outcome.outcome;
  }
};

const adviceOn = ({ outcome }: SlackOutcome): string =>
  outcome === 'refused'
    ? 'Copy the Bot User OAuth Token of the app into the secret, and deploy again.'
    : 'Slack is in trouble; deploy again later.';
