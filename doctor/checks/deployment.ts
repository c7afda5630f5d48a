import { SetupAnswer, StackOutput } from '../../shared/contracts/stack.ts';
import type { Examined } from '../examine.ts';
import { failed, passed, skipped, type Verdict } from '../finding.ts';
import type { DeployedStack, Stacks } from '../ports.ts';

export interface Wanted {
  readonly region: string;
  readonly stackName: string;
  /** The version of this checkout. */
  readonly version: string;
}

const deploy = 'npm run deploy';

/** Whether what runs there is what stands here. `known` is the stack, be its version what it may. */
export const checkDeployment = async (stacks: Stacks, wanted: Wanted): Promise<Examined<DeployedStack>> => {
  const { region, stackName, version } = wanted;
  const stack = await stacks.find(region, stackName);
  if (!stack) return { verdicts: [failed(`not deployed: there is no stack ${stackName}`, [deploy])] };
  return { verdicts: [judgeStatus(stackName, stack) ?? judgeVersion(stack, version)], known: stack };
};

const judgeStatus = (stackName: string, { status }: DeployedStack): Verdict | undefined => {
  if (status.endsWith('_IN_PROGRESS')) {
    return skipped(`being deployed right now (${status})`, ['Repeat when that is over.']);
  }
  if (status.endsWith('_FAILED') || status === 'ROLLBACK_COMPLETE') {
    return failed(`the last deployment did not go through (${status})`, [
      `Look at the events of the stack ${stackName} in the CloudFormation console, then deploy again.`,
    ]);
  }
  return undefined;
};

const judgeVersion = ({ outputs }: DeployedStack, version: string): Verdict => {
  const deployed = outputs[StackOutput.version];
  const warnings = outputs[StackOutput.setupWarnings] ?? SetupAnswer.noWarnings;
  if (deployed === version && warnings !== SetupAnswer.noWarnings) {
    return failed(`version ${deployed}, as here; the last deployment could not do everything: ${warnings}`, [
      'Remove the cause, then deploy again.',
    ]);
  }
  if (deployed === version) return passed(`version ${deployed}, as here`);
  if (deployed === undefined) {
    return failed(`an older version than ${version}, which does not say its number`, [deploy]);
  }
  return isNewer(deployed, version)
    ? failed(`version ${deployed} is deployed, which is newer than ${version} here`, [
        'Update this checkout before you deploy from it: git pull && npm ci',
      ])
    : failed(`version ${deployed} is deployed, ${version} is here`, [deploy]);
};

/** Numbers part by part; what follows a hyphen is of no interest. */
const isNewer = (one: string, other: string): boolean => {
  const [ones, others] = [one, other].map((text) => text.split('-')[0]?.split('.').map(Number) ?? []);
  const part = ones?.findIndex((number, index) => number !== others?.[index]) ?? -1;
  return part >= 0 && (ones?.[part] ?? 0) > (others?.[part] ?? 0);
};
