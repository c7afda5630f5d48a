import type { DescribeEventDetailsRequest, DescribeEventDetailsResponse } from '@aws-sdk/client-health';
import type { Operation } from '../../contract.ts';
import { describeInWords } from '../../world/health-text.ts';
import { eventShape, type ListRecords } from './events.ts';
import { assertEventArns } from './only-modelled.ts';

/** An event that is not there is a failure of its own; the others are described all the same. */
export const describeEventDetails =
  (list: ListRecords): Operation<DescribeEventDetailsRequest, DescribeEventDetailsResponse> =>
  ({ eventArns }) => {
    const wanted = assertEventArns(eventArns);
    const found = list().filter(({ arn }) => wanted.includes(arn));
    const known = new Set(found.map(({ arn }) => arn));
    return {
      successfulSet: found.map((record) => ({
        event: eventShape(record),
        eventDescription: { latestDescription: record.description ?? describeInWords(record) },
        eventMetadata: {},
      })),
      failedSet: wanted
        .filter((arn) => !known.has(arn))
        .map((eventArn) => ({
          eventArn,
          errorName: 'InvalidEventArn',
          errorMessage: 'The event ARN is not valid, or the event does not exist.',
        })),
    };
  };
