import type { Explained } from '../explanation.ts';

export const lifecycle: Explained = {
  'shared/domain/decide.ts': [
    {
      line: "const flapped = noted.phase === 'open' ? markFlapping(noted, policy.incident, now) : noted;",
      text: "noted.phase === 'open'",
      becomes: 'true',
      why: 'equivalent',
      because: 'What flaps is confirmed by that, and so is open.',
    },
  ],
  'shared/domain/lifecycle/causes.ts': [
    {
      line: 'const recent = [...(previous?.causes ?? []), ...(quiet ? [quiet] : [])].filter(',
      text: '[]',
      becomes: '["Stryker was here"]',
      why: 'equivalent',
      because: 'What is no replacement is left out at once.',
    },
    {
      line: "signal.kind === 'health' && signal.topic === 'endpoint-replaced';",
      text: "signal.kind === 'health'",
      becomes: 'true',
      why: 'unreachable-by-type',
      because: 'No other signal has a topic.',
    },
  ],
  'shared/domain/lifecycle/changes.ts': [
    {
      line: 'const isKnown = [...callsOnConnection(observation), ...(known ? [known] : [])].some(',
      text: '[]',
      becomes: '["Stryker was here"]',
      why: 'equivalent',
      because: 'What has no time is not recent.',
    },
    {
      line: '(changedAt) => changedAt !== undefined && comesOf(changedAt, replacedAt, settlingMs),',
      text: 'changedAt !== undefined',
      becomes: 'true',
      why: 'equivalent',
      because: 'Every comparison with undefined is false.',
    },
  ],
  'shared/domain/lifecycle/progress.ts': [
    {
      line: "signal.kind === 'health' || (signal.kind === 'alarm' && signal.state === 'ALARM');",
      text: "signal.kind === 'alarm'",
      becomes: 'true',
      why: 'unreachable-by-type',
      because: 'No other signal has a state.',
    },
  ],
  'shared/domain/lifecycle/start.ts': [
    {
      line: 'const { tunnels, health, fallen } = compareTunnels([], connection, unusedTunnels, now, neverRouted);',
      text: '[]',
      becomes: '["Stryker was here"]',
      why: 'unreachable-by-type',
      because: 'A text is the record of no tunnel.',
    },
    {
      line: 'restarts: (previous?.restarts ?? []).filter((attempt) => now - attempt.requestedAt < restartMemoryMs),',
      text: '[]',
      becomes: '["Stryker was here"]',
      why: 'equivalent',
      because: 'What has no time is not recent.',
    },
  ],
  'shared/domain/lifecycle/tunnels.ts': [
    {
      line: "known.state === 'up' && lastStatusChangeAt !== undefined && Math.min(lastStatusChangeAt, now) > known.since;",
      text: 'lastStatusChangeAt !== undefined',
      becomes: 'true',
      why: 'equivalent',
      because: 'Every comparison with undefined is false.',
    },
  ],
  'shared/domain/lifecycle/verify.ts': [
    {
      line: 'const ended = restarts.filter((attempt, index) => attempt.result !== incident.restarts[index]?.result);',
      text: 'incident.restarts[index]?.result',
      becomes: 'incident.restarts[index].result',
      why: 'equivalent',
      because: 'Both lists are of the same length.',
    },
  ],
  'shared/domain/lifecycle/versioned.ts': [
    {
      line: 'restarts: incident.restarts.map((attempt) => ({ ...attempt, hadEffect: false })),',
      text: 'false',
      becomes: 'true',
      why: 'equivalent',
      because: 'Any constant does: it is the same on both sides.',
    },
    {
      line: "cause.outsideIp === undefined ? cause : { ...cause, at: 0, evidence: '' };",
      text: "''",
      becomes: '"Stryker was here!"',
      why: 'equivalent',
      because: 'Any constant does: it is the same on both sides.',
    },
  ],
};
