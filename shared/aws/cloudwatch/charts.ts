import { type CloudWatchClient, GetMetricWidgetImageCommand } from '@aws-sdk/client-cloudwatch';
import type { Charts } from '../../ports/diagnosis.ts';
import { AwsCallError, awsCall } from '../client/aws-call-error.ts';
import type { ClientOf } from '../client/clients-by-region.ts';

/** `GetMetricWidgetImage`, which answers with a PNG. */
export const createCharts = (cloudWatch: ClientOf<CloudWatchClient>): Charts => ({
  draw: async (region, widget) => {
    const operation = 'GetMetricWidgetImage';
    const answer = await awsCall(
      operation,
      cloudWatch(region).send(new GetMetricWidgetImageCommand({ MetricWidget: widget, OutputFormat: 'png' })),
    );
    if (!answer.MetricWidgetImage?.length) {
      throw new AwsCallError(operation, {
        code: 'NoImage',
        statusCode: 200,
        requestId: answer.$metadata.requestId,
      });
    }
    return answer.MetricWidgetImage;
  },
});
