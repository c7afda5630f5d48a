import type { Log } from '../ports/shell.ts';
import { createSlackClient, type SlackClient } from './client.ts';
import { parseSlackCredentials } from './credentials.ts';
import { areCredentialsReplaced } from './judge.ts';
import type { SlackOutcome } from './outcome.ts';

export interface SlackSourceOptions {
  /** The secret as it is now. */
  readonly readSecret: () => Promise<string>;
  readonly fetch: typeof fetch;
  readonly log?: Pick<Log, 'warn'>;
}

/** Opens Slack with the secret, and keeps it until Slack says that the secret is not valid. */
export type OpenSlack = () => Promise<SlackClient>;

export const createSlackSource = (options: SlackSourceOptions): OpenSlack => {
  let kept: SlackClient | undefined;

  const open = async (): Promise<SlackClient> => {
    const secret = await options.readSecret();
    const credentials = parseSlackCredentials(secret);
    const { unused } = credentials;
    if (unused) options.log?.warn('part of the slack secret not used', { unused });
    const client = createSlackClient({ credentials, fetch: options.fetch });
    return {
      mode: client.mode,
      send: async (request) => afterRotation(await client.send(request), secret),
      find: async (search) => {
        const found = await client.find(search);
        return found.outcome === 'looked' ? found : afterRotation(found, secret);
      },
      upload: async (file) => afterRotation(await client.upload(file), secret),
    };
  };

  /** A refusal is final only if the secret is still the one that was refused. */
  const afterRotation = async (outcome: SlackOutcome, usedSecret: string): Promise<SlackOutcome> => {
    if (outcome.outcome !== 'refused' || !areCredentialsReplaced(outcome.error)) return outcome;
    kept = undefined;
    const changed = (await options.readSecret()) !== usedSecret;
    return changed ? { outcome: 'unavailable', reason: 'credentials-changed' } : outcome;
  };

  return async () => {
    kept ??= await open();
    return kept;
  };
};
