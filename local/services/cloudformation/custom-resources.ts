import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Clock, Journal } from '../../contract.ts';
import type { AccountParts } from '../../kernel/account.ts';
import type { AnswerOther } from '../../kernel/front-page.ts';
import { createIds } from '../../kernel/ids.ts';
import type { Deployment, PlainResource } from '../../template/deployment.ts';

export type CustomResourceRequest = 'Create' | 'Delete';

/** What a function has answered for its custom resource. */
export interface CustomResourceAnswer {
  readonly request: CustomResourceRequest;
  readonly logicalId: string;
  readonly status: 'SUCCESS' | 'FAILED';
  readonly reason: string | undefined;
}

export interface CustomResources {
  /** Takes the answers of functions at the endpoint. */
  readonly answer: AnswerOther;
  readonly answers: readonly CustomResourceAnswer[];
  /** Asks the function of each custom resource, as CloudFormation does while it deploys or deletes a stack. */
  run(request: CustomResourceRequest, endpointUrl: string): void;
}

export interface CustomResourcesOptions extends Pick<AccountParts, 'invokeAsync' | 'activity'> {
  readonly deployment: Pick<Deployment, 'customResources' | 'functions'>;
  readonly clock: Clock;
  readonly journal: Journal;
}

const path = '/custom-resource-answers/';

export const createCustomResources = (options: CustomResourcesOptions): CustomResources => {
  const { deployment, journal } = options;
  const nextId = createIds('custom resource request');
  const asked = new Map<string, { readonly request: CustomResourceRequest; readonly logicalId: string }>();
  const answers: CustomResourceAnswer[] = [];

  const take = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const question = asked.get((request.url ?? '').slice(path.length));
    const { Status, Reason } = JSON.parse(await bodyOf(request)) as Answer;
    if (question) {
      const answer: CustomResourceAnswer = { ...question, status: Status, reason: Reason };
      answers.push(answer);
      journal.record('stack.resource', { ...answer });
    }
    response.writeHead(question ? 200 : 403).end();
  };

  return {
    answers,
    answer: (request, response) => {
      if (request.method !== 'PUT' || !request.url?.startsWith(path)) return false;
      const active = options.activity.begin();
      response.on('close', active.end);
      take(request, response).catch(() => response.destroy());
      return true;
    },
    run: (request, endpointUrl) => {
      for (const resource of deployment.customResources) {
        const token = resource.properties['ServiceToken'];
        const fn = deployment.functions.find(({ arn }) => arn === token);
        if (!fn) throw new Error(`${resource.logicalId}: there is no function ${String(token)}.`);
        const id = nextId();
        asked.set(id, { request, logicalId: resource.logicalId });
        options.invokeAsync(fn, eventOf(request, resource, id, `${endpointUrl}${path}${id}`));
      }
    },
  };
};

interface Answer {
  readonly Status: 'SUCCESS' | 'FAILED';
  readonly Reason?: string;
}

const eventOf = (
  request: CustomResourceRequest,
  { stackName, region, logicalId, properties }: PlainResource,
  id: string,
  url: string,
): object => ({
  RequestType: request,
  ResponseURL: url,
  StackId: `arn:aws:cloudformation:${region}:111122223333:stack/${stackName}/${id}`,
  RequestId: id,
  ResourceType: 'Custom::TunnelkeeperSetup',
  LogicalResourceId: logicalId,
  ...(request === 'Delete' && { PhysicalResourceId: logicalId }),
  ResourceProperties: properties,
});

const bodyOf = async (request: IncomingMessage): Promise<string> => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
};
