declare module 'dynalite' {
  import type { Server } from 'node:http';

  interface DynaliteOptions {
    /** How long a table stays in state CREATING. */
    readonly createTableMs?: number;
  }

  /** A DynamoDB engine that keeps its data in memory. */
  export default function dynalite(options?: DynaliteOptions): Server;
}
