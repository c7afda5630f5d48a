import type { Connection } from '../shared/domain/connection.ts';
import { channelOf } from '../shared/domain/message/channel.ts';
import type { SlackCredentials } from '../shared/slack/credentials.ts';
import { checkSlackChannels, type WantedChannel } from './checks/slack-channel.ts';
import { checkSlackScopes } from './checks/slack-scopes.ts';
import { checkSlackSecret } from './checks/slack-secret.ts';
import { checkSlackToken } from './checks/slack-token.ts';
import type { DoctorDeps } from './deps.ts';
import { type Examiner, notExamined } from './examine.ts';
import type { CheckName, Finding } from './finding.ts';
import type { PlacedConfig } from './placed-config.ts';
import type { SlackBot, SlackIdentity } from './ports.ts';

/** What a bot is known by once its token has been accepted. */
export interface KnownBot {
  readonly bot: SlackBot;
  readonly identity: SlackIdentity;
}

export interface SlackFindings {
  readonly findings: readonly Finding[];
  /** Absent: no channel can be looked up. */
  readonly known: KnownBot | undefined;
}

const ofBot = ['slack-token', 'slack-scopes', 'slack-channel'] as const satisfies readonly CheckName[];

/** The secret, and what Slack says about what is in it. */
export const lookAtSlack = async (
  deps: DoctorDeps,
  examiner: Examiner,
  config: PlacedConfig,
): Promise<SlackFindings> => {
  const place = { region: config.regions.hub, secretName: config.slack.secretName };
  const secret = await examiner.examine('slack-secret', undefined, () =>
    checkSlackSecret(deps.secretIn(place.region, place.secretName), place),
  );
  const credentials: SlackCredentials | undefined = secret.known;
  if (credentials?.kind !== 'bot') {
    const why = credentials
      ? 'an incoming webhook can only post, so it cannot be asked'
      : 'there is no token';
    return { findings: [...secret.findings, ...notExamined(ofBot, undefined, why)], known: undefined };
  }
  const bot = deps.slackBot(credentials);
  const token = await examiner.examine('slack-token', undefined, () => checkSlackToken(bot));
  const identity = token.known;
  if (!identity) {
    const rest = notExamined(ofBot.slice(1), undefined, 'the token is not accepted');
    return { findings: [...secret.findings, ...token.findings, ...rest], known: undefined };
  }
  const scopes = await examiner.examine('slack-scopes', undefined, () => checkSlackScopes(identity.scopes));
  return {
    findings: [...secret.findings, ...token.findings, ...scopes.findings],
    known: { bot, identity },
  };
};

const channelsAtMost = 20;

/** The configured channel, and those that connections ask for by tag. */
export const lookAtChannels = async (
  examiner: Examiner,
  { bot, identity }: KnownBot,
  config: PlacedConfig,
  connections: readonly Connection[],
): Promise<readonly Finding[]> => {
  const wanted = new Map<string, WantedChannel>([
    [config.slack.channel, { channel: config.slack.channel, setBy: 'slack.channel' }],
  ]);
  for (const connection of connections) {
    const channel = channelOf(connection);
    if (channel === undefined || wanted.has(channel)) continue;
    wanted.set(channel, { channel, setBy: `the tag tunnelkeeper:channel of ${connection.connectionId}` });
  }
  const first = [...wanted.values()].slice(0, channelsAtMost);
  const { findings } = await examiner.examine('slack-channel', undefined, () =>
    checkSlackChannels(bot, identity, first),
  );
  return findings;
};
