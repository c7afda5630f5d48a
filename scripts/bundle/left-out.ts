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
    // No operation in use streams events.
    imported: /^@smithy\/core\/event-streams$/,
    instead: `export class EventStreamSerde {
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
];
