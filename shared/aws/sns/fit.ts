import type { Announcement } from '../../contracts/announcement.ts';
import { plainText } from '../../domain/message/plain-text.ts';

/** SNS takes 262,144 bytes for a message and its attributes; the rest is left for the attributes. */
const maximumBytes = 262_144 - 2_048;

/** No text of ours comes near; what is this long is from elsewhere. */
const firstTextLength = 16_384;

/**
 * What is published: text for people, JSON for machines. `default` is what an e-mail address, and any protocol that is
 * not named, gets. If it is too large the oldest steps of the thread go first, then the ends of long texts.
 */
export const fittingMessage = (announcement: Announcement): string => {
  let candidate = announcement;
  let message = messageOf(candidate);
  let textLength = firstTextLength;
  while (Buffer.byteLength(message) > maximumBytes && textLength > 0) {
    if (candidate.thread.length > 0) {
      candidate = { ...candidate, thread: candidate.thread.slice(Math.ceil(candidate.thread.length / 4)) };
    } else {
      candidate = { ...candidate, message: withTextsCut(candidate.message, textLength) };
      textLength = Math.floor(textLength / 2);
    }
    message = messageOf(candidate);
  }
  return message;
};

const messageOf = (announcement: Announcement): string => {
  const json = JSON.stringify(announcement);
  return JSON.stringify({
    default: plainText(announcement.message, announcement.thread),
    sqs: json,
    lambda: json,
    http: json,
    https: json,
  });
};

/** The same value with every text in it cut, between code points, to `length` of them. */
const withTextsCut = <Value>(value: Value, length: number): Value => cutTexts(value, length) as Value;

const cutTexts = (value: unknown, length: number): unknown => {
  if (typeof value === 'string') return cutText(value, length);
  if (Array.isArray(value)) return value.map((item) => cutTexts(item, length));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, cutTexts(item, length)]));
};

const cutText = (text: string, length: number): string => {
  const codePoints = [...text];
  return codePoints.length > length ? `${codePoints.slice(0, length).join('')}…` : text;
};
