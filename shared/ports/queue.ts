/** What a consumer can do about a message besides finishing it. */
export interface QueueControl {
  /** Hides a received message for so long, whatever the queue's own visibility time-out is. */
  delay(receiptHandle: string, delaySeconds: number): Promise<void>;
  /** Puts a message aside for a person, with the word for why. */
  deadLetter(body: string, reason: string): Promise<void>;
}
