import { describe } from 'vitest';
import { createAnnouncer } from '../../shared/aws/sns/announcer.ts';
import { snsClient } from '../../shared/aws/sns/client.ts';
import { startAws } from '../aws/aws-double.ts';
import { createFakeAnnouncer } from '../fakes/outbound.ts';
import { type AnnouncerSubject, runAnnouncerContract } from './announcer-contract.ts';

const fake = (): AnnouncerSubject => {
  const announcer = createFakeAnnouncer();
  return {
    announcer,
    published: () => announcer.announcements,
    failNext: () => announcer.failures.next(new Error('denied')),
  };
};

const onSns = async (): Promise<AnnouncerSubject> => {
  const messages: string[] = [];
  const publish = ({ Message }: { Message: string }) => {
    messages.push(Message);
    return { MessageId: 'message-1' };
  };
  const aws = await startAws({ sns: { Publish: publish } });
  return {
    announcer: createAnnouncer(snsClient('eu-west-1'), {
      topicArn: 'arn:aws:sns:eu-west-1:123456789012:tunnelkeeper',
    }),
    published: () => messages.map((message) => JSON.parse(JSON.parse(message).sqs)),
    failNext: () =>
      aws.fail({
        service: 'sns',
        operation: 'Publish',
        when: 'before',
        failure: { kind: 'error', code: 'AuthorizationError', statusCode: 403 },
      }),
  };
};

describe('announcer: the fake', () => runAnnouncerContract(fake));
describe('announcer: SNS', () => runAnnouncerContract(onSns));
