import { slackChannel } from '../contracts/slack-channel.ts';
import { matching, section } from './fields.ts';

export const slackSchema = section(
  {
    channel: matching(
      slackChannel,
      'a channel id such as "C0123456789" or a name such as "#vpn-alerts"',
      'Where incidents and notices go: a channel id (survives renaming) or "#name".',
    ),
    secretName: matching(
      /^(?!xox)[\w/+=.@-]{1,512}$/,
      'the name of a secret in Secrets Manager, never the secret itself',
      'Name of the secret that holds the bot token or the incoming webhook.',
    ).default('tunnelkeeper/slack'),
  },
  'How Slack is reached.',
  'an object such as { "channel": "#vpn-alerts" }',
);
