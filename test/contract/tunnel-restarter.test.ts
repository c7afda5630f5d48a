import { describe } from 'vitest';
import { ServiceError } from '../../local/contract.ts';
import { ec2RestartClients } from '../../shared/aws/ec2/clients.ts';
import { createTunnelRestarter } from '../../shared/aws/ec2/tunnel-restarter.ts';
import type { RestartCallOutcome } from '../../shared/ports/aws.ts';
import { startAws } from '../aws/aws-double.ts';
import { createFakeTunnelRestarter } from '../fakes/tunnel-restarter.ts';
import { runTunnelRestarterContract, type TunnelRestarterSubject } from './tunnel-restarter-contract.ts';

const fake = (): TunnelRestarterSubject => {
  const restarter = createFakeTunnelRestarter();
  return {
    restarter,
    answerNext: (outcome) => {
      restarter.outcomes.push(outcome);
    },
    requests: () => restarter.requests.length,
  };
};

const onEc2 = async (): Promise<TunnelRestarterSubject> => {
  const answers: RestartCallOutcome[] = [];
  const modify = () => {
    const answer = answers.shift();
    if (answer && answer.call !== 'accepted') {
      throw new ServiceError(answer.errorCode, 'no', answer.call === 'uncertain' ? 500 : 400);
    }
    return {};
  };
  const aws = await startAws({ ec2: { ModifyVpnTunnelOptions: modify } });
  return {
    restarter: createTunnelRestarter(ec2RestartClients()),
    answerNext: (outcome) => {
      answers.push(outcome);
    },
    requests: () => aws.calls.length,
  };
};

describe('tunnel restarter: the fake', () => runTunnelRestarterContract(fake));
describe('tunnel restarter: EC2', () => runTunnelRestarterContract(onEc2));
