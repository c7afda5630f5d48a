import type { MessageAttributes } from '../sqs/message.ts';
import type { Publication, TopicAttributes } from './publication.ts';

export interface Notification {
  readonly messageId: string;
  readonly topicArn: string;
  readonly subscriptionArn: string;
  readonly publishedAt: string;
  readonly text: string;
  readonly publication: Publication;
}

/** The JSON document that subscribers without raw delivery receive. */
export function notificationEnvelope(notification: Notification): Record<string, unknown> {
  const { messageId, topicArn, subscriptionArn, publishedAt, text, publication } = notification;
  const attributes = attributeValues(publication.attributes ?? {});
  return {
    Type: 'Notification',
    MessageId: messageId,
    TopicArn: topicArn,
    ...(publication.subject !== undefined && { Subject: publication.subject }),
    Message: text,
    Timestamp: publishedAt,
    SignatureVersion: '1',
    Signature: 'bG9jYWw=',
    SigningCertURL: 'https://sns.amazonaws.com/SimpleNotificationService-local.pem',
    UnsubscribeURL: `https://sns.amazonaws.com/?Action=Unsubscribe&SubscriptionArn=${subscriptionArn}`,
    ...(Object.keys(attributes).length > 0 && { MessageAttributes: attributes }),
  };
}

/** The event that a subscribed function receives. */
export function functionEvent(notification: Notification): Record<string, unknown> {
  const { SigningCertURL, UnsubscribeURL, ...sns } = notificationEnvelope(notification);
  return {
    Records: [
      {
        EventSource: 'aws:sns',
        EventVersion: '1.0',
        EventSubscriptionArn: notification.subscriptionArn,
        Sns: {
          Subject: null,
          MessageAttributes: {},
          ...sns,
          SigningCertUrl: SigningCertURL,
          UnsubscribeUrl: UnsubscribeURL,
        },
      },
    ],
  };
}

function attributeValues(attributes: TopicAttributes): Record<string, { Type: string; Value: string }> {
  return Object.fromEntries(
    Object.entries(attributes).map(([name, { DataType = 'String', StringValue, BinaryValue }]) => [
      name,
      { Type: DataType, Value: StringValue ?? Buffer.from(BinaryValue ?? []).toString('base64') },
    ]),
  );
}

/** With raw delivery the attributes become the queue message's own. */
export function rawAttributes({ attributes = {} }: Publication): MessageAttributes {
  return Object.fromEntries(
    Object.entries(attributes).map(([name, value]) => [
      name,
      { ...value, DataType: value.DataType ?? 'String' },
    ]),
  );
}
