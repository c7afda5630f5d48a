import { type CallContext, ServiceError } from '../../contract.ts';
import { groupNameOf } from './group-arn.ts';
import type { LogGroup, LogStore } from './log-store.ts';

export interface NamesGroup {
  readonly logGroupName?: string | undefined;
  /** Name or ARN. */
  readonly logGroupIdentifier?: string | undefined;
}

export const groupNamed = ({ logGroupName, logGroupIdentifier }: NamesGroup): string =>
  groupNameOf(logGroupName ?? logGroupIdentifier ?? '');

export const findGroup = (store: LogStore, input: NamesGroup, { region }: CallContext): LogGroup => {
  if ((input.logGroupName === undefined) === (input.logGroupIdentifier === undefined)) {
    throw new ServiceError(
      'InvalidParameterException',
      'Exactly one of logGroupName and logGroupIdentifier must be given.',
    );
  }
  const group = store.find(region, groupNamed(input));
  if (group) return group;
  throw new ServiceError('ResourceNotFoundException', 'The specified log group does not exist.');
};
