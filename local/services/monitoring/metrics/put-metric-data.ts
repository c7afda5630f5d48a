import type { MetricDatum, PutMetricDataInput } from '@aws-sdk/client-cloudwatch';
import { type Clock, type Operation, ServiceError } from '../../../contract.ts';
import { dimensionsFrom } from './dimensions.ts';
import type { MetricStore } from './metric-store.ts';

export const putMetricData =
  (store: MetricStore, clock: Clock): Operation<PutMetricDataInput, object> =>
  (input, { region }) => {
    if (input.Namespace?.startsWith('AWS/')) {
      throw new ServiceError(
        'InvalidParameterValue',
        'The value AWS/ for parameter Namespace is invalid: it is reserved for AWS services.',
      );
    }
    for (const datum of input.MetricData ?? []) {
      for (const value of valuesOf(datum)) {
        store.put({
          region,
          namespace: input.Namespace ?? '',
          metricName: datum.MetricName ?? '',
          dimensions: dimensionsFrom(datum.Dimensions),
          value,
          ...(datum.Unit === undefined ? {} : { unit: datum.Unit }),
          at: datum.Timestamp?.getTime() ?? clock.now(),
        });
      }
    }
    return {};
  };

const valuesOf = (datum: MetricDatum): readonly number[] => {
  if (datum.StatisticValues) {
    throw new ServiceError(
      'ValidationError',
      'The local account does not model StatisticValues in PutMetricData',
    );
  }
  const many = (datum.Values ?? []).flatMap((value, index) =>
    new Array<number>(datum.Counts?.[index] ?? 1).fill(value),
  );
  return datum.Value === undefined ? many : [datum.Value, ...many];
};
