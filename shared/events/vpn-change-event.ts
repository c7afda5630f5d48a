import type { ApiChangeSignal, NetworkManagerSignal } from '../domain/signal.ts';
import {
  type ApiChangeContext,
  type ApiChangeEvent,
  parseApiChange,
  type Unplaced,
} from './api-change-event.ts';
import { fieldsOf, textOf } from './fields.ts';
import type { IgnoredChange } from './ignored-change.ts';
import { type NetworkManagerEvent, parseNetworkManagerEvent } from './network-manager-event.ts';

/** Reads whatever may say that a connection has come, gone or been changed. */
export const parseVpnChange = (
  input: unknown,
  context: ApiChangeContext,
):
  | ApiChangeEvent
  | NetworkManagerEvent
  | Unplaced<ApiChangeSignal | NetworkManagerSignal>
  | IgnoredChange => {
  const envelope = fieldsOf(input);
  if (textOf(envelope?.['source']) === 'aws.networkmanager') {
    return parseNetworkManagerEvent(envelope, context.accountId, context.receivedAt);
  }
  return parseApiChange(envelope, context);
};
