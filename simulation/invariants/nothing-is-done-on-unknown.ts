import type { SavedFact } from '../facts.ts';
import { unclearIn } from '../world/odd-answers.ts';
import type { Invariant } from './invariant.ts';

export const nothingIsDoneOnUnknown: Invariant = {
  name: 'nothing-is-done-on-unknown',
  statement:
    'No tunnel is restarted by a function that AWS has told nothing of it, or nothing that can be understood; no incident is closed by one that AWS has not shown every tunnel in use of the connection as up, or the connection as gone.',
  watch: ({ truth }) => {
    const open = new Set<string>();

    const judgeClose = ({ incident, by, saved }: SavedFact): string | undefined => {
      const { incidentId, connectionId, phase } = incident;
      if (!saved) return undefined;
      if (phase === 'open') open.add(incidentId);
      if (phase !== 'closed' || !open.delete(incidentId)) return undefined;
      const connection = truth.connections.get(connectionId);
      if (!connection?.view || connection.healths.includes('none')) return undefined;
      const shown = truth.invocations
        .get(by.invocation)
        ?.described.find((view) => view.connectionId === connectionId);
      if (!shown) return `${incidentId} was closed by a look that did not see the connection`;
      const unseen = [...connection.tunnels].find(
        ([outsideIp, { seenUp }]) => seenUp && unclearIn(shown).has(outsideIp),
      );
      return unseen && `${incidentId} was closed by a look that was told nothing of ${unseen[0]}`;
    };

    return (fact) => {
      if (fact.kind === 'saved') return judgeClose(fact);
      if (fact.kind !== 'restart-call' || fact.by === 'person') return undefined;
      const shown = truth.invocations
        .get(fact.by.invocation)
        ?.described.find(({ connectionId }) => connectionId === fact.connectionId);
      return shown && !unclearIn(shown).has(fact.outsideIp)
        ? undefined
        : `${fact.outsideIp} was restarted by a function that was told nothing of it`;
    };
  },
};
