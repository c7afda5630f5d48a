import { ConfigError } from '../../shared/config/config-error.ts';
import type { WatchedRegions } from '../../shared/config/watched-regions.ts';
import type { Examined } from '../examine.ts';
import { failed, passed, skipped } from '../finding.ts';
import type { PlacedConfig } from '../placed-config.ts';

const slackOnly = skipped(
  'Slack is the only way to hear of an outage: if its token is revoked, nobody does',
  [
    'Add an address to "email" in tunnelkeeper.json, or subscribe a pager to the topic (output TopicArn).',
    'A monitor outside AWS notices when Tunnelkeeper itself stops: "heartbeatUrl".',
  ],
);

/** Every mistake of the configuration, as `npm run deploy` names them. */
export const checkConfiguration = (readConfig: () => PlacedConfig): Examined<PlacedConfig> => {
  try {
    const known = readConfig();
    const { regions, slack, email } = known;
    const verdicts = [passed(`${listed(regions)}; Slack channel ${slack.channel}`)];
    return { verdicts: email.length > 0 ? verdicts : [...verdicts, slackOnly], known };
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    const [says = ''] = error.message.split('\n');
    return { verdicts: [failed(says.replace(/:$/, ''), error.mistakes)] };
  }
};

const listed = ({ named, others }: WatchedRegions): string =>
  `${named.join(', ')}${others ? ' and every other enabled region' : ''}`;
