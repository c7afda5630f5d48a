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
  ])('may be %s', (_, secret, expected) => {
    expect(parseSlackCredentials(secret)).toEqual(expected);
  });

  it.each([
    ['empty', ''],
    ['a user token', 'xoxp-s3cret-s3cret'],
    ['a token with a line break in it', 'xoxb-s3cret\nx: y'],
    ['broken JSON', '{"botToken": "xoxb-s3cret"'],
    ['JSON of something else', '{"password": "s3cret"}'],
    ['a bot token for a plain address', '{"botToken": "xoxb-s3cret", "apiUrl": "http://s3cret.example/"}'],
    ['a bot token with a half address', '{"botToken": "xoxb-s3cret", "apiUrl": "s3cret"}'],
    ['some other address', 'https://example.com/s3cret'],
    ['a webhook that is not encrypted', '{"webhookUrl": "http://hooks.slack.com/services/s3cret"}'],
  ])('may not be %s, and is not told in the error', (_, secret) => {
    const parse = (): unknown => parseSlackCredentials(secret);
    expect(parse).toThrow(SlackCredentialsError);
    expect(parse).not.toThrow(/s3cret/);
  });
});
