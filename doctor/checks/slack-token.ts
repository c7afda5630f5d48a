import type { Examined } from '../examine.ts';
import { failed, passed } from '../finding.ts';
import type { SlackBot, SlackIdentity } from '../ports.ts';

/** What to do about Slack's own words for a token that is not good. */
const remedies: Readonly<Record<string, string>> = {
  account_inactive: 'The bot has been removed: install the app again, and put its new token into the secret.',
  invalid_auth: 'Put the "Bot User OAuth Token" of the app (OAuth & Permissions) into the secret.',
  not_authed: 'Put the "Bot User OAuth Token" of the app (OAuth & Permissions) into the secret.',
  token_expired:
    'Turn token rotation off for the app, install it again, and put its new token into the secret.',
  token_revoked: 'Install the app again, and put its new token into the secret.',
};

/** Words for silence rather than refusal. */
const unanswered = new Set(['timeout', 'network', 'server-error', 'unreadable-answer', 'rate-limited']);

export const unansweredBySlack = (word: string): boolean => unanswered.has(word);

export const checkSlackToken = async (bot: SlackBot): Promise<Examined<SlackIdentity>> => {
  const known = await bot.identify();
  if (!('refusal' in known)) {
    return { verdicts: [passed(`bot ${known.bot} in the workspace ${known.workspace}`)], known };
  }
  const { refusal } = known;
  if (unansweredBySlack(refusal)) {
    return { verdicts: [failed(`Slack gave no answer (${refusal})`, ['Check the network, then repeat.'])] };
  }
  const todo = remedies[refusal] ?? 'Look the word up under "auth.test" in the documentation of Slack.';
  return { verdicts: [failed(`Slack refuses the token: ${refusal}`, [todo])] };
};
