import type { IncomingHttpHeaders } from 'node:http';
import type { OperationModel } from './schemas.ts';

export interface WireRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

export interface WireReply {
  readonly statusCode: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array;
}

/** An error with everything that one of the protocols writes about it. */
export interface WireError {
  /** The name of the shape, as the JSON and CBOR protocols write it. */
  readonly code: string;
  /** The code as the Query protocols write it. */
  readonly queryCode: string;
  readonly namespace: string;
  readonly message: string;
  readonly messageMember: string;
  readonly statusCode: number;
}

/** What is known of any request: what it asks for, and how to refuse it so that its client understands. */
export interface Envelope {
  readonly kind: 'query' | 'json';
  readonly operation: string;
  encodeError(error: WireError, requestId: string): WireReply;
}

/** One request in one of AWS's wire formats, and how to answer it in the same format. */
export interface Protocol extends Envelope {
  decode(model: OperationModel): unknown;
  encode(model: OperationModel, output: unknown, requestId: string): WireReply;
}

/** Who is to blame, in the word the protocols use. */
export const faultType = (statusCode: number): 'Sender' | 'Receiver' =>
  statusCode < 500 ? 'Sender' : 'Receiver';
