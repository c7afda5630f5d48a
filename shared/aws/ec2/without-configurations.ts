import { Readable } from 'node:stream';
import type { EC2Client } from '@aws-sdk/client-ec2';
import { withoutElements } from './without-elements.ts';

/** About 8 kB of each connection's 10 kB, with its pre-shared keys in it: nothing of it is needed. */
const element = 'customerGatewayConfiguration';

/** Keeps the configuration documents of connections out of what a client reads, before it reads them. */
export const withoutConfigurations = (client: EC2Client): EC2Client => {
  client.middlewareStack.add(
    (next) => async (args) => {
      const result = await next(args);
      const response = result.response as { body: AsyncIterable<Buffer> };
      response.body = Readable.from(withoutElements(response.body, element));
      return result;
    },
    // Inside of what reads the answer.
    { name: 'withoutConfigurations', step: 'deserialize', priority: 'low' },
  );
  return client;
};
