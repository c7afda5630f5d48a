import { AwsCallError } from '../../shared/aws/client/aws-call-error.ts';
import type { Secret } from '../../shared/ports/secret.ts';
import { parseSlackCredentials, type SlackCredentials } from '../../shared/slack/credentials.ts';
import type { Examined } from '../examine.ts';
import { failed, passed } from '../finding.ts';

export interface SecretPlace {
  readonly region: string;
  readonly secretName: string;
}

/** Whether the secret can be read and is of a form that Slack gives out. Its value is never shown. */
export const checkSlackSecret = async (
  secret: Secret,
  place: SecretPlace,
): Promise<Examined<SlackCredentials>> => {
  const value = await readOrWhyNot(secret, place);
  if (typeof value !== 'string') return value;
  try {
    const known = parseSlackCredentials(value);
    const holds = known.kind === 'bot' ? 'a bot token' : 'the address of an incoming webhook';
    const beside = known.unused ? `; its ${known.unused} is not used` : '';
    return { verdicts: [passed(`${place.secretName} holds ${holds}${beside}`)], known };
  } catch (error) {
    return { verdicts: [failed(asSentence(error), [command('put-secret-value --secret-id', place)])] };
  }
};

const readOrWhyNot = async (secret: Secret, place: SecretPlace): Promise<string | Examined<never>> => {
  const { region, secretName } = place;
  try {
    return await secret.read();
  } catch (error) {
    if (!(error instanceof AwsCallError)) {
      return { verdicts: [failed(asSentence(error), [command('put-secret-value --secret-id', place)])] };
    }
    if (error.code === 'ResourceNotFoundException') {
      return {
        verdicts: [
          failed(`there is no secret "${secretName}" in ${region}`, [
            'Read the token or the webhook of docs/slack.md into SLACK_SECRET (read -rs SLACK_SECRET), then:',
            command('create-secret --name', place),
          ]),
        ],
      };
    }
    // AWS says so of a secret that is marked for deletion.
    if (error.code === 'InvalidRequestException') {
      const restore = `aws secretsmanager restore-secret --region ${region} --secret-id ${secretName}`;
      return { verdicts: [failed(`the secret "${secretName}" is marked for deletion`, [restore])] };
    }
    throw error;
  }
};

const command = (action: string, { region, secretName }: SecretPlace): string =>
  `aws secretsmanager ${action} ${secretName} --region ${region} --secret-string "$SLACK_SECRET"`;

const asSentence = (error: unknown): string =>
  (error instanceof Error ? error.message : String(error)).replace(/\.$/, '');
