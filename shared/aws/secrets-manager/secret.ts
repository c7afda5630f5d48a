import { GetSecretValueCommand, type SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import type { Secret } from '../../ports/secret.ts';
import { awsCall } from '../client/aws-call-error.ts';

export const createSecret = (
  client: SecretsManagerClient,
  { secretName }: { readonly secretName: string },
): Secret => {
  let value: Promise<string> | undefined;
  const refresh = (): Promise<string> => {
    const reading = fetchValue(client, secretName);
    value = reading;
    // A failed read is not kept: the next one may succeed.
    reading.catch(() => {
      if (value === reading) value = undefined;
    });
    return reading;
  };
  return { read: () => value ?? refresh(), refresh };
};

const fetchValue = async (client: SecretsManagerClient, secretName: string): Promise<string> => {
  const answer = await awsCall(
    'GetSecretValue',
    client.send(new GetSecretValueCommand({ SecretId: secretName })),
  );
  if (!answer.SecretString) throw new Error(`The secret ${secretName} holds no text.`);
  return answer.SecretString;
};
