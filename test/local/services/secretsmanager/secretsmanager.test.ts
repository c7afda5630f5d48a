import {
  DescribeSecretCommand,
  GetSecretValueCommand,
  ListSecretsCommand,
  SecretsManagerClient,
} from '@aws-sdk/client-secrets-manager';
import { describe, expect, it } from 'vitest';
import type { Authorize } from '../../../../local/contract.ts';
import { createSecretsService } from '../../../../local/services/secretsmanager/service.ts';
import { errorOf, startWire } from '../../wire/wire-fixture.ts';

const name = 'tunnelkeeper/slack';
const arn = 'arn:aws:secretsmanager:eu-central-1:123456789012:secret:tunnelkeeper/slack-';

const start = async (options: { authorize?: Authorize } = {}) => {
  const wire = await startWire(
    [createSecretsService({ secrets: { [name]: 'xoxb-1' }, createdAt: 5000 })],
    options,
  );
  return new SecretsManagerClient(wire.client());
};

describe('Secrets Manager', () => {
  it('gives a secret by its name, its ARN, and its ARN without the random end', async () => {
    const secrets = await start();

    const byName = await secrets.send(new GetSecretValueCommand({ SecretId: name }));
    const byArn = await secrets.send(new GetSecretValueCommand({ SecretId: byName.ARN }));
    const byPartialArn = await secrets.send(new GetSecretValueCommand({ SecretId: arn.slice(0, -1) }));

    expect(byName).toMatchObject({
      Name: name,
      SecretString: 'xoxb-1',
      CreatedDate: new Date(5000),
      VersionStages: ['AWSCURRENT'],
    });
    expect(byName.ARN?.slice(0, -6)).toBe(arn);
    expect(byName.ARN?.slice(-6)).toMatch(/^[A-Za-z0-9]{6}$/);
    expect([byArn.SecretString, byPartialArn.SecretString]).toEqual(['xoxb-1', 'xoxb-1']);
  });

  it('describes and lists secrets without their values', async () => {
    const secrets = await start();

    const described = await secrets.send(new DescribeSecretCommand({ SecretId: name }));
    const listed = await secrets.send(new ListSecretsCommand({}));

    expect(described.Name).toBe(name);
    expect(listed.SecretList?.map(({ Name }) => Name)).toEqual([name]);
    expect(JSON.stringify([described, listed])).not.toContain('xoxb-1');
  });

  it('does not find what is not there', async () => {
    const secrets = await start();

    const error = await errorOf(secrets.send(new GetSecretValueCommand({ SecretId: 'other' })));

    expect(error).toMatchObject({
      name: 'ResourceNotFoundException',
      message: "Secrets Manager can't find the specified secret.",
    });
  });

  it('asks for the permission on the full ARN, however the secret is named', async () => {
    const asked: string[] = [];
    const secrets = await start({
      authorize: (_principal, { action, resources }) => {
        asked.push(`${action} ${resources}`);
        return { allowed: true };
      },
    });

    const { ARN } = await secrets.send(new GetSecretValueCommand({ SecretId: name }));
    await secrets.send(new GetSecretValueCommand({ SecretId: ARN }));
    await secrets.send(new ListSecretsCommand({}));

    expect(asked).toEqual([
      `secretsmanager:GetSecretValue ${ARN}`,
      `secretsmanager:GetSecretValue ${ARN}`,
      'secretsmanager:ListSecrets *',
    ]);
  });
});
