import { describe, expect, it } from 'vitest';
import { checkSlackChannels } from '../../../doctor/checks/slack-channel.ts';
import { checkSlackScopes } from '../../../doctor/checks/slack-scopes.ts';
import { checkSlackSecret } from '../../../doctor/checks/slack-secret.ts';
import { checkSlackToken } from '../../../doctor/checks/slack-token.ts';
import { callError } from '../../aws/refusal.ts';
import { createFakeSecret } from '../../fakes/secret.ts';
import { allScopes, bot, channel } from '../patient.ts';

const place = { region: 'eu-west-1', secretName: 'tunnelkeeper/slack' };

describe('the secret', () => {
  it.each([
    ['xoxb-1-planted', 'passed', 'tunnelkeeper/slack holds a bot token'],
    [
      'https://hooks.slack.com/services/T0/B0/planted',
      'passed',
      'tunnelkeeper/slack holds the address of an incoming webhook',
    ],
    ['xoxp-planted', 'failed', expect.stringMatching(/^The Slack secret is neither a bot token/)],
    ['{"token":"planted"}', 'failed', expect.stringMatching(/^The Slack secret is JSON, but neither/)],
  ])('%s', async (value, status, says) => {
    const { verdicts } = await checkSlackSecret(createFakeSecret(value), place);
    expect(verdicts).toMatchObject([{ status, says }]);
    expect(JSON.stringify(verdicts)).not.toContain('planted');
  });

  it.each([
    ['ResourceNotFoundException', 'there is no secret "tunnelkeeper/slack" in eu-west-1', 'create-secret'],
    ['InvalidRequestException', 'the secret "tunnelkeeper/slack" is marked for deletion', 'restore-secret'],
  ])('that AWS refuses with %s', async (code, says, command) => {
    const secret = createFakeSecret('');
    secret.failures.next(callError('GetSecretValue', code));
    const { verdicts, known } = await checkSlackSecret(secret, place);
    expect(known).toBeUndefined();
    expect(verdicts).toMatchObject([{ status: 'failed', says }]);
    expect(verdicts[0]?.todo.at(-1)).toContain(`aws secretsmanager ${command}`);
  });
});

describe('the token', () => {
  it('is good', async () => {
    const { verdicts, known } = await checkSlackToken(bot());
    expect(verdicts).toMatchObject([{ status: 'passed', says: 'bot tunnelkeeper in the workspace acme' }]);
    expect(known?.scopes).toEqual(allScopes);
  });

  it.each([
    ['invalid_auth', /^Slack refuses the token: invalid_auth$/, /Bot User OAuth Token/],
    ['token_revoked', /token_revoked$/, /Install the app again/],
    ['what_is_this', /what_is_this$/, /documentation of Slack/],
    ['timeout', /^Slack gave no answer \(timeout\)$/, /network/],
  ])('is refused: %s', async (refusal, says, todo) => {
    const { verdicts, known } = await checkSlackToken(bot({ identify: async () => ({ refusal }) }));
    expect(known).toBeUndefined();
    expect(verdicts).toMatchObject([
      { status: 'failed', says: expect.stringMatching(says), todo: [expect.stringMatching(todo)] },
    ]);
  });
});

describe('the scopes', () => {
  it.each([
    [allScopes, 'passed', 'chat:write, files:write'],
    [['chat:write', 'channels:history'], 'failed', 'without files:write there are no charts'],
    [['groups:history'], 'failed', 'without chat:write and files:write there are no messages or charts'],
    [undefined, 'skipped', 'Slack did not say what the token is good for'],
  ])('%j', (scopes, status, says) => {
    expect(checkSlackScopes(scopes).verdicts).toMatchObject([{ status, says }]);
  });

  it('that show no history cost no more than a message that comes twice', () => {
    expect(checkSlackScopes(['chat:write', 'files:write']).verdicts).toMatchObject([
      { status: 'passed' },
      {
        status: 'skipped',
        says: "without channels:history or groups:history a message may come twice where Slack's answer is lost",
      },
    ]);
  });
});

describe('a channel', () => {
  const look = async (wanted: string, change: Parameters<typeof bot>[0] = {}, scopes = allScopes) => {
    const identity = { workspace: 'acme', bot: 'tunnelkeeper', scopes };
    const asked = [{ channel: wanted, setBy: 'slack.channel' }];
    const [verdict] = (await checkSlackChannels(bot(change), identity, asked)).verdicts;
    return verdict;
  };
  const info = (change: object) => ({ channel: async () => ({ ...channel, ...change }) });

  it.each(['C0123456789', '#vpn-alerts', 'vpn-alerts'])('that the bot is in: %s', async (wanted) => {
    expect(await look(wanted)).toMatchObject({ status: 'passed', says: 'the bot is in #vpn-alerts' });
  });

  it('that the bot is not in', async () => {
    expect(await look('C0123456789', info({ isMember: false }))).toMatchObject({
      status: 'failed',
      says: 'the bot is not in #vpn-alerts',
      todo: ['In the channel: /invite @tunnelkeeper.'],
    });
    expect(await look('#elsewhere')).toMatchObject({
      status: 'failed',
      says: 'the bot is not in #elsewhere, or there is no such channel',
    });
  });

  it('that is public, to a bot that may post anywhere', async () => {
    const says = 'the bot is not in #vpn-alerts: it may post there, but show no charts';
    const scopes = [...allScopes, 'chat:write.public'];
    expect(await look('C0123456789', info({ isMember: false }), scopes)).toMatchObject({ says });
  });

  it('that is archived', async () => {
    expect(await look('C0123456789', info({ isArchived: true }))).toMatchObject({
      status: 'failed',
      says: '#vpn-alerts is archived',
    });
  });

  it.each([
    ['channel_not_found', 'failed', 'C0123456789 does not exist, or is private and the bot is not in it'],
    ['missing_scope', 'skipped', 'channels cannot be looked up without the scope groups:read'],
    ['rate-limited', 'failed', 'Slack gave no answer (rate-limited)'],
    ['fatal', 'failed', 'Slack does not look it up: fatal'],
  ])('that Slack does not show: %s', async (refusal, status, says) => {
    expect(await look('C0123456789', { channel: async () => ({ refusal }) })).toMatchObject({ status, says });
  });

  it('may be out of sight of the scopes', async () => {
    expect(await look('C0123456789', {}, ['chat:write'])).toMatchObject({ status: 'skipped' });
    expect(await look('#inner', {}, ['channels:read'])).toMatchObject({
      status: 'skipped',
      says: '#inner is none of the public channels that the bot is in',
    });
  });
});
