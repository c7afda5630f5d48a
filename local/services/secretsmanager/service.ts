import { createHash } from 'node:crypto';
import type {
  DescribeSecretRequest,
  DescribeSecretResponse,
  GetSecretValueRequest,
  GetSecretValueResponse,
  ListSecretsResponse,
} from '@aws-sdk/client-secrets-manager';
import {
  type CallContext,
  type EpochMs,
  type Operation,
  type Service,
  ServiceError,
} from '../../contract.ts';
import { secretArn } from './secret-arn.ts';

export interface SecretsOptions {
  /** Read at each call: a secret that is changed here has its new value at once. */
  readonly secrets: Readonly<Record<string, string>>;
  readonly createdAt: EpochMs;
}

/** Secrets by name, the same in every region. */
export const createSecretsService = ({ secrets, createdAt }: SecretsOptions): Service => {
  const describe = (name: string, context: CallContext) => ({
    ARN: secretArn(name, context),
    Name: name,
    CreatedDate: new Date(createdAt),
  });
  const find = (id: string | undefined, context: CallContext): string => {
    const name = nameOf(id, secrets, context);
    if (name !== undefined) return name;
    throw new ServiceError('ResourceNotFoundException', "Secrets Manager can't find the specified secret.");
  };

  const getSecretValue: Operation<GetSecretValueRequest, GetSecretValueResponse> = (
    { SecretId },
    context,
  ) => {
    const name = find(SecretId, context);
    return {
      ...describe(name, context),
      VersionId: versionIdOf(name),
      VersionStages: ['AWSCURRENT'],
      SecretString: secrets[name],
    };
  };
  const describeSecret: Operation<DescribeSecretRequest, DescribeSecretResponse> = (
    { SecretId },
    context,
  ) => {
    const name = find(SecretId, context);
    return { ...describe(name, context), VersionIdsToStages: { [versionIdOf(name)]: ['AWSCURRENT'] } };
  };
  const listSecrets: Operation<unknown, ListSecretsResponse> = (_input, context) => ({
    SecretList: Object.keys(secrets).map((name) => describe(name, context)),
  });

  return {
    name: 'secretsmanager',
    operations: {
      GetSecretValue: getSecretValue,
      DescribeSecret: describeSecret,
      ListSecrets: listSecrets,
    },
    permissions: (operation, input, context) => {
      const { SecretId } = input as GetSecretValueRequest;
      const name = nameOf(SecretId, secrets, context) ?? SecretId ?? '';
      const resource = name.startsWith('arn:') ? name : secretArn(name, context);
      return [
        {
          action: `secretsmanager:${operation}`,
          resources: [operation === 'ListSecrets' ? '*' : resource],
        },
      ];
    },
  };
};

/** A secret is asked for by name, by ARN, or by ARN without the six characters at its end. */
const nameOf = (
  id: string | undefined,
  secrets: SecretsOptions['secrets'],
  context: CallContext,
): string | undefined =>
  Object.keys(secrets).find((name) => {
    const arn = secretArn(name, context);
    return id === name || id === arn || id === arn.slice(0, arn.lastIndexOf('-'));
  });

const versionIdOf = (name: string): string => {
  const hex = createHash('sha256').update(`version of ${name}`).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
};
