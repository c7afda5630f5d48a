import { lookUpScopes } from '../../shared/slack/scopes.ts';
import type { Examined } from '../examine.ts';
import { failed, passed, skipped, type Verdict } from '../finding.ts';
import type { SlackBot, SlackChannelInfo, SlackIdentity, SlackRefusal } from '../ports.ts';
import { unansweredBySlack } from './slack-token.ts';

export interface WantedChannel {
  /** An id or a name, as it is written down. */
  readonly channel: string;
  /** Where it is written down: `slack.channel`, `the tag of vpn-…`. */
  readonly setBy: string;
}

const channelId = /^[CG][A-Z0-9]{8,20}$/;

/** Whether each channel exists and has the bot in it. Nothing is posted. */
export const checkSlackChannels = async (
  bot: SlackBot,
  identity: SlackIdentity,
  wanted: readonly WantedChannel[],
): Promise<Examined> => {
  const scopes = identity.scopes ?? Object.values(lookUpScopes);
  const visible = Object.values(lookUpScopes).filter((scope) => scopes.includes(scope));
  if (visible.length === 0) return { verdicts: [notWithout(lookUpScopes.public)] };
  const own = once(() => bot.ownChannels(visible));
  const verdicts: Verdict[] = [];
  for (const { channel, setBy } of wanted) {
    verdicts.push(
      channelId.test(channel)
        ? judgeById(await bot.channel(channel), channel, setBy, identity)
        : judgeByName(await own(), channel, setBy, identity, visible),
    );
  }
  return { verdicts };
};

const judgeById = (
  found: SlackChannelInfo | SlackRefusal,
  channel: string,
  setBy: string,
  identity: SlackIdentity,
): Verdict => {
  if (!('refusal' in found)) return judgeFound(found, setBy, identity);
  if (found.refusal === 'channel_not_found') {
    return failed(`${channel} does not exist, or is private and the bot is not in it`, [
      `Correct ${setBy}, or ${invite(identity)}.`,
    ]);
  }
  return judgeRefusal(found);
};

/** Slack looks nothing up by name, so the channel is looked for among those that the bot is in. */
const judgeByName = (
  own: readonly SlackChannelInfo[] | SlackRefusal,
  channel: string,
  setBy: string,
  identity: SlackIdentity,
  visible: readonly string[],
): Verdict => {
  if ('refusal' in own) return judgeRefusal(own);
  const found = own.find(({ name }) => `#${name}` === channel || name === channel);
  if (found) return judgeFound(found, setBy, identity);
  if (!visible.includes(lookUpScopes.private)) {
    return skipped(`${channel} is none of the public channels that the bot is in`, [
      `If it is private: ${lookUpScopes.private} lets the doctor see it. If not: ${invite(identity)}, or correct ${setBy}.`,
    ]);
  }
  return failed(`the bot is not in ${channel}, or there is no such channel`, [
    `Correct ${setBy}, or ${invite(identity)}.`,
  ]);
};

const judgeFound = (found: SlackChannelInfo, setBy: string, identity: SlackIdentity): Verdict => {
  const name = `#${found.name}`;
  if (found.isArchived) return failed(`${name} is archived`, [`Choose another channel in ${setBy}.`]);
  if (found.isMember) return passed(`the bot is in ${name}`);
  const mayPost = identity.scopes?.includes('chat:write.public') === true && !found.isPrivate;
  const says = mayPost
    ? `the bot is not in ${name}: it may post there, but show no charts`
    : `the bot is not in ${name}`;
  return failed(says, [`In the channel: ${invite(identity)}.`]);
};

const judgeRefusal = ({ refusal }: SlackRefusal): Verdict => {
  if (refusal === 'missing_scope') return notWithout(lookUpScopes.private);
  if (unansweredBySlack(refusal)) {
    return failed(`Slack gave no answer (${refusal})`, ['Check the network, then repeat.']);
  }
  return failed(`Slack does not look it up: ${refusal}`, []);
};

const notWithout = (scope: string): Verdict =>
  skipped(`channels cannot be looked up without the scope ${scope}`, [
    'Add it to the app, or post a test message instead: docs/slack.md, "Try it".',
  ]);

const invite = ({ bot }: SlackIdentity): string => `/invite @${bot}`;

/** Asked when it is first needed, and not again. */
const once = <Value>(ask: () => Promise<Value>): (() => Promise<Value>) => {
  let asked: Promise<Value> | undefined;
  return () => {
    asked ??= ask();
    return asked;
  };
};
