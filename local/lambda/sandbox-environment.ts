import type { FunctionResource } from '../template/deployment.ts';
import { accessKeyOf } from './access-keys.ts';

/** The environment of a function as Lambda's runtime sets it; nothing of the host's own. */
export function sandboxEnvironment(
  resource: FunctionResource,
  endpointUrl: string,
  logStreamName: string,
): Record<string, string> {
  const key = accessKeyOf(resource);
  const declared = Object.entries(resource.environment).map(
    ([name, value]) => [name, localQueueUrls(value, endpointUrl)] as const,
  );
  return {
    AWS_REGION: resource.region,
    AWS_DEFAULT_REGION: resource.region,
    AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x',
    AWS_LAMBDA_FUNCTION_NAME: resource.name,
    AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(resource.memoryMb),
    AWS_LAMBDA_INITIALIZATION_TYPE: 'on-demand',
    AWS_LAMBDA_LOG_GROUP_NAME: resource.logGroupName,
    AWS_LAMBDA_LOG_STREAM_NAME: logStreamName,
    AWS_LAMBDA_LOG_FORMAT: resource.jsonLogs ? 'JSON' : 'Text',
    AWS_ACCESS_KEY_ID: key.accessKeyId,
    AWS_SECRET_ACCESS_KEY: key.secretAccessKey,
    AWS_SESSION_TOKEN: key.sessionToken,
    AWS_ENDPOINT_URL: endpointUrl,
    _HANDLER: resource.handler,
    LAMBDA_TASK_ROOT: resource.codeDirectory,
    LANG: 'en_US.UTF-8',
    TZ: ':UTC',
    ...Object.fromEntries(declared),
  };
}

const queueOrigin = /https:\/\/sqs\.[a-z0-9-]+\.amazonaws\.com(?:\.cn)?(?=\/)/g;

/** The SDK sends to the host inside a queue's URL, whatever its endpoint: so it has to be the account's own. */
function localQueueUrls(value: string, endpointUrl: string): string {
  return value.replace(queueOrigin, endpointUrl);
}
