import { createHash } from 'node:crypto';
import type { SendMessageRequest } from '@aws-sdk/client-sqs';
import { describe, expect, it } from 'vitest';
import { sqsClient } from '../../shared/aws/sqs/client.ts';
import { createDiagnosisRequests } from '../../shared/aws/sqs/diagnosis-requests.ts';
import { type AwsDouble, startAws } from '../aws/aws-double.ts';
import { callError, refusal } from '../aws/refusal.ts';
import { createFakeDiagnosisRequests } from '../fakes/outbound.ts';
import {
  type DiagnosisRequestsSubject,
  runDiagnosisRequestsContract,
} from './diagnosis-requests-contract.ts';

const fake = (): DiagnosisRequestsSubject => {
  const diagnosisRequests = createFakeDiagnosisRequests();
  return {
    diagnosisRequests,
    queued: () => diagnosisRequests.requests,
    refuseNext: () => diagnosisRequests.failures.next(callError('SendMessage', 'AccessDenied')),
  };
};

const startQueue = async (): Promise<DiagnosisRequestsSubject & { readonly aws: AwsDouble }> => {
  const bodies: string[] = [];
  const aws = await startAws({
    sqs: {
      SendMessage: ({ MessageBody: body = '' }: SendMessageRequest) => {
        bodies.push(body);
        return { MessageId: 'message-1', MD5OfMessageBody: createHash('md5').update(body).digest('hex') };
      },
    },
  });
  const queueUrl = `${aws.url}/123456789012/diagnoses`;
  return {
    aws,
    diagnosisRequests: createDiagnosisRequests(sqsClient('eu-west-1'), { queueUrl }),
    queued: () => bodies.map((body) => JSON.parse(body)),
    refuseNext: () => aws.fail(refusal('sqs', 'SendMessage', 'AccessDenied', 403)),
  };
};

describe('diagnosis requests: the fake', () => runDiagnosisRequestsContract(fake));
describe('diagnosis requests: SQS', () => {
  runDiagnosisRequestsContract(startQueue);

  it('names no group and no repetition: a standard queue refuses them', async () => {
    const { aws, diagnosisRequests } = await startQueue();
    await diagnosisRequests.request({ region: 'eu-west-1', connectionId: 'vpn-1', incidentId: 'vpn-1/1' });
    const [call] = aws.calls;
    expect(Object.keys(call?.input).sort()).toEqual(['MessageBody', 'QueueUrl']);
  });
});
