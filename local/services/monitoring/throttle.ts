import { type Clock, type Operation, ServiceError } from '../../contract.ts';

/** Lets an operation be called so many times a second in each region and turns further calls away. */
export const limitRate = (operation: Operation, perSecond: number, clock: Clock): Operation => {
  const callsIn = new Map<string, readonly number[]>();
  return (input, context) => {
    const now = clock.now();
    const recent = (callsIn.get(context.region) ?? []).filter((at) => at > now - 1000);
    if (recent.length >= perSecond) throw new ServiceError('ThrottlingException', 'Rate exceeded');
    callsIn.set(context.region, [...recent, now]);
    return operation(input, context);
  };
};
