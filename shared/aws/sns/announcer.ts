import { type MessageAttributeValue, PublishCommand, type SNSClient } from '@aws-sdk/client-sns';
import type { Announcement } from '../../contracts/announcement.ts';
import { MessageAttributeName } from '../../contracts/message-attributes.ts';
import type { Announcer } from '../../ports/outbound.ts';
import { awsCall } from '../client/aws-call-error.ts';
import { fittingMessage } from './fit.ts';
import { subjectOf } from './subject.ts';

export const createAnnouncer = (
  client: SNSClient,
  { topicArn }: { readonly topicArn: string },
): Announcer => ({
  announce: async (announcement) => {
    await awsCall(
      'Publish',
      client.send(
        new PublishCommand({
          TopicArn: topicArn,
          Subject: subjectOf(firstLineOf(announcement)),
          MessageStructure: 'json',
          Message: fittingMessage(announcement),
          MessageAttributes: attributesOf(announcement),
        }),
      ),
    );
  },
});

/** A headline that does not begin in ASCII is in a language of which a subject would leave nothing. */
const firstLineOf = ({ message, kind, connectionId, region }: Announcement): string => {
  if (message.subject !== undefined) return message.subject;
  const { severity, headline } = message;
  return /^[ -~]/.test(headline) ? headline : `${severity}: ${kind}, ${connectionId ?? region}`;
};

/** An attribute without a value is refused, so what is unknown is left out. */
const attributesOf = (announcement: Announcement): Record<string, MessageAttributeValue> => {
  const values = {
    [MessageAttributeName.kind]: announcement.kind,
    [MessageAttributeName.severity]: announcement.message.severity,
    [MessageAttributeName.region]: announcement.region,
    [MessageAttributeName.connectionId]: announcement.connectionId,
    [MessageAttributeName.gatheredIn]: announcement.gatheredIn,
  };
  return Object.fromEntries(
    Object.entries(values).flatMap(([name, value]) =>
      value ? [[name, { DataType: 'String', StringValue: value }]] : [],
    ),
  );
};
