import type { Replacement } from './replacement.ts';

/** Modules that a bundle does without. Whoever reaches one of these unexpectedly is told so. */
export const leftOut: readonly Replacement[] = [
  {
    // No operation in use streams events; the client of CloudWatch Logs prepares for it at the start.
    imported: /^@smithy\/core\/event-streams$/,
    instead: `export const eventStreamSerdeProvider = () => undefined;
    export const resolveEventStreamSerdeConfig = (config) => config;
    export class EventStreamSerde {
      constructor() {
        throw new Error('Event streams are not bundled.');
      }
    }`,
  },
  {
    // Node has SHA-256 of its own; this is what stands in where it has not.
    imported: /^\.\/Sha256Js$/,
    instead: `export class Sha256Js {
      constructor() {
        throw new Error('SHA-256 in JavaScript is not bundled.');
      }
    }`,
  },
  {
    // No command in use discovers its endpoint; DynamoDB's client prepares for it at the start.
    imported: /^@aws-sdk\/middleware-endpoint-discovery$/,
    instead: 'export const resolveEndpointDiscoveryConfig = (config) => config;',
  },
  {
    // Only large PutMetricData requests are compressed; CloudWatch's client prepares for it at the start.
    imported: /^@smithy\/middleware-compression$/,
    instead: `export const resolveCompressionConfig = (config) => config;
    export const getCompressionPlugin = () => {
      throw new Error('The compression of requests is not bundled.');
    };`,
  },
  {
    // Node has MD5 of its own as well; SQS checks with it that a message arrived whole.
    imported: /^\.\/Md5Js$/,
    instead: `export class Md5Js {
      constructor() {
        throw new Error('MD5 in JavaScript is not bundled.');
      }
    }`,
  },
  {
    // Only events of a stream have headers in this form; every signer makes one at the start.
    imported: /^\.\/HeaderFormatter$/,
    instead: `export class HeaderFormatter {
      format() {
        throw new Error('The signing of event streams is not bundled.');
      }
    }`,
  },
  {
    // Chosen by the retry mode "adaptive" alone; it brings a rate limiter of its own.
    imported: /\/AdaptiveRetryStrategy$/,
    instead: `export class AdaptiveRetryStrategy {
      constructor() {
        throw new Error('Adaptive retries are not bundled.');
      }
    }`,
  },
  {
    // Done for buckets before an endpoint is chosen.
    imported: /\/service-customizations$/,
    instead: `export const resolveParamsForS3 = async () => {
      throw new Error('The endpoints of S3 are not bundled.');
    };`,
  },
  {
    // What endpoint rules call to tell partitions apart; bundles have no such rules.
    imported: /^\.\/util-endpoints\/aws$/,
    instead: 'export const awsEndpointFunctions = {};',
  },
  {
    // Clients are given no logger: what they send and receive is not for a log.
    imported: /\/loggerMiddleware$/,
    instead: `export const loggerMiddleware = undefined;
    export const loggerMiddlewareOptions = undefined;
    export const getLoggerPlugin = () => ({ applyToStack: () => {} });`,
  },
  {
    // Hides secrets from that log.
    imported: /\/schemaLogFilter$/,
    instead: `export const schemaLogFilter = () => {
      throw new Error('The logging of requests is not bundled.');
    };`,
  },
  {
    // Keeps the digits of numbers that JavaScript cannot hold; no operation in use answers with any.
    imported: /\/(?:json|needs)Reviver$/,
    instead: `export const needsReviver = () => false;
    export const jsonReviver = undefined;`,
  },
  {
    // Lets extensions change how a client is set up; clients are given none.
    imported: /^\.\/runtimeExtensions$/,
    instead: `export const resolveRuntimeExtensions = (config, extensions) => {
      if (extensions.length > 0) throw new Error('The extensions of clients are not bundled.');
      return config;
    };`,
  },
];
