import { ConfigError } from '../../shared/config/config-error.ts';
import type { Config } from '../../shared/config/config-schema.ts';
import type { Examined } from '../examine.ts';
import { failed, passed, skipped } from '../finding.ts';

const slackOnly = skipped(
  'Slack is the only way to hear of an outage: if its token is revoked, nobody does',
  [
    'Add an address to "email" in tunnelkeeper.json, or subscribe a pager to the topic (output TopicArn).',
    'A monitor outside AWS notices when Tunnelkeeper itself stops: "heartbeatUrl".',
  ],
);

/** Every mistake of the configuration, as `npm run deploy` names them. */
export const checkConfiguration = (readConfig: () => Config): Examined<Config> => {
  try {
    const known = readConfig();
    const { regions, slack, email } = known;
    const verdicts = [passed(`${regions.join(', ')}; Slack channel ${slack.channel}`)];
    return { verdicts: email.length > 0 ? verdicts : [...verdicts, slackOnly], known };
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    const [says = ''] = error.message.split('\n');
    return { verdicts: [failed(says.replace(/:$/, ''), error.mistakes)] };
  }
};
