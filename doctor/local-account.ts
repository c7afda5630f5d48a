import * as z from 'zod/mini';
import { UsageError } from '../scripts/command-line.ts';
import type { EpochMs } from '../shared/domain/time.ts';

const FrontPage = z.object({ time: z.string(), regions: z.array(z.string()) });

const timeoutMs = 5_000;

export interface LocalAccount {
  readonly at: EpochMs;
  /** Those that the product is deployed to there, the hub first. */
  readonly regions: readonly string[];
}

/** What a local account says of itself: its clock and its deployment are its own. */
export const askLocalAccount = async (endpointUrl: string): Promise<LocalAccount> => {
  try {
    const response = await fetch(endpointUrl, { signal: AbortSignal.timeout(timeoutMs) });
    const { time, regions } = FrontPage.parse(await response.json());
    return { at: Date.parse(time), regions };
  } catch (error) {
    throw new UsageError(
      `--endpoint-url: no local account answers at ${endpointUrl}. Start one with npm start, which prints its address.`,
      { cause: error },
    );
  }
};
