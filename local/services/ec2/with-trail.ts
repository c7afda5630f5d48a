import { type Operation, type Service, ServiceError } from '../../contract.ts';
import type { Trail } from '../cloudtrail/trail.ts';

/** Has the trail note every call that changes something, whether it was carried out or refused. */
export const withTrail = (operations: Service['operations'], trail: Trail): Service['operations'] =>
  Object.fromEntries(
    Object.entries(operations).map(([name, operation]) => [
      name,
      /^(?:Describe|Get)/.test(name) ? operation : noted(name, operation, trail),
    ]),
  );

const noted =
  (name: string, operation: Operation, trail: Trail): Operation =>
  async (input, context) => {
    const call = { operation: name, region: context.region, by: context.principal, input };
    try {
      const output: unknown = await operation(input, context);
      trail.note({ ...call, output });
      return output;
    } catch (error) {
      if (error instanceof ServiceError) trail.note({ ...call, errorCode: error.code });
      throw error;
    }
  };
