import { DescribeVpnConnectionsCommand, EC2Client } from '@aws-sdk/client-ec2';
import { PublishCommand, SNSClient } from '@aws-sdk/client-sns';
import { describe, expect, it } from 'vitest';
import type { CallFault } from '../../../local/contract.ts';
import { demoService, errorOf, startWire, until } from './wire-fixture.ts';

const fault = (when: CallFault['when'], failure: CallFault['failure']): CallFault => ({
  service: 'ec2',
  operation: '*',
  when,
  failure,
});

const startEc2 = async () => {
  const service = demoService('ec2', { DescribeVpnConnections: () => ({ VpnConnections: [] }) });
  const wire = await startWire([service]);
  const describeConnections = (maxAttempts: number, requestTimeout = 0) =>
    new EC2Client({
      ...wire.client(),
      maxAttempts,
      requestHandler: { requestTimeout, throwOnRequestTimeout: true },
    }).send(new DescribeVpnConnectionsCommand({}));
  return { service, wire, describeConnections };
};

const unavailable = { kind: 'error', code: 'Unavailable', statusCode: 503 } as const;

describe('a fault', () => {
  it('of throttling is repeated by the SDK until the call succeeds', async () => {
    const { service, wire, describeConnections } = await startEc2();
    wire.faults.push(fault('before', { kind: 'throttle' }));

    const { $metadata } = await describeConnections(3);

    expect($metadata.attempts).toBe(2);
    expect(service.inputs).toHaveLength(1);
    expect(wire.entries('call').map(({ error }) => error)).toEqual(['RequestLimitExceeded', undefined]);
  });

  it('of throttling has the name that each service gives it', async () => {
    const wire = await startWire([demoService('sns', { Publish: () => ({}) })]);
    wire.faults.push({ ...fault('before', { kind: 'throttle' }), service: 'sns' });

    const error = await errorOf(
      new SNSClient({ ...wire.client(), maxAttempts: 1 }).send(new PublishCommand({ Message: 'm' })),
    );

    expect(error.name).toBe('ThrottledException');
  });

  it.each([
    ['before', 0],
    ['after', 1],
  ] as const)('%s the call lets it take effect %i times', async (when, effects) => {
    const { service, wire, describeConnections } = await startEc2();
    wire.faults.push(fault(when, { ...unavailable, message: 'Try later' }));

    const error = await errorOf(describeConnections(1));

    expect(error).toMatchObject({ name: 'Unavailable', message: 'Try later', $fault: 'server' });
    expect(error.$metadata?.httpStatusCode).toBe(503);
    expect(service.inputs).toHaveLength(effects);
  });

  it.each([
    ['before', 0],
    ['after', 1],
  ] as const)('of silence %s the call ends with the time-out of the caller', async (when, effects) => {
    const { service, wire, describeConnections } = await startEc2();
    wire.faults.push(fault(when, { kind: 'hang' }));

    const call = errorOf(describeConnections(1, 300));
    await until(() => wire.busy.held === 1);
    const whileHeld = { ...wire.busy };
    const error = await call;
    await until(() => wire.busy.held === 0);

    expect(whileHeld).toEqual({ now: 0, held: 1 });
    expect(error.name).toBe('TimeoutError');
    expect(wire.busy.now).toBe(0);
    expect(service.inputs).toHaveLength(effects);
    expect(wire.entries('call')).toMatchObject([{ error: 'NoAnswer' }]);
  });
});

describe('activity', () => {
  it('counts a request from its reception until its answer is out', async () => {
    let busyInside = 0;
    const wire = await startWire([
      demoService('ec2', {
        DescribeVpnConnections: () => {
          busyInside = wire.busy.now;
          return {};
        },
      }),
    ]);

    await new EC2Client(wire.client()).send(new DescribeVpnConnectionsCommand({}));
    await until(() => wire.busy.now === 0);

    expect(busyInside).toBe(1);
  });
});

it('tells no time, which the SDK would correct its clock by and then repeat a failed call', async () => {
  const wire = await startWire([]);

  const answer = await fetch(wire.url);

  expect(answer.headers.has('date')).toBe(false);
});
