import { CloudWatchClient, DescribeAlarmsCommand } from '@aws-sdk/client-cloudwatch';
import { DescribeVpnConnectionsCommand, EC2Client } from '@aws-sdk/client-ec2';
import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { ListTopicsCommand, SNSClient } from '@aws-sdk/client-sns';
import { GetQueueAttributesCommand, SQSClient } from '@aws-sdk/client-sqs';
import { SmithyRpcV2CborProtocol } from '@smithy/core/cbor';
import { describe, expect, it } from 'vitest';
import { ServiceError } from '../../../local/contract.ts';
import { demoService, errorOf, functionKey, functionName, startWire, type Wire } from './wire-fixture.ts';

const calls = {
  ec2: (wire: Wire, key?: string) =>
    new EC2Client({ ...wire.client(key), maxAttempts: 1 }).send(new DescribeVpnConnectionsCommand({})),
  sns: (wire: Wire, key?: string) =>
    new SNSClient({ ...wire.client(key), maxAttempts: 1 }).send(new ListTopicsCommand({})),
  sqs: (wire: Wire, key?: string) =>
    new SQSClient({ ...wire.client(key), maxAttempts: 1 }).send(
      new GetQueueAttributesCommand({ QueueUrl: `${wire.url}/1/q` }),
    ),
  monitoring: (wire: Wire, key?: string) =>
    new CloudWatchClient({ ...wire.client(key), maxAttempts: 1 }).send(new DescribeAlarmsCommand({})),
  cbor: (wire: Wire, key?: string) =>
    new CloudWatchClient({ ...wire.client(key), maxAttempts: 1, protocol: SmithyRpcV2CborProtocol }).send(
      new DescribeAlarmsCommand({}),
    ),
  secretsmanager: (wire: Wire, key?: string) =>
    new SecretsManagerClient({ ...wire.client(key), maxAttempts: 1 }).send(
      new GetSecretValueCommand({ SecretId: 's' }),
    ),
};

const failing = (run: () => unknown) => [
  demoService('ec2', { DescribeVpnConnections: run }),
  demoService('sns', { ListTopics: run }),
  demoService('sqs', { GetQueueAttributes: run }),
  demoService('monitoring', { DescribeAlarms: run }),
  demoService('secretsmanager', { GetSecretValue: run }),
];

describe('an error of a service', () => {
  it.each([
    ['ec2', 'InvalidVpnConnectionID.NotFound', 400, 'InvalidVpnConnectionID.NotFound', 400, 'client'],
    ['ec2', 'InternalError', 500, 'InternalError', 500, 'server'],
    ['sns', 'NotFoundException', 400, 'NotFoundException', 404, 'client'],
    ['sns', 'NotFound', 400, 'NotFoundException', 404, 'client'],
    ['sns', 'ParameterValueInvalid', 400, 'InvalidParameterValueException', 400, 'client'],
    ['sqs', 'QueueDoesNotExist', 400, 'QueueDoesNotExist', 400, 'client'],
    ['sqs', 'AWS.SimpleQueueService.NonExistentQueue', 400, 'QueueDoesNotExist', 400, 'client'],
    ['monitoring', 'InvalidNextToken', 400, 'InvalidNextToken', 400, 'client'],
    ['cbor', 'InvalidNextToken', 400, 'InvalidNextToken', 400, 'client'],
    ['secretsmanager', 'ResourceNotFoundException', 400, 'ResourceNotFoundException', 400, 'client'],
    ['secretsmanager', 'InternalServiceError', 500, 'InternalServiceError', 500, 'server'],
  ] as const)(
    'of %s, %s, reaches the client with its name, status and fault',
    async (call, code, status, name, httpStatusCode, fault) => {
      const wire = await startWire(
        failing(() => {
          throw new ServiceError(code, 'Not "here" & <now>', status);
        }),
      );

      const error = await errorOf(calls[call](wire));

      expect(error).toMatchObject({ name, message: 'Not "here" & <now>', $fault: fault });
      expect(error.$metadata?.httpStatusCode).toBe(httpStatusCode);
      expect(wire.entries('call')).toMatchObject([{ error: expect.any(String) }]);
    },
  );
});

describe('a denial', () => {
  it.each([
    ['ec2', 'UnauthorizedOperation', 403],
    ['sns', 'AuthorizationErrorException', 403],
    ['sqs', 'AccessDenied', 400],
    ['monitoring', 'AccessDenied', 400],
    ['secretsmanager', 'AccessDeniedException', 400],
  ] as const)('by %s is %s and says who may not do what, and why', async (call, name, httpStatusCode) => {
    const wire = await startWire(
      failing(() => expect.unreachable('the operation must not run')),
      { authorize: () => ({ allowed: false, why: 'no identity-based policy allows it' }) },
    );

    const error = await errorOf(calls[call](wire, functionKey));

    expect(error.name).toBe(name);
    expect(error.$metadata?.httpStatusCode).toBe(httpStatusCode);
    const action = wire.entries('access.denied')[0]?.['action'];
    expect(error.message).toContain(
      `User: arn:aws:sts::123456789012:assumed-role/sweep-role/${functionName} is not authorized to perform: ` +
        `${action} on resource: * because no identity-based policy allows it`,
    );
    expect(wire.entries('access.denied')).toMatchObject([
      { action: expect.stringContaining(`${call}:`), resource: '*', functionName },
    ]);
  });
});

describe('a request that cannot be served', () => {
  it('is 501 with the name of the operation when nothing models it', async () => {
    const wire = await startWire([demoService('ec2', {}), demoService('secretsmanager', {})]);

    const query = await errorOf(calls.ec2(wire));
    const json = await errorOf(calls.secretsmanager(wire));

    for (const error of [query, json]) expect(error.$metadata?.httpStatusCode).toBe(501);
    expect(query.message).toBe('The local account does not model ec2:DescribeVpnConnections');
    expect(json.message).toBe('The local account does not model secretsmanager:GetSecretValue');
    expect(wire.entries('call.unsupported')).toMatchObject([
      { service: 'ec2', operation: 'DescribeVpnConnections' },
      { service: 'secretsmanager', operation: 'GetSecretValue' },
    ]);
  });

  it('is 501 when the account has no such service', async () => {
    const wire = await startWire([]);

    const error = await errorOf(calls.sqs(wire));

    expect(error.$metadata?.httpStatusCode).toBe(501);
    expect(error.message).toBe('The local account does not model sqs:GetQueueAttributes');
  });

  it('is 501 with method and path when it speaks none of the protocols', async () => {
    const wire = await startWire([demoService('lambda', {})]);

    const answer = await fetch(`${wire.url}/2015-03-31/functions/`, {
      headers: {
        authorization: 'AWS4-HMAC-SHA256 Credential=A/20261124/us-east-1/lambda/aws4_request, Signature=0',
      },
    });

    expect(answer.status).toBe(501);
    expect(await answer.json()).toEqual({
      message: 'The local account does not model lambda:GET /2015-03-31/functions/',
    });
  });

  it.each([
    ['application/x-amz-json-1.1', 400, '{"__type":"MissingAuthenticationTokenException"'],
    ['application/x-www-form-urlencoded', 403, '<Code>MissingAuthenticationToken</Code>'],
  ])('lacks a signature (%s)', async (contentType, status, excerpt) => {
    const wire = await startWire([]);
    const isJson = contentType.includes('json');

    const answer = await fetch(wire.url, {
      method: 'POST',
      headers: {
        'content-type': contentType,
        ...(isJson && { 'x-amz-target': 'secretsmanager.ListSecrets' }),
      },
      body: isJson ? '{}' : 'Action=ListTopics',
    });

    expect(answer.status).toBe(status);
    expect(await answer.text()).toContain(excerpt);
  });

  it('is refused when its permissions cannot be told from its input', async () => {
    const sqs = demoService('sqs', { GetQueueAttributes: () => ({}) });
    const permissions = () => {
      throw new ServiceError('InvalidAddress', 'No queue has this URL.');
    };
    const wire = await startWire([{ ...sqs, permissions }]);

    const error = await errorOf(calls.sqs(wire));

    expect(error).toMatchObject({ name: 'InvalidAddress', message: 'No queue has this URL.' });
    expect(sqs.inputs).toEqual([]);
  });

  it('is an internal failure when the operation itself is broken, and the journal tells', async () => {
    const wire = await startWire(
      failing(() => {
        throw new TypeError('x is not a function');
      }),
    );

    const error = await errorOf(calls.ec2(wire));

    expect(error).toMatchObject({ name: 'InternalFailure', $fault: 'server' });
    expect(wire.entries('call.crashed')).toMatchObject([
      { operation: 'DescribeVpnConnections', error: 'x is not a function' },
    ]);
  });
});
