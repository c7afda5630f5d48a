import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Clock, Faults, Journal, Timer } from '../../contract.ts';
import type { AccountParts } from '../../kernel/account.ts';
import type { AnswerOther } from '../../kernel/front-page.ts';
import { createIds } from '../../kernel/ids.ts';
import type { Deployment, PlainResource } from '../../template/deployment.ts';

export type CustomResourceRequest = 'Create' | 'Update' | 'Delete';

export type Properties = Readonly<Record<string, unknown>>;

/** What is asked of the function behind a custom resource. */
export interface CustomResourceQuestion {
  readonly request: CustomResourceRequest;
  readonly physicalId?: string | undefined;
  readonly properties: Properties;
  readonly oldProperties?: Properties | undefined;
}

/** What has come of it; a silence counts as a failure, under an id that CloudFormation has made up. */
export interface CustomResourceAnswer {
  readonly request: CustomResourceRequest;
  readonly logicalId: string;
  readonly status: 'SUCCESS' | 'FAILED';
  readonly reason: string | undefined;
  readonly physicalId: string;
  readonly data: Readonly<Record<string, unknown>>;
}

export interface CustomResources {
  /** Takes the answers of functions at the endpoint. */
  readonly answer: AnswerOther;
  /** Asks the function of a custom resource, and hands on what it answers, or that it was silent for too long. */
  ask(
    resource: PlainResource,
    question: CustomResourceQuestion,
    settled: (answer: CustomResourceAnswer) => void,
  ): void;
}

export interface CustomResourcesOptions extends Pick<AccountParts, 'invokeAsync' | 'activity'> {
  readonly deployment: Pick<Deployment, 'customResources' | 'functions'>;
  readonly clock: Clock;
  readonly journal: Journal;
  readonly faults: Faults;
  readonly endpointUrl: () => string;
}

interface Asked {
  readonly resource: PlainResource;
  readonly question: CustomResourceQuestion;
  readonly settled: (answer: CustomResourceAnswer) => void;
  readonly timer: Timer;
}

const path = '/custom-resource-answers/';

/** Under this name faults befall the address that takes answers. */
const answerOperation = 'CustomResourceAnswer';

const longestAnswerBytes = 4_096;

const defaultTimeoutSeconds = 3_600;

export const createCustomResources = (options: CustomResourcesOptions): CustomResources => {
  const { deployment, journal, clock, faults, activity } = options;
  const nextId = createIds('custom resource request');
  const asked = new Map<string, Asked>();

  const settle = (id: string, answer: Omit<CustomResourceAnswer, 'request' | 'logicalId'>): void => {
    const waiting = asked.get(id);
    if (!waiting) return;
    asked.delete(id);
    waiting.timer.cancel();
    const { request } = waiting.question;
    const { logicalId } = waiting.resource;
    journal.record('stack.resource', { request, logicalId, ...answer });
    waiting.settled({ request, logicalId, ...answer });
  };

  const take = async (id: string, request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const body = await bodyOf(request);
    const fault = faults.take('cloudformation', answerOperation);
    if (fault?.when !== 'before') settle(id, readAnswer(id, body));
    if (!fault) return void response.writeHead(200).end();
    if (fault.failure.kind === 'error') response.writeHead(fault.failure.statusCode).end();
  };

  return {
    answer: (request, response) => {
      if (request.method !== 'PUT' || !request.url?.startsWith(path)) return false;
      const active = activity.begin();
      response.on('close', active.end);
      take(request.url.slice(path.length), request, response).then(
        () => response.writableEnded || active.hold(),
        () => response.destroy(),
      );
      return true;
    },
    ask: (resource, question, settled) => {
      const { logicalId, properties } = resource;
      const token = properties['ServiceToken'];
      const fn = deployment.functions.find(({ arn }) => arn === token);
      if (!fn) throw new Error(`${logicalId}: there is no function ${String(token)}.`);
      const id = nextId();
      const timeoutMs = Number(properties['ServiceTimeout'] ?? defaultTimeoutSeconds) * 1_000;
      const timer = clock.after(timeoutMs, `time-out of ${logicalId}`, () =>
        settle(id, {
          ...nothing(resource, question, id),
          reason: 'CloudFormation did not receive a response',
        }),
      );
      asked.set(id, { resource, question, settled, timer });
      options.invokeAsync(fn, eventOf(resource, question, id, `${options.endpointUrl()}${path}${id}`));
    },
  };
};

const nothing = (
  { stackName, logicalId }: PlainResource,
  { physicalId }: CustomResourceQuestion,
  id: string,
) => ({
  status: 'FAILED' as const,
  physicalId: physicalId ?? `${stackName}-${logicalId}-${id.slice(0, 12)}`,
  data: {},
});

/** An answer that CloudFormation would not understand is a failure ("Custom resource response objects", user guide). */
const readAnswer = (id: string, body: Buffer): Omit<CustomResourceAnswer, 'request' | 'logicalId'> => {
  const { Status, Reason, PhysicalResourceId, RequestId, LogicalResourceId, StackId, Data } = JSON.parse(
    body.toString('utf8'),
  ) as Partial<Answer>;
  const wrong =
    body.length > longestAnswerBytes
      ? `Response object is too long: ${body.length} bytes.`
      : !PhysicalResourceId || RequestId !== id || !LogicalResourceId || !StackId
        ? 'Invalid response object'
        : undefined;
  return {
    status: wrong === undefined && Status === 'SUCCESS' ? 'SUCCESS' : 'FAILED',
    reason: wrong ?? Reason,
    physicalId: PhysicalResourceId ?? id,
    data: Data ?? {},
  };
};

interface Answer {
  readonly Status: 'SUCCESS' | 'FAILED';
  readonly Reason: string;
  readonly PhysicalResourceId: string;
  readonly RequestId: string;
  readonly LogicalResourceId: string;
  readonly StackId: string;
  readonly Data: Readonly<Record<string, unknown>>;
}

const eventOf = (
  { stackName, region, logicalId }: PlainResource,
  { request, physicalId, properties, oldProperties }: CustomResourceQuestion,
  id: string,
  url: string,
): object => ({
  RequestType: request,
  ResponseURL: url,
  StackId: `arn:aws:cloudformation:${region}:111122223333:stack/${stackName}/${id}`,
  RequestId: id,
  ResourceType: 'Custom::TunnelkeeperSetup',
  LogicalResourceId: logicalId,
  ...(physicalId !== undefined && { PhysicalResourceId: physicalId }),
  ResourceProperties: properties,
  ...(oldProperties && { OldResourceProperties: oldProperties }),
});

const bodyOf = async (request: IncomingMessage): Promise<Buffer> => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
};
