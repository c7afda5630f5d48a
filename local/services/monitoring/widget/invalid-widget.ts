import { ServiceError } from '../../../contract.ts';

/** The widget is at fault: what is wrong with it, and where. */
export const invalidWidget = (what: string): ServiceError =>
  new ServiceError('InvalidParameterValue', `Invalid value for parameter MetricWidget: ${what}`);
