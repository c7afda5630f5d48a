import { GetCallerIdentityCommand, type STSClient } from '@aws-sdk/client-sts';
import { awsCall } from '../../shared/aws/client/aws-call-error.ts';
import type { ClientOf } from '../../shared/aws/client/clients-by-region.ts';
import type { Account } from '../ports.ts';

/** `GetCallerIdentity`, which AWS lets everybody call who has credentials. */
export const createAccount = (
  sts: ClientOf<STSClient>,
  { region }: { readonly region: string },
): Account => ({
  whoAmI: async () => {
    const answer = await awsCall('GetCallerIdentity', sts(region).send(new GetCallerIdentityCommand({})));
    return { accountId: answer.Account ?? '', caller: answer.Arn ?? '' };
  },
});
