import { awsCall } from '../../shared/aws/client/aws-call-error.ts';
import type { Charts } from '../../shared/ports/diagnosis.ts';
import type { Caller } from '../platform/service.ts';

/** A picture is the text of its widget. */
export const createCharts = (call: Caller): Charts => ({
  draw: (_region, widget) =>
    awsCall(
      'GetMetricWidgetImage',
      call('cloudwatch', 'GetMetricWidgetImage', () => new TextEncoder().encode(widget)),
    ),
});
