import type { SendMessageRequest } from '@aws-sdk/client-sqs';
import { type CallContext, ServiceError } from '../../contract.ts';
import { md5, md5OfAttributes } from './message.ts';
import type { Queue } from './queue.ts';

/** Control characters, lone surrogates and U+FFFE/U+FFFF are not allowed in a message (W3C XML 1.0, as SQS documents). */
const forbiddenText = /[^\P{Cc}\t\n\r\u007f-\u009f]|\p{Cs}|[\ufffe\uffff]/u;

const maximumDelaySeconds = 900;

/** `SendMessage`, or one entry of `SendMessageBatch`. */
export function sendMessage(queue: Queue, input: Partial<SendMessageRequest>, context: CallContext) {
  const { MessageBody, DelaySeconds, MessageAttributes = {}, MessageGroupId, MessageDeduplicationId } = input;
  const body = checkedBody(queue, MessageBody);
  if (DelaySeconds !== undefined && (DelaySeconds < 0 || DelaySeconds > maximumDelaySeconds)) {
    throw invalid(`Value ${DelaySeconds} for parameter DelaySeconds is invalid. Reason: must be 0 to 900.`);
  }
  if (DelaySeconds !== undefined && queue.resource.fifo) {
    throw invalid(`Value ${DelaySeconds} for parameter DelaySeconds is invalid. Reason: FIFO queue.`);
  }
  const message = queue.send({
    body,
    attributes: MessageAttributes,
    senderId:
      context.principal.kind === 'function' ? `AROALOCAL:${context.principal.functionName}` : 'AIDALOCAL',
    ...(DelaySeconds !== undefined && { delayMs: DelaySeconds * 1000 }),
    ...(MessageGroupId !== undefined && { groupId: MessageGroupId }),
    ...(MessageDeduplicationId !== undefined && { deduplicationId: MessageDeduplicationId }),
  });
  const digest = md5OfAttributes(MessageAttributes);
  return {
    MessageId: message.id,
    MD5OfMessageBody: md5(body),
    ...(digest !== undefined && { MD5OfMessageAttributes: digest }),
    ...(message.sequenceNumber !== undefined && { SequenceNumber: message.sequenceNumber }),
  };
}

function checkedBody({ resource }: Queue, body: string | undefined): string {
  if (!body) {
    throw new ServiceError('MissingParameter', 'The request must contain the parameter MessageBody.');
  }
  if (forbiddenText.test(body)) {
    throw new ServiceError('InvalidMessageContents', 'Invalid characters were found in the message body.');
  }
  if (Buffer.byteLength(body) > resource.maximumMessageBytes) {
    throw invalid(
      `One or more parameters are invalid. Reason: Message must be shorter than ${resource.maximumMessageBytes} bytes.`,
    );
  }
  return body;
}

function invalid(message: string): ServiceError {
  return new ServiceError('InvalidParameterValue', message);
}
