import type { Service } from '../../contract.ts';
import { callerArn } from '../../wire/caller-arn.ts';

/** STS, as far as "who am I?" goes. AWS lets every caller ask that, whatever its policies say. */
export const createStsService = (): Service => ({
  name: 'sts',
  operations: {
    GetCallerIdentity: (_input, context) => ({
      Account: context.accountId,
      Arn: callerArn(context),
      UserId:
        context.principal.kind === 'function'
          ? `AROALOCALACCOUNTROLE1:${context.principal.functionName}`
          : 'AIDALOCALACCOUNTUSER1',
    }),
  },
  permissions: () => [],
});
