import { type WithholdReason, withholdReasons } from '../../shared/domain/restart/withhold-reason.ts';
import type { EpochMs } from '../../shared/domain/time.ts';
import type { Fact } from '../facts.ts';
import { guardModels, type Received } from './guards.ts';
import type { Invariant, Watching } from './invariant.ts';

/** Guards that keep a tunnel from harm, whatever the policy: the first of the two invariants about restarts. */
const safety: ReadonlySet<WithholdReason> = new Set(['tunnel-up', 'connection-busy', 'restart-in-flight']);

export const restartsAreSafe: Invariant = {
  name: 'restarts-are-safe',
  statement:
    'No restart reaches AWS for a tunnel that is up, for a connection that is being modified, or while a restart of either tunnel is under way.',
  watch: (watching) => judge(watching, (reason) => safety.has(reason)),
};

export const restartsKeepToTheGuards: Invariant = {
  name: 'restarts-keep-to-the-guards',
  statement:
    'No restart reaches AWS beyond the numbers and conditions of the guards, counted from what AWS received and showed.',
  watch: (watching) => judge(watching, (reason) => !safety.has(reason)),
};

const judge = ({ truth, estate }: Watching, isOfInterest: (reason: WithholdReason) => boolean) => {
  const reasons = withholdReasons.filter(isOfInterest);
  return (fact: Fact, at: EpochMs): string | undefined => {
    if (fact.kind !== 'restart-call' || fact.by === 'person') return undefined;
    const { connectionId, outsideIp, by } = fact;
    const connection = truth.connections.get(connectionId);
    const tunnel = connection?.tunnels.get(outsideIp);
    if (!connection?.view || !tunnel) return `${outsideIp} was restarted, and is not there`;
    const received: Received = {
      connectionId,
      outsideIp,
      at,
      lookedAt: truth.invocations.get(by.invocation)?.startedAt ?? at,
      connection,
      view: connection.view,
      tunnel,
      others: [...connection.tunnels.values()].filter((other) => other !== tunnel),
      estate,
      policy: estate.policy.restart,
      truth,
    };
    for (const reason of reasons) {
      const objection = guardModels[reason](received);
      if (objection !== undefined) return `${outsideIp} was restarted (${reason}): ${objection}`;
    }
    return undefined;
  };
};
