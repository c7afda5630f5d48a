import type { SharedFile } from './files.ts';

/** A message as it stands in a channel. */
export interface SlackMessage {
  readonly ts: string;
  readonly threadTs?: string | undefined;
  /** Of a reply: the channel shows it as well. */
  readonly isBroadcast?: boolean | undefined;
  /** A webhook's messages cannot be edited. */
  readonly author: 'bot' | 'webhook';
  readonly text: string;
  readonly blocks?: readonly Block[] | undefined;
  readonly files?: readonly SharedFile[] | undefined;
  /** What an app says of it to itself; an edit leaves it as it is. */
  readonly metadata?: MessageMetadata | undefined;
  /** Set once it has been edited. */
  readonly editedTs?: string | undefined;
}

export type Block = Readonly<Record<string, unknown>>;

export interface MessageMetadata {
  readonly event_type: string;
  readonly event_payload: Readonly<Record<string, unknown>>;
}

/** What is posted or put in a message's place. */
export interface MessageContent {
  readonly text: string;
  readonly blocks?: readonly Block[] | undefined;
  readonly metadata?: MessageMetadata | undefined;
}
