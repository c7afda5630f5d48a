import { type Clock, type Operation, ServiceError } from '../../contract.ts';

/** Lets an operation be called so many times a second and turns further calls away. */
export const limitRate = (operation: Operation, perSecond: number, clock: Clock): Operation => {
  let recent: number[] = [];
  return (input, context) => {
    const now = clock.now();
    recent = recent.filter((at) => at > now - 1000);
    if (recent.length >= perSecond) throw new ServiceError('ThrottlingException', 'Rate exceeded');
    recent.push(now);
    return operation(input, context);
  };
};
