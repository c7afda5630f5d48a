import type { Invariant } from './invariant.ts';

export const setupAnswers: Invariant = {
  name: 'setup-answers',
  statement:
    'CloudFormation is answered by each setup that lives to its end; an update is never refused, nor a creation that no fault has hit; one that was refused is another resource than one that succeeded.',
  watch: ({ truth, calm }) => {
    const answered = new Set<string>();
    return (fact, at) => {
      if (fact.kind === 'setup-answered') {
        const { requestId, ok, resourceId } = fact;
        answered.add(requestId);
        if (ok) return resourceId === 'tunnelkeeper-setup' ? undefined : `${requestId} made ${resourceId}`;
        if (requestId === 'Update') return 'an update was refused';
        if (resourceId === 'tunnelkeeper-setup')
          return 'a creation was refused under the name of one that succeeds';
        const since = calm.since('slack', at);
        const startedAt = truth.invocations.get('setup:Create')?.startedAt ?? 0;
        return since !== undefined && since < startedAt
          ? 'a creation was refused though nothing was in the way'
          : undefined;
      }
      if (fact.kind !== 'invocation' || fact.function !== 'setup' || fact.step !== 'done') return undefined;
      const request = fact.invocation.replace(/^setup:(?<type>\w+).*$/, '$<type>');
      return answered.has(request) ? undefined : `${fact.invocation} has answered nothing`;
    };
  },
};
