import type { Replacement } from './replacement.ts';

/** Modules that a bundle does without. Whoever reaches one of these unexpectedly is told so. */
export const leftOut: readonly Replacement[] = [
  {
    // Clients are given the credentials of the function's environment.
    imported: /^@aws-sdk\/credential-provider-node$/,
    instead: `export const defaultProvider = () => async () => {
      throw new Error('The credential chain is not bundled: give the client its credentials.');
    };`,
  },
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
    instead: `export const resolveEndpointDiscoveryConfig = (config) => config;
    export const NODE_ENDPOINT_DISCOVERY_CONFIG_OPTIONS = {};`,
  },
  {
    // Only large PutMetricData requests are compressed; CloudWatch's client prepares for it at the start.
    imported: /^@smithy\/middleware-compression$/,
    instead: `export const resolveCompressionConfig = (config) => config;
    export const NODE_DISABLE_REQUEST_COMPRESSION_CONFIG_OPTIONS = {};
    export const NODE_REQUEST_MIN_COMPRESSION_SIZE_BYTES_CONFIG_OPTIONS = {};
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
    // Asked by the defaults mode "auto" outside of Lambda.
    imported: /\/getInstanceMetadataRegion$/,
    instead: `export const getInstanceMetadataRegion = async () => {
      throw new Error('The metadata service of EC2 is not bundled.');
    };`,
  },
  {
    // A function has no ~/.aws: what the environment does not say is as the SDK has it by default.
    imported: /\/fromSharedConfigFiles$/,
    instead: `export const fromSharedConfigFiles = () => async () => {
      throw Object.assign(new Error('Configuration files are not bundled.'), { tryNextLink: true });
    };`,
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
    // Which Node a function runs on is settled where it is deployed.
    imported: /\/emitWarningIfUnsupportedVersion$/,
    instead: `export const state = { warningEmitted: true };
    export const emitWarningIfUnsupportedVersion = () => {};`,
  },
  {
    // Keeps the digits of numbers that JavaScript cannot hold; no operation in use answers with any.
    imported: /\/(?:json|needs)Reviver$/,
    instead: `export const needsReviver = () => false;
    export const jsonReviver = undefined;`,
  },
];
