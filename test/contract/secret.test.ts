import { describe, expect, it } from 'vitest';
import { secretsManagerClient } from '../../shared/aws/secrets-manager/client.ts';
import { createSecret } from '../../shared/aws/secrets-manager/secret.ts';
import { startAws } from '../aws/aws-double.ts';
import { createFakeSecret } from '../fakes/secret.ts';
import { runSecretContract, type SecretSubject } from './secret-contract.ts';

const fake = (): SecretSubject => {
  const secret = createFakeSecret('first');
  return {
    secret,
    store: (value) => {
      secret.value = value;
    },
    failNext: () => secret.failures.next(new Error('denied')),
    fetches: () => secret.fetches,
  };
};

const onSecretsManager = async (): Promise<SecretSubject> => {
  let stored = 'first';
  const aws = await startAws({ secretsmanager: { GetSecretValue: () => ({ SecretString: stored }) } });
  return {
    secret: createSecret(secretsManagerClient('eu-west-1'), { secretName: 'tunnelkeeper/slack' }),
    store: (value) => {
      stored = value;
    },
    failNext: () =>
      aws.fail({
        service: 'secretsmanager',
        operation: 'GetSecretValue',
        when: 'before',
        failure: { kind: 'error', code: 'AccessDeniedException', statusCode: 400 },
      }),
    fetches: () => aws.calls.length,
  };
};

describe('secret: the fake', () => runSecretContract(fake));
describe('secret: Secrets Manager', () => {
  runSecretContract(onSecretsManager);

  it('names the secret, not its value, when there is no text in it', async () => {
    await startAws({ secretsmanager: { GetSecretValue: () => ({ SecretBinary: Buffer.from('value') }) } });
    const secret = createSecret(secretsManagerClient('eu-west-1'), { secretName: 'tunnelkeeper/slack' });
    await expect(secret.read()).rejects.toThrow('The secret tunnelkeeper/slack holds no text.');
  });
});
