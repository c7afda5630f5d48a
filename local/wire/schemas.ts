import { NormalizedSchema } from '@smithy/core/schema';
import type { ServiceName } from '../contract.ts';
import { eventsModule } from './schemas/events.ts';

export interface OperationModel {
  readonly name: string;
  readonly input: NormalizedSchema;
  readonly output: NormalizedSchema;
}

export interface ErrorModel {
  readonly name: string;
  /** The code on the Query wire, where it differs from the name of the shape. */
  readonly queryCode: string;
  readonly statusCode: number | undefined;
  readonly messageMember: string;
}

export interface ServiceModel {
  /** The Smithy namespace, which AWS JSON 1.0 puts before error names. */
  readonly namespace: string;
  operation(name: string): OperationModel | undefined;
  /** Finds an error by the name of its shape or by its Query code. */
  error(code: string): ErrorModel | undefined;
}

type Exports = Readonly<Record<string, unknown>>;
type Schema = Parameters<typeof NormalizedSchema.of>[0];

/** Loaded on the first call only: the EC2 client alone takes a noticeable part of a second to import. */
const importers: Partial<Record<ServiceName, () => Promise<Exports>>> = {
  ec2: () => import('@aws-sdk/client-ec2'),
  monitoring: () => import('@aws-sdk/client-cloudwatch'),
  dynamodb: () => import('@aws-sdk/client-dynamodb'),
  sqs: () => import('@aws-sdk/client-sqs'),
  sns: () => import('@aws-sdk/client-sns'),
  secretsmanager: () => import('@aws-sdk/client-secrets-manager'),
  logs: () => import('@aws-sdk/client-cloudwatch-logs'),
  health: () => import('@aws-sdk/client-health'),
  sts: () => import('@aws-sdk/client-sts'),
  cloudformation: () => import('@aws-sdk/client-cloudformation'),
  cloudtrail: () => import('@aws-sdk/client-cloudtrail'),
  events: () => Promise.resolve(eventsModule),
};

/** Services that speak plain JSON and whose client is not installed: what has no schema here is read and written as it is. */
const schemaless: ReadonlySet<ServiceName> = new Set(['events', 'kms']);

const models = new Map<ServiceName, Promise<ServiceModel>>();

/** The operation and error schemas of one service, from the client that the SDK ships for it. */
export const loadServiceModel = (service: ServiceName): Promise<ServiceModel> => {
  const known = models.get(service);
  if (known) return known;
  const loading = (importers[service]?.() ?? Promise.resolve({})).then((exports) =>
    createModel(exports, schemaless.has(service)),
  );
  models.set(service, loading);
  return loading;
};

const operationKind = 9;
const errorKind = -3;
const anyDocument = NormalizedSchema.of(15);

const isSchema = (value: unknown, kind: number): value is readonly unknown[] =>
  Array.isArray(value) && value[0] === kind;

const createModel = (exports: Exports, isSchemaless: boolean): ServiceModel => {
  const errors = Object.values(exports).filter((value) => isSchema(value, errorKind));
  const errorModels = errors.map(toErrorModel);
  const sample = Object.values(exports).find((value) => isSchema(value, operationKind));
  return {
    namespace: String(sample?.[1] ?? 'com.amazon.coral.service'),
    operation: (name) => {
      const schema = exports[`${name}$`];
      if (isSchema(schema, operationKind)) return toOperationModel(name, schema);
      return isSchemaless ? { name, input: anyDocument, output: anyDocument } : undefined;
    },
    error: (code) => errorModels.find(({ name, queryCode }) => name === code || queryCode === code),
  };
};

const toOperationModel = (name: string, schema: readonly unknown[]): OperationModel => ({
  name,
  input: NormalizedSchema.of(schema[4] as Schema),
  output: NormalizedSchema.of(schema[5] as Schema),
});

const toErrorModel = (schema: readonly unknown[]): ErrorModel => {
  const name = String(schema[2]);
  const traits = NormalizedSchema.of(schema as Schema).getMergedTraits();
  const awsQueryError = traits['awsQueryError'] as readonly [string, number] | undefined;
  const members = schema[4] as readonly string[];
  return {
    name,
    queryCode: awsQueryError?.[0] ?? name,
    statusCode: traits['httpError'] as number | undefined,
    messageMember: members.includes('Message') ? 'Message' : 'message',
  };
};
