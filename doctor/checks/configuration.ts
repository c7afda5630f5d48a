import { ConfigError } from '../../shared/config/config-error.ts';
import type { Config } from '../../shared/config/config-schema.ts';
import type { Examined } from '../examine.ts';
import { failed, passed } from '../finding.ts';

/** Every mistake of the configuration, as `npm run deploy` names them. */
export const checkConfiguration = (readConfig: () => Config): Examined<Config> => {
  try {
    const known = readConfig();
    const { regions, slack } = known;
    return { verdicts: [passed(`${regions.join(', ')}; Slack channel ${slack.channel}`)], known };
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    const [says = ''] = error.message.split('\n');
    return { verdicts: [failed(says.replace(/:$/, ''), error.mistakes)] };
  }
};
