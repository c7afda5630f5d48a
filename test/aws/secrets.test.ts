import { inspect } from 'node:util';
import type { VpnConnection } from '@aws-sdk/client-ec2';
import { describe, expect, it } from 'vitest';
import { ec2Clients, ec2RestartClients } from '../../shared/aws/ec2/clients.ts';
import { createConnections } from '../../shared/aws/ec2/connections.ts';
import { createTunnelRestarter } from '../../shared/aws/ec2/tunnel-restarter.ts';
import { createLog } from '../../shared/runtime/log.ts';
import { restart } from '../contract/tunnel-restarter-contract.ts';
import { connection } from '../domain/builders.ts';
import { startAws } from './aws-double.ts';
import { describedByAws, ec2Operations, presharedKey } from './ec2-double.ts';
import { startSilentServer, startTextServer } from './servers.ts';

/** Everything that any way of printing a value could show of it. */
const everythingOf = (value: unknown): string =>
  [
    inspect(value, { depth: Number.POSITIVE_INFINITY, showHidden: true, getters: true }),
    JSON.stringify(value, Object.getOwnPropertyNames(Object(value))),
    JSON.stringify(value),
    value instanceof Error ? `${value.message} ${value.stack} ${inspect(value.cause)}` : '',
  ].join('\n');

const thrownBy = async (call: Promise<unknown>): Promise<unknown> => {
  try {
    await call;
  } catch (error) {
    return error;
  }
  throw new Error('The call succeeded.');
};

const loggedOf = (error: unknown): string => {
  const lines: string[] = [];
  createLog({ write: (line) => lines.push(line) }).error('failed', { error });
  return lines.join('\n');
};

const region = 'eu-west-1';
const secretive: VpnConnection = describedByAws(connection({ region }));

describe('pre-shared keys', () => {
  it('are in what AWS answers', () => {
    expect(everythingOf(secretive)).toContain(presharedKey);
  });

  it('are not in the connections that the adapter returns', async () => {
    await startAws({ ec2: ec2Operations({ connections: [[region, secretive]], customerGateways: [] }) });
    const connections = createConnections(ec2Clients());
    expect(everythingOf(await connections.list(region))).not.toContain(presharedKey);
    expect(everythingOf(await connections.find(region, [connection().connectionId]))).not.toContain(
      presharedKey,
    );
  });

  it('are not in what the restarter returns', async () => {
    await startAws({ ec2: ec2Operations({ connections: [], customerGateways: [] }) });
    const outcome = await createTunnelRestarter(ec2RestartClients()).restart(restart);
    expect(everythingOf(outcome)).not.toContain(presharedKey);
  });

  it.each([
    ['an answer that breaks off', 200, `<DescribeVpnConnectionsResponse><psk>${presharedKey}</psk`],
    ['an answer that is no XML', 200, `{"psk":"${presharedKey}"`],
    ['a refusal that quotes a key', 400, errorDocument(`Invalid key ${presharedKey}`)],
    ['a refusal whose code is a key', 400, errorDocument('no', `key "${presharedKey}"`)],
  ])('are not in the error that comes of %s, nor in its log line', async (_, statusCode, body) => {
    await startTextServer(statusCode, body);
    const error = await thrownBy(createConnections(ec2Clients()).list(region));
    expect(error).toMatchObject({ name: 'AwsCallError', operation: 'DescribeVpnConnections' });
    expect(everythingOf(error)).not.toContain(presharedKey);
    expect(loggedOf(error)).not.toContain(presharedKey);
    const outcome = await createTunnelRestarter(ec2RestartClients()).restart(restart);
    expect(outcome.call).not.toBe('accepted');
    expect(everythingOf(outcome)).not.toContain(presharedKey);
  });
});

describe('a restart that gets no answer', () => {
  it('is uncertain when the time is up', async () => {
    const received = await startSilentServer();
    const outcome = await createTunnelRestarter(ec2RestartClients(200)).restart(restart);
    expect(outcome).toEqual({ call: 'uncertain', errorCode: 'ETIMEDOUT' });
    expect(received()).toBe(1);
  });
});

function errorDocument(message: string, code = 'InvalidParameterValue'): string {
  return `<Response><Errors><Error><Code>${code}</Code><Message>${message}</Message></Error></Errors><RequestID>r-1</RequestID></Response>`;
}
