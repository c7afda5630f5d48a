/** A module that a bundle does without, and what stands in its place. */
export interface LeftOut {
  /** Matches the path as the importing module writes it. */
  readonly imported: RegExp;
  readonly instead: string;
}

/** Whoever reaches one of these unexpectedly is told so. */
export const leftOutModules: readonly LeftOut[] = [
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
    // DynamoDB's client makes one at the start, for endpoint discovery, which is off unless a variable turns it on.
    imported: /^@aws-sdk\/endpoint-cache$/,
    instead: `export class EndpointCache {
      get() {
        throw new Error('Endpoint discovery is not bundled.');
      }
    }`,
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
];
