import { STSClient } from '@aws-sdk/client-sts';
import { environmentRegion } from '../shared/config/watched-regions.ts';

/** The region that `npm run deploy` would take for the hub: of the environment, else of the profile. */
export const environmentRegionOf = async (
  environment: Readonly<Record<string, string | undefined>>,
): Promise<string | undefined> => environmentRegion(environment) ?? (await profileRegion());

/** The SDK reads the profile when a client is asked where it belongs, and throws where nothing says so. */
const profileRegion = async (): Promise<string | undefined> => {
  try {
    return await new STSClient({}).config.region();
  } catch {
    return undefined;
  }
};
