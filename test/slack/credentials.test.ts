import { describe, expect, it } from 'vitest';
import { parseSlackCredentials, SlackCredentialsError } from '../../shared/slack/credentials.ts';

const token = 'xoxb-1234-5678-abcDEF';
const url = 'https://hooks.slack.com/services/T000/B000/secretpart';

describe('the Slack secret', () => {
  it.each([
    ['a bot token', ` ${token}\n`, { kind: 'bot', token, apiUrl: 'https://slack.com/api/' }],
    [
      'a bot token in JSON',
      JSON.stringify({ botToken: token }),
      { kind: 'bot', token, apiUrl: 'https://slack.com/api/' },
    ],
    [
      'a bot token for another Slack',
      JSON.stringify({ botToken: token, apiUrl: 'https://slack-gov.com/api' }),
      { kind: 'bot', token, apiUrl: 'https://slack-gov.com/api/' },
    ],
    ['a webhook URL', url, { kind: 'webhook', url }],
    ['a webhook URL in JSON', JSON.stringify({ webhookUrl: url }), { kind: 'webhook', url }],
    [
      'a bot token beside what others keep there',
      JSON.stringify({ botToken: token, password: 'theirs', port: 5432, nested: { token } }),
      { kind: 'bot', token, apiUrl: 'https://slack.com/api/' },
    ],
    [
      'a webhook URL beside what others keep there',
      JSON.stringify({ webhookUrl: url, apiUrl: 'theirs', signingSecret: 'theirs' }),
      { kind: 'webhook', url },
    ],
    [
      'both, of which a bot can do more',
      JSON.stringify({ webhookUrl: url, botToken: token }),
      { kind: 'bot', token, apiUrl: 'https://slack.com/api/', unused: 'webhookUrl' },
    ],
    [
      'a webhook URL beside a bot token that is not filled in',
      JSON.stringify({ botToken: '', webhookUrl: url }),
      { kind: 'webhook', url },
    ],
  ])('may be %s', (_, secret, expected) => {
    expect(parseSlackCredentials(secret)).toEqual(expected);
  });

  it.each([
    ['empty', ''],
    ['a user token', 'xoxp-s3cret-s3cret'],
    ['a token with a line break in it', 'xoxb-s3cret\nx: y'],
    ['broken JSON', '{"botToken": "xoxb-s3cret"'],
    ['JSON of something else', '{"password": "s3cret"}'],
    ['JSON with a token for a key', '{"xoxb-s3cret": true, "https://hooks.slack.com/services/s3cret": 1}'],
    ['JSON with something else than text', '{"botToken": {"value": "xoxb-s3cret"}}'],
    ['empty JSON', '{}'],
    ['a bot token for a plain address', '{"botToken": "xoxb-s3cret", "apiUrl": "http://s3cret.example/"}'],
    ['a bot token with a half address', '{"botToken": "xoxb-s3cret", "apiUrl": "s3cret"}'],
    ['some other address', 'https://example.com/s3cret'],
    ['a webhook that is not encrypted', '{"webhookUrl": "http://hooks.slack.com/services/s3cret"}'],
  ])('may not be %s, and is not told in the error', (_, secret) => {
    const parse = (): unknown => parseSlackCredentials(secret);
    expect(parse).toThrow(SlackCredentialsError);
    expect(parse).not.toThrow(/s3cret/);
  });

  it('is told by the names in it where it holds nothing of ours', () => {
    expect(() =>
      parseSlackCredentials('{"slack_token": "xoxb-s3cret", "user": "s3cret", "xoxb-1": 1}'),
    ).toThrow('the keys in it are "slack_token", "user", …, or their values are no text.');
  });
});
