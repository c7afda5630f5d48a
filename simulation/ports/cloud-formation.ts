import type { SetupAnsweredFact } from '../facts.ts';

const responseUrl = 'https://cloudformation.example/answer';

/** What CloudFormation asks of the custom resource. */
export const setupRequest = (type: 'Create' | 'Update', regions: readonly string[]): object => ({
  RequestType: type,
  ResponseURL: responseUrl,
  StackId: `arn:aws:cloudformation:${regions[0]}:111122223333:stack/tunnelkeeper/1`,
  RequestId: type,
  LogicalResourceId: 'Setup',
  ...(type === 'Create'
    ? {}
    : { PhysicalResourceId: 'tunnelkeeper-setup', OldResourceProperties: { regions } }),
});

/** CloudFormation takes every answer; all else goes on to Slack. */
export const createCloudFormationFetch = (
  others: typeof fetch,
  answered: (answer: Omit<SetupAnsweredFact, 'kind'>) => void,
): typeof fetch =>
  (async (input: string | URL | Request, init?: RequestInit) => {
    if (String(input) !== responseUrl) return others(input, init);
    const { RequestId, Status, PhysicalResourceId } = JSON.parse(String(init?.body));
    answered({ requestId: RequestId, ok: Status === 'SUCCESS', resourceId: PhysicalResourceId });
    return { ok: true, status: 200 } as Response;
  }) as typeof fetch;
