import { SendMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';
import type { RestartRequests } from '../../ports/outbound.ts';
import { awsCall } from '../client/aws-call-error.ts';

/** Requests go through a FIFO queue with one group per connection, so that its tunnels are never worked on side by side. */
export const createRestartRequests = (
  client: SQSClient,
  { queueUrl }: { readonly queueUrl: string },
): RestartRequests => ({
  request: async ({ deduplicationId, ...request }) => {
    await awsCall(
      'SendMessage',
      client.send(
        new SendMessageCommand({
          QueueUrl: queueUrl,
          MessageGroupId: request.connectionId,
          MessageDeduplicationId: deduplicationId,
          MessageBody: JSON.stringify(request),
        }),
      ),
    );
  },
});
