import { SendMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';
import type { DiagnosisRequests } from '../../ports/outbound.ts';
import { awsCall } from '../client/aws-call-error.ts';

/** Requests go through a standard queue: their order means nothing, and a repeated one costs nothing. */
export const createDiagnosisRequests = (
  client: SQSClient,
  { queueUrl }: { readonly queueUrl: string },
): DiagnosisRequests => ({
  request: async (request) => {
    await awsCall(
      'SendMessage',
      client.send(new SendMessageCommand({ QueueUrl: queueUrl, MessageBody: JSON.stringify(request) })),
    );
  },
});
