import type { Examined } from '../examine.ts';
import { passed } from '../finding.ts';
import type { Account, Identity } from '../ports.ts';

/** In which account, and as whom, all that follows is asked. */
export const checkCredentials = async (account: Account): Promise<Examined<Identity>> => {
  const known = await account.whoAmI();
  return { verdicts: [passed(`account ${known.accountId}, as ${known.caller}`)], known };
};
