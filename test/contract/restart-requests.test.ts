import { createHash } from 'node:crypto';
import type { SendMessageRequest } from '@aws-sdk/client-sqs';
import { describe, expect, it } from 'vitest';
import { sqsClient } from '../../shared/aws/sqs/client.ts';
import { createRestartRequests } from '../../shared/aws/sqs/restart-requests.ts';
import { type AwsDouble, startAws } from '../aws/aws-double.ts';
import { createFakeRestartRequests } from '../fakes/outbound.ts';
import { type RestartRequestsSubject, runRestartRequestsContract } from './restart-requests-contract.ts';

const fake = (): RestartRequestsSubject => {
  const restartRequests = createFakeRestartRequests();
  return { restartRequests, queued: () => restartRequests.requests };
};

const startQueue = async (): Promise<RestartRequestsSubject & { readonly aws: AwsDouble }> => {
  const messages = new Map<string, string>();
  const send = ({ MessageDeduplicationId: id = '', MessageBody: body = '' }: SendMessageRequest) => {
    if (!messages.has(id)) messages.set(id, body);
    return { MessageId: 'message-1', MD5OfMessageBody: createHash('md5').update(body).digest('hex') };
  };
  const aws = await startAws({ sqs: { SendMessage: send } });
  const queueUrl = `${aws.url}/123456789012/restarts.fifo`;
  return {
    aws,
    restartRequests: createRestartRequests(sqsClient('eu-west-1'), { queueUrl }),
    queued: () => [...messages.values()].map((body) => JSON.parse(body)),
  };
};

describe('restart requests: the fake', () => runRestartRequestsContract(fake));
describe('restart requests: SQS', () => {
  runRestartRequestsContract(startQueue);

  it('keeps the requests about one connection in one group', async () => {
    const { aws, restartRequests } = await startQueue();
    await restartRequests.request({
      region: 'eu-west-1',
      connectionId: 'vpn-00000000000000001',
      outsideIp: '203.0.113.1',
      incidentId: 'incident-1',
      deduplicationId: 'once',
    });
    expect(aws.calls[0]?.input).toMatchObject({
      MessageGroupId: 'vpn-00000000000000001',
      MessageDeduplicationId: 'once',
    });
  });
});
